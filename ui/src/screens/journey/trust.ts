/** Trust as the thread draws it and the list tells it. */
import { shortDay, number } from '../../lib/format';
import { t } from '../../lib/i18n/index.svelte';
import { toNumber } from '../../lib/days';
import type { TrustTold } from '../../lib/backend';

/** Where trust stands at the end of a day on which something moved it. */
export interface Level {
  day: number;
  trust: number;
  ceiling: number;
  /** The place of the day's last step among all. */
  at: number;
  /** The day's steps. */
  told: TrustTold[];
  /** Whether the day ended lower than it began. */
  down: boolean;
}

const START = { trust: 50, ceiling: 100 };

/** The days that moved trust, in order. */
export function levels(steps: readonly TrustTold[]): Level[] {
  const out: Level[] = [];
  steps.forEach((told, at) => {
    const day = toNumber(told.step.day);
    const { trust, ceiling } = told.step;
    const last = out[out.length - 1];
    if (last?.day === day) {
      Object.assign(last, { trust, ceiling, at });
      last.told.push(told);
    } else out.push({ day, trust, ceiling, at, told: [told], down: false });
  });
  let before = START.trust;
  for (const level of out) {
    level.down = level.trust < before;
    before = level.trust;
  }
  return out;
}

/** Where trust stood at the end of a day. */
export function levelOn(course: readonly Level[], day: number): { trust: number; ceiling: number } {
  return course.findLast((level) => level.day <= day) ?? START;
}

/** A line that holds its height until a day moves it; it leans over so many pixels before, where there is room. */
export function stairs(
  course: readonly Level[],
  of: 'trust' | 'ceiling',
  first: number,
  now: number,
  x: (day: number) => number,
  y: (value: number) => number,
  lean: number,
): string {
  let [left, height] = [x(first), y(START[of])];
  const points = [`M${left} ${height}`];
  for (const level of course) {
    const [at, to] = [x(level.day), y(level[of])];
    if (to === height) continue;
    points.push(`L${Math.max(left, at - lean)} ${height}`, `L${at} ${to}`);
    [left, height] = [at, to];
  }
  points.push(`L${Math.max(left, x(now))} ${height}`);
  return points.join('');
}

/** +6, −12, or 0: whole points, which the notebook rounds. */
export function moved(whole: number): string {
  if (whole === 0) return '0';
  return `${whole > 0 ? '+' : '−'}${number(Math.abs(whole))}`;
}

/** « 22 sept. · +6 : promesse tenue ». */
export function stepSaid({ step, whole }: TrustTold): string {
  return `${shortDay(step.day)} · ${t.trust.step(moved(whole.moved), t.trust.reason[step.reason])}`;
}
