import { afterEach, expect, it } from 'vitest';
import { en } from '../lib/i18n/en';
import { fr } from '../lib/i18n/fr';
import { setLanguage } from '../lib/i18n/index.svelte';
import { exportWords } from './export';

afterEach(() => setLanguage('fr'));

it('has a word for every heading and choice, in the language of the moment', () => {
  expect(exportWords().lastDay).toBe(fr.exports.headings.lastDay);
  expect(exportWords()['behaviour.onHoliday']).toBe(fr.words.behaviour.onHoliday);
  setLanguage('en');
  expect(exportWords()['approach.keepLink']).toBe(en.words.approach.keepLink);
});
