import { expect, test } from 'vitest';
import { between, figure, outOf } from './ratings';

test('a figure reads as its scale has it', () => {
  expect(figure('nps', 30.4)).toBe('+30');
  expect(figure('nps', -12.6)).toBe('−13');
  expect(figure('nps', -0.2)).toBe('0');
  expect(figure('ces', 5)).toBe('5');
  expect(between('nps', -8, 41)).toBe('−8 / +41');
  expect(outOf('csat', 4)).toBe('4/5');
});
