import { describe, expect, it } from 'vitest';
import { draftOf, entriesOf, filterText, readNumber, valueOf } from './fields';
import type { Field } from './backend';

const field = (kind: Field['kind'], choices: string[] = []): Field => ({
  id: kind,
  name: 'Points',
  kind,
  choices,
});

describe('what one types in a field', () => {
  it('is a number with a comma or a point', () => {
    expect(readNumber('12,5')).toBe(12.5);
    expect(readNumber('1 234.5')).toBe(1234.5);
    expect(readNumber('-3')).toBe(-3);
    for (const wrong of ['', 'douze', '1,2,3', '12 €', '-']) expect(readNumber(wrong)).toBeNull();
  });
  it('comes back as it was', () => {
    for (const value of [
      { kind: 'text', value: 'gluten' },
      { kind: 'number', value: 1234.5 },
      { kind: 'date', value: '2026-11-22' },
      { kind: 'choice', value: 'Mardi' },
      { kind: 'yesNo', value: false },
    ] as const)
      expect(valueOf(field(value.kind, ['Mardi']), draftOf(value))).toEqual(value);
  });
  it('is nothing when empty, and told apart when it is no value', () => {
    const fields = [field('text'), field('number')];
    expect(entriesOf(fields, { text: ' ', number: 'x' })).toEqual({ entries: [], wrong: ['number'] });
    expect(entriesOf(fields, { text: 'noix' }).entries).toEqual([
      { field: 'text', value: { kind: 'text', value: 'noix' } },
    ]);
  });
});

describe('a condition', () => {
  it('is said in a few words', () => {
    const say = (test: Parameters<typeof filterText>[0]['test']) =>
      filterText({ field: 'number', test }, [field('number')]).replaceAll('\u00a0', ' ');
    expect(say({ kind: 'between', from: 3, to: 5 })).toBe('Points : 3 à 5');
    expect(say({ kind: 'between', from: 3, to: null })).toBe('Points : 3 et plus');
    expect(say({ kind: 'contains', text: 'noix' })).toBe('Points : « noix »');
    expect(say({ kind: 'empty' })).toBe('Points : est vide');
    expect(filterText({ field: 'x', test: { kind: 'filled' } }, [])).toContain('champ retiré');
  });
});
