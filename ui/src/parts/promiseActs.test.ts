import { beforeEach, describe, expect, it, vi } from 'vitest';
import { announcement } from '../lib/calling.svelte';
import { setLanguage } from '../lib/i18n/index.svelte';
import type { Contact, PromiseMade } from '../lib/backend';
import { about, standing } from './promiseActs';

vi.mock('../lib/backend', () => ({ backend: {}, onChanges: () => () => undefined }));
vi.mock('../lib/session.svelte', () => ({ session: { opened: null, today: '2026-11-22' } }));

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const made = (more: Partial<PromiseMade> = {}): PromiseMade => ({
  id: 'p',
  customer: 'c',
  name: 'Marc Lefèvre',
  complaint: null,
  day: '2026-11-06',
  minute: null,
  text: 'rembourser 42 €',
  who: 'Claire',
  due: '2026-11-21',
  dueMinute: null,
  outcome: null,
  outcomeOn: null,
  outcomeNote: null,
  insteadOf: null,
  state: 'late',
  ...more,
});

beforeEach(() => setLanguage('fr'));

describe('a promise', () => {
  it('says by word and colour where it stands', () => {
    const said = (more: Partial<PromiseMade>) => {
      const { tone, text } = standing(made(more));
      return [tone, plain(text)];
    };
    expect(said({})).toEqual(['bad', 'en retard de 1 jour']);
    expect(said({ state: 'due', due: '2026-11-22', dueMinute: 1080 })).toEqual(['warn', 'avant 18:00']);
    expect(said({ state: 'open', due: '2026-11-23' })).toEqual(['plain', 'demain']);
    expect(said({ state: 'keptOnTime' })).toEqual(['good', 'tenue']);
    expect(said({ state: 'renegotiated' })).toEqual(['bad', 'reportée']);
  });
  it('says when it was made, and after what', () => {
    expect(plain(about(made({ insteadOf: 'o' })))).toBe('promis le 6 nov. · par Claire · déjà reportée');
  });
});

describe('an announcement', () => {
  const contact = { name: 'Luc Fabre', minute: 600, channel: 'call', purpose: 'news', note: '' } as Contact;
  it('names one promise by its words', () => {
    const { title, body } = announcement([{ kind: 'promise', promise: made({ dueMinute: 1020 }) }]);
    expect([plain(title), plain(body)]).toEqual(['Promesse à Marc Lefèvre', 'avant 17:00 · rembourser 42 €']);
  });
  it('counts contacts and promises apart', () => {
    const { title, body } = announcement([
      { kind: 'contact', contact },
      { kind: 'promise', promise: made() },
    ]);
    expect(plain(title)).toBe('1 contact prévu, 1 promesse : c’est l’heure');
    expect(body).toBe('Luc Fabre, Marc Lefèvre');
  });
});
