import type { Silence } from '../../lib/backend';
import { percent } from '../../lib/format';
import { t } from '../../lib/i18n/index.svelte';

/** Between what a share lies: 39–47 %. */
export function range(low: number, high: number): string {
  return `${Math.round(low * 100)}–${percent(Math.round(high * 100) / 100)}`;
}

/** What a notebook lacks to forecast anything. */
export function missing(why: Silence): string {
  const words = t.glasses.forecasts.silent;
  return why.kind === 'tooShort' ? words.tooShort(why.days, why.needed) : words[why.kind](why.n, why.needed);
}
