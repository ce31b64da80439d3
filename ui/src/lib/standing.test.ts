import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from './i18n/index.svelte';
import { because, behaviours, tone, type Told } from './standing';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const told = (change: Partial<Told>): Told => ({
  behaviour: 'drifting',
  visits: 12,
  gaps: 11,
  rhythm: 12,
  silent: 41,
  ...change,
});

afterEach(() => setLanguage('fr'));

describe('the sentence that explains a label', () => {
  it.each([
    [told({}), 'venait tous les 12 jours, rien depuis 41 jours'],
    [told({ behaviour: 'loyal', silent: 5 }), 'vient tous les 12 jours, dernier achat il y a 5 jours'],
    [told({ behaviour: 'gone', visits: 1, gaps: 0 }), 'un seul achat, il y a 41 jours'],
    [told({ visits: 2, gaps: 1 }), '2 achats, rien depuis 41 jours'],
    [told({ behaviour: 'prospect', visits: 0, silent: null, rhythm: null }), 'aucun achat encore'],
    [told({ behaviour: 'back', away: 130, silent: 1 }), 'revenu après 4 mois sans achat'],
    [told({ behaviour: 'regular', silent: 0 }), 'venu aujourd’hui'],
    [told({ behaviour: 'closed' }), 'relation close, à laisser en paix'],
  ])('%#', (standing, sentence) => {
    expect(plain(because(standing))).toBe(sentence);
  });
  it('speaks English too', () => {
    setLanguage('en');
    expect(plain(because(told({})))).toBe('came every 12 days, nothing for 41 days');
  });
  it('gives every behaviour a colour and a place in the filter', () => {
    expect(new Set(behaviours).size).toBe(9);
    for (const behaviour of behaviours) expect(tone(behaviour)).toBeTruthy();
  });
});
