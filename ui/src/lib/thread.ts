/** The maths of the thread of a relationship: a span of days shown over a width, zoomed and panned. */
import { fromNumber } from './days';

/** Days since 1970, both ends fractional; `from < until`. */
export interface View {
  from: number;
  until: number;
}

/** The least one can look at: two weeks. */
export const CLOSEST = 14;

/** The whole life with a little air on both sides, at least sixty days. */
export function wholeLife(first: number, last: number): View {
  const length = Math.max(60, last - first);
  const air = length * 0.02;
  return { from: last - length - air, until: last + air };
}

export function x(view: View, width: number, day: number): number {
  return ((day - view.from) / (view.until - view.from)) * width;
}

export function dayAt(view: View, width: number, at: number): number {
  return view.from + (at / width) * (view.until - view.from);
}

/** Keeps a view inside the life and no closer than `CLOSEST`. */
export function clamp(view: View, life: View): View {
  const length = Math.min(life.until - life.from, Math.max(CLOSEST, view.until - view.from));
  const from = Math.min(life.until - length, Math.max(life.from, view.from));
  return { from, until: from + length };
}

/** Zooms around a day that stays under the pointer; `factor` below 1 looks closer. */
export function zoom(view: View, life: View, around: number, factor: number): View {
  const length = Math.min(life.until - life.from, Math.max(CLOSEST, (view.until - view.from) * factor));
  const share = (around - view.from) / (view.until - view.from);
  const from = around - share * length;
  return clamp({ from, until: from + length }, life);
}

export function pan(view: View, life: View, days: number): View {
  return clamp({ from: view.from + days, until: view.until + days }, life);
}

export interface Bar {
  from: number;
  until: number;
  count: number;
  total: number;
}

/** Purchases gathered so that no two bars touch; refunds lower their bar. Input in order of day. */
export function bars(
  purchases: readonly { day: number; amount: number }[],
  view: View,
  width: number,
  step = 6,
): Bar[] {
  const days = Math.max(1, ((view.until - view.from) / Math.max(1, width)) * step);
  const out: Bar[] = [];
  let slot = Number.NaN;
  for (const { day, amount } of purchases) {
    if (day < view.from - days || day > view.until + days) continue;
    // Slots hang on 1970, not on the view, so that bars do not flicker while panning.
    const at = Math.floor(day / days);
    const bar = out[out.length - 1];
    if (bar && at === slot) {
      bar.until = day;
      bar.count += 1;
      bar.total += amount;
    } else {
      out.push({ from: day, until: day, count: 1, total: amount });
      slot = at;
    }
  }
  return out;
}

export interface Tick {
  day: number;
  unit: 'year' | 'month' | 'day';
}

const monthStarts = (view: View, every: number): number[] => {
  const start = fromNumber(Math.floor(view.from));
  let year = Number(start.slice(0, 4));
  let month = Math.floor((Number(start.slice(5, 7)) - 1) / every) * every;
  const out: number[] = [];
  for (;;) {
    const day = Date.UTC(year, month, 1) / 86_400_000;
    if (day > view.until) return out;
    if (day >= view.from) out.push(day);
    month += every;
    year += Math.floor(month / 12);
    month %= 12;
  }
};

/** Marks of the axis, about one every eighty pixels, on the first of a year, quarter or month, or on Mondays. */
export function ticks(view: View, width: number): Tick[] {
  const room = Math.max(2, width / 80);
  const length = view.until - view.from;
  for (const every of [1, 3, 12, 24, 60, 120]) {
    const expected = length / (30.44 * every);
    if (expected > room) continue;
    if (expected < 2 && every === 1) break;
    return monthStarts(view, every).map((day) => ({
      day,
      unit: fromNumber(day).slice(5, 7) === '01' ? 'year' : 'month',
    }));
  }
  const weeks = Math.max(1, Math.ceil(length / 7 / room));
  const out: Tick[] = [];
  // 1970-01-05 was a Monday.
  for (
    let day = Math.ceil((view.from - 4) / (7 * weeks)) * 7 * weeks + 4;
    day <= view.until;
    day += 7 * weeks
  )
    out.push({ day, unit: 'day' });
  return out;
}

/** A time without the customer: a silence between purchases, or an absence one knew of. */
export interface Away extends View {
  known: boolean;
}

/** Where the thread is whole: from the first day to now, but for the silences. */
export function whole(first: number, now: number, away: readonly Away[]): View[] {
  const out: View[] = [];
  let from = first;
  for (const silence of away.filter((a) => !a.known)) {
    out.push({ from, until: silence.from });
    from = silence.until;
  }
  out.push({ from, until: now });
  return out.filter((part) => part.until > part.from);
}

/** Things on a line, those too close to the first of a bunch to be told apart gathered with it. */
export function bunches<T extends { x: number }>(things: readonly T[], apart: number): [T, ...T[]][] {
  const out: [T, ...T[]][] = [];
  for (const thing of [...things].sort((a, b) => a.x - b.x)) {
    const before = out[out.length - 1];
    if (before && thing.x - before[0].x < apart) before.push(thing);
    else out.push([thing]);
  }
  return out;
}
