import { expect, test } from 'vitest';
import type { TrustTold } from '../../lib/backend';
import { levelOn, levels, moved, stairs } from './trust';

function told(day: string, trust: number, ceiling = 100): TrustTold {
  return {
    about: '',
    whole: { moved: 0, ceilingMoved: 0, trust, ceiling },
    step: { day, reason: 'praise', moment: day, moved: 0, ceilingMoved: 0, trust, ceiling },
  };
}
const DAY = 20_000;
const course = levels([told('2024-10-04', 60), told('2024-10-14', 40, 90), told('2024-10-14', 44, 90)]);

test('a day with several steps is one height, and its last step leads to the list', () => {
  expect(course.map(({ day, trust, at, down }) => ({ day, trust, at, down }))).toEqual([
    { day: DAY, trust: 60, at: 0, down: false },
    { day: DAY + 10, trust: 44, at: 2, down: true },
  ]);
});

test('trust starts at 50, and holds until a moment moves it', () => {
  expect(levelOn(course, DAY - 1)).toEqual({ trust: 50, ceiling: 100 });
  expect(levelOn(course, DAY + 9).trust).toBe(60);
  expect(levelOn(course, DAY + 10).ceiling).toBe(90);
  const x = (day: number) => (day - DAY) * 10;
  const line = stairs(course, 'trust', DAY - 5, DAY + 20, x, (value) => value, 9);
  expect(line).toBe('M-50 50L-9 50L0 60L91 60L100 44L200 44');
  const ceiling = stairs(course, 'ceiling', DAY - 5, DAY + 20, x, (value) => value, 0);
  expect(ceiling).toBe('M-50 100L100 100L100 90L200 90');
});

test('a step says by how much, with its sign', () => {
  expect([6, -12, 0].map(moved)).toEqual(['+6', '−12', '0']);
});
