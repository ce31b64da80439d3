import type { Bin, Month } from '../../lib/backend';

/** The largest dot, px from its middle to its edge. */
const LARGEST = 6;
const SMALLEST = 3;

/** One dot of the picture. Shares are 0 to 1. */
export interface Point {
  announced: number;
  returned: number;
  low: number;
  high: number;
  customers: number;
  /** px from the middle to the edge; the area goes with the number of customers. */
  radius: number;
  /** The chances nearest to this dot, whole percent: what its list is asked by. */
  from: number;
  to: number;
}

/** The dots, by rising chance; a group without figures is none. */
export function points(bins: readonly Bin[]): Point[] {
  const whole = bins.flatMap(({ customers, announced, returned, low, high }) =>
    announced === null || returned === null || low === null || high === null || customers === 0
      ? []
      : [{ customers, announced, returned, low, high }],
  );
  whole.sort((a, b) => a.announced - b.announced);
  const most = Math.max(1, ...whole.map((bin) => bin.customers));
  // Whole percent around the dot: a group of hardly any chance keeps a list of its own.
  const between = (a: number, b: number) => Math.round((a + b) * 5e6) / 1e5;
  return whole.map((bin, at) => {
    const [before, after] = [whole[at - 1], whole[at + 1]];
    return {
      ...bin,
      radius: Math.max(SMALLEST, LARGEST * Math.sqrt(bin.customers / most)),
      from: before ? Math.floor(between(before.announced, bin.announced)) : 0,
      to: after ? Math.ceil(between(bin.announced, after.announced)) : 100,
    };
  });
}

/** How far what was announced lies from what happened, a customer counting as much as another: 0 to 1. */
export function meanError(all: readonly Point[]): number {
  const customers = all.reduce((sum, point) => sum + point.customers, 0);
  if (customers === 0) return 0;
  return all.reduce((sum, p) => sum + p.customers * Math.abs(p.announced - p.returned), 0) / customers;
}

/** Whether what happened in a month lies within what was announced. */
export function verdict(month: Month): 'inside' | 'more' | 'fewer' {
  if (month.returned > month.high) return 'more';
  return month.returned < month.low ? 'fewer' : 'inside';
}
