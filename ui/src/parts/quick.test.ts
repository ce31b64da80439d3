import { beforeEach, describe, expect, it } from 'vitest';
import type { Understood } from '../lib/backend';
import { setLanguage } from '../lib/i18n/index.svelte';
import { drafted, nothing, proposed, started } from './quick';

const from = { start: 0, end: 1, text: 'x' };
const silent: Understood = {
  kind: null,
  amount: null,
  day: null,
  until: null,
  channel: null,
  direction: null,
  feeling: null,
  gesture: null,
  rating: null,
  reason: null,
};
const bought: Understood = {
  ...silent,
  kind: { value: 'purchase', from },
  amount: { value: 3450, from },
  day: { value: '2026-11-21', from },
  feeling: {
    value: { emotion: 'contentment', intensity: 3, trigger: null, toldAround: false },
    from,
  },
};
const TODAY = '2026-11-22';

beforeEach(() => setLanguage('fr'));

describe('a quick note', () => {
  it('is what was understood', () => {
    const noting = drafted('Achat 34,50 € hier', proposed(bought, {}, 'EUR'), TODAY, 2);
    expect(noting).toEqual({
      moment: {
        kind: 'purchase',
        day: '2026-11-21',
        minute: null,
        amount: 3450,
        note: 'Achat 34,50 € hier',
        servedBy: null,
      },
      feeling: { emotion: 'contentment', intensity: 3, trigger: null, toldAround: false },
      files: [],
    });
  });
  it('is what the person says rather than what was understood', () => {
    const chips = proposed(bought, { kind: 'note', emotion: '', day: '' }, 'EUR');
    expect(drafted('x', chips, TODAY, 2)).toEqual({
      moment: { kind: 'note', day: TODAY, minute: null, text: 'x' },
      feeling: null,
      files: [],
    });
  });
  it('is a note or an exchange where nothing else can be made of it', () => {
    expect(proposed({ ...bought, amount: null }, {}, 'EUR').kind).toBe('note');
    const called = { ...bought, amount: null, channel: { value: 'call' as const, from } };
    expect(proposed(called, {}, 'EUR').kind).toBe('exchange');
  });
  it('opens a complaint, with what was felt', () => {
    const anger = { emotion: 'anger' as const, intensity: 3, trigger: null, toldAround: false };
    const said = { ...silent, kind: { value: 'complaint' as const, from }, feeling: { value: anger, from } };
    expect(drafted('Il manque un article', proposed(said, {}, 'EUR'), TODAY, 2)).toEqual({
      complaint: {
        received: { day: TODAY, minute: null },
        channel: null,
        text: 'Il manque un article',
        asked: null,
        purchase: null,
        accountable: null,
        cause: null,
        update: null,
        feeling: anger,
        files: [],
      },
    });
  });
  it('makes a promise for the day said, else for the next day somebody works', () => {
    const said = { ...silent, kind: { value: 'promise' as const, from } };
    const due = (some: Partial<typeof nothing>) => {
      const made = drafted('rappeler', { ...proposed(said, {}, 'EUR'), ...some }, TODAY, 2);
      return typeof made === 'object' && 'promise' in made ? made.promise.due : made;
    };
    expect(due({})).toBe('2026-11-23');
    expect(due({ until: '30/11/2026' })).toBe('2026-11-30');
    expect(due({ until: 'hier' })).toBe('due');
    expect(due({ day: '+1' })).toBe('day');
  });
  it('goes on in the full form with all that was typed', () => {
    const chips = proposed({ ...bought, channel: { value: 'call', from } }, { kind: 'exchange' }, 'EUR');
    const begun = started('Elle a appelé', chips, TODAY);
    expect(begun.form).toMatchObject({ kind: 'call', day: '2026-11-21', text: 'Elle a appelé' });
    expect(begun.feeling?.emotion).toBe('contentment');
    expect(begun.amount.replaceAll('\u202f', ' ')).toBe('34,50');
  });
  it('says what keeps it from being noted', () => {
    const of = (some: Partial<typeof nothing>, text = 'x') =>
      drafted(text, { ...nothing, ...some }, TODAY, 2);
    expect(of({}, ' ')).toBe('text');
    expect(of({ kind: 'purchase', amount: 'x' })).toBe('amount');
    expect(of({ kind: 'purchase', amount: '' })).toBe('amount');
    expect(of({ kind: 'gesture', amount: '-1' })).toBe('amount');
    expect(of({ day: 'demain' })).toBe('day');
    expect(of({ day: '31/02' })).toBe('day');
    expect(of({ kind: 'absence', day: 'demain', until: 'hier' })).toBe('until');
    expect(of({ kind: 'rating', scale: 'csat', score: '6' })).toBe('score');
  });
});
