import { describe, expect, it } from 'vitest';
import { answersTo, doubtsOf } from './decide';
import type { Doubt, OpenQuestion } from './backend';

const question = (customer: string, doubt: Doubt, ...candidates: string[]): OpenQuestion => ({
  customer,
  doubt,
  name: customer,
  purchases: 1,
  candidates: candidates.map((id) => ({ customer: id, name: id, city: null, purchases: 2 })),
});
const list = [
  question('a', 'bareName', 'x'),
  question('b', 'bareName', 'x', 'y'),
  question('c', 'otherName', 'z'),
];
const all = new Set<Doubt>(['bareName', 'otherName', 'otherId']);

describe('a verdict on many', () => {
  it('makes the same only those who can be one person alone', () => {
    const { pairs, several } = answersTo(list, 'same', all);
    expect(pairs).toEqual([
      ['a', 'x'],
      ['c', 'z'],
    ]);
    expect(several).toBe(1);
  });
  it('tells all apart, however many they could be', () => {
    const { pairs, several } = answersTo(list, 'other', all);
    expect(pairs).toEqual([
      ['a', null],
      ['b', null],
      ['c', null],
    ]);
    expect(several).toBe(0);
  });
  it('is about the doubts one asked about', () => {
    expect(answersTo(list, 'same', new Set<Doubt>(['otherName'])).pairs).toEqual([['c', 'z']]);
    expect(answersTo(list, 'other', new Set<Doubt>()).pairs).toEqual([]);
  });
});

describe('the doubts', () => {
  it('are counted, most first', () => {
    expect(doubtsOf(list)).toEqual([
      { doubt: 'bareName', count: 2 },
      { doubt: 'otherName', count: 1 },
    ]);
  });
});
