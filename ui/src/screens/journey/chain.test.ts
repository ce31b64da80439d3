import { expect, test } from 'vitest';
import type { Brought } from '../../lib/backend';
import { shown, withFriends } from './chain';

const one = (customer: string, by: string, depth: number): Brought => ({
  customer,
  by,
  depth,
  name: customer,
  visits: 1,
  spent: 100,
  since: '2026-01-01',
});
const people = [one('b', 'a', 1), one('c', 'b', 2), one('d', 'c', 3), one('e', 'a', 1)];
const names = (list: Brought[]) => list.map(({ customer }) => customer).join('');

test('a chain unfolds one branch at a time', () => {
  expect([...withFriends(people)]).toEqual([
    ['b', 1],
    ['c', 1],
  ]);
  expect(names(shown(people, new Set()))).toBe('be');
  expect(names(shown(people, new Set(['b'])))).toBe('bce');
  expect(names(shown(people, new Set(['b', 'c'])))).toBe('bcde');
  // Below what is folded nothing shows, unfolded or not.
  expect(names(shown(people, new Set(['c'])))).toBe('be');
});
