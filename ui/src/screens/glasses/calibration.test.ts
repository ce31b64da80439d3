import { describe, expect, it } from 'vitest';
import type { Bin, Month } from '../../lib/backend';
import { meanError, points, verdict } from './calibration';

const bin = (customers: number, announced: number, returned: number): Bin => ({
  customers,
  announced,
  returned,
  low: Math.max(0, returned - 0.05),
  high: Math.min(1, returned + 0.05),
});

describe('the picture', () => {
  const all = points([bin(100, 0.6, 0.5), bin(400, 0.1, 0.12), bin(25, 0.32, 0.4)]);
  it('goes by rising chance', () => {
    expect(all.map((point) => point.announced)).toEqual([0.1, 0.32, 0.6]);
  });
  it('gives each dot an area by its customers, and none too small to be hit', () => {
    expect(all.map((point) => point.radius)).toEqual([6, 3, 3]);
  });
  it('shares all chances out between the dots', () => {
    expect(all.map(({ from, to }) => [from, to])).toEqual([
      [0, 21],
      [21, 46],
      [46, 100],
    ]);
  });
  it('leaves nobody without a list where chances are alike', () => {
    const near = points([bin(9, 0.011, 0), bin(9, 0.013, 0), bin(9, 0.015, 0)]);
    expect(near.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [1, 2],
      [1, 100],
    ]);
  });
  it('leaves out what has no figures', () => {
    expect(points([{ ...bin(4, 0.5, 0.5), announced: null }, bin(0, 0.2, 0)])).toEqual([]);
  });
  it('counts the error by customer', () => {
    expect(meanError(all)).toBeCloseTo((400 * 0.02 + 25 * 0.08 + 100 * 0.1) / 525, 10);
    expect(meanError([])).toBe(0);
  });
});

describe('a month', () => {
  const month = (returned: number): Month => ({
    since: '2026-10-23',
    customers: 412,
    announced: 44,
    low: 32,
    high: 56,
    returned,
  });
  it('is within what was announced, above it or below', () => {
    expect([31, 32, 41, 56, 57].map((returned) => verdict(month(returned)))).toEqual([
      'fewer',
      'inside',
      'inside',
      'inside',
      'more',
    ]);
  });
});
