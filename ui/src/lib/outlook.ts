import { readNumber } from './fields';
import { minorDigits } from './format';
import { t } from './i18n/index.svelte';
import type { Silence } from './backend';

/** Why nobody speaks of the chance: what is missing. */
export function silence(why: Silence): string {
  const words = t.outlook.silent;
  return why.kind === 'tooShort' ? words.tooShort(why.days, why.needed) : words[why.kind](why.n, why.needed);
}

/** A whole percent as one types it, « 30 » or « 30 % »; null for nothing, undefined when it is none. */
export function readPercent(typed: string): number | null | undefined {
  const text = typed.replace('%', '').trim();
  if (text === '') return null;
  return /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : undefined;
}

/** An amount that is no debt, in minor units; null for nothing, undefined when it is none. */
export function readAmount(typed: string, currency: string): number | null | undefined {
  if (typed.trim() === '') return null;
  const units = readNumber(typed);
  return units === null || units < 0 ? undefined : Math.round(units * 10 ** minorDigits(currency));
}
