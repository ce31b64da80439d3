import type { RatingScale } from '../../lib/backend';
import { number, percent } from '../../lib/format';

/** A figure of a scale as one says it: +30, 72 %, 5,6. */
export function figure(scale: RatingScale, value: number): string {
  if (scale === 'csat') return percent(Math.round(value) / 100);
  if (scale === 'ces') return number(value, 1);
  const rounded = Math.round(value);
  return rounded > 0 ? `+${number(rounded)}` : rounded < 0 ? `−${number(-rounded)}` : '0';
}

/** Between what it lies. */
export function between(scale: RatingScale, low: number, high: number): string {
  return `${figure(scale, low)} / ${figure(scale, high)}`;
}

/** An answer with the end of its scale: 9/10. */
export function outOf(scale: RatingScale, score: number): string {
  return `${number(score)}/${{ nps: 10, csat: 5, ces: 7 }[scale]}`;
}
