import { asDate, daysBetween } from './days';
import { locale, t } from './i18n/index.svelte';

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale()}${JSON.stringify(options)}`;
  let made = cache.get(key) as Intl.NumberFormat | undefined;
  if (!made) cache.set(key, (made = new Intl.NumberFormat(locale(), options)));
  return made;
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale()}${JSON.stringify(options)}`;
  let made = cache.get(key) as Intl.DateTimeFormat | undefined;
  if (!made) cache.set(key, (made = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...options })));
  return made;
}

/** French groups thousands with U+202F, so thin in Inter that 1 893 reads 1893: a full no-break space instead. */
function wide(text: string): string {
  return text.replaceAll('\u202f', '\u00a0');
}

export function number(n: number, digits = 0): string {
  return wide(numbers({ maximumFractionDigits: digits }).format(n));
}

/** A number with exactly so many decimals, for columns: 0,350. */
export function exact(n: number, digits: number): string {
  return wide(numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(n));
}

/** How many digits the minor unit of a currency has: 2 for euros, 0 for yen. */
export function minorDigits(currency: string): number {
  return numbers({ style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount in minor units, with its cents. */
export function money(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  return wide(numbers({ style: 'currency', currency }).format(minor / 10 ** digits));
}

/** An amount in minor units, rounded to whole units: for sums one compares at a glance. */
export function roundMoney(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  return wide(
    numbers({ style: 'currency', currency, maximumFractionDigits: 0 }).format(minor / 10 ** digits),
  );
}

/** An amount as one types it, for an input: 34,50 in French, 34.50 in English. */
export function plainAmount(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  return numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }).format(
    minor / 10 ** digits,
  );
}

/** dimanche 22 novembre 2026 */
export function longDay(day: string): string {
  return dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(asDate(day));
}

/** 12 oct. 2026 */
export function shortDay(day: string): string {
  return dates({ day: 'numeric', month: 'short', year: 'numeric' }).format(asDate(day));
}

/** 12 oct., with the year only when it is not the current one. */
export function nearDay(day: string, today: string): string {
  return day.slice(0, 4) === today.slice(0, 4)
    ? dates({ day: 'numeric', month: 'short' }).format(asDate(day))
    : shortDay(day);
}

/** 12/10/2026, as one types it. */
export function numericDay(day: string): string {
  return dates({ day: '2-digit', month: '2-digit', year: 'numeric' }).format(asDate(day));
}

/** lun. 23 */
export function weekdayDay(day: string): string {
  return dates({ weekday: 'short', day: 'numeric' }).format(asDate(day)).replace(',', '');
}

/** lundi */
export function weekdayName(day: string): string {
  return dates({ weekday: 'long' }).format(asDate(day));
}

/** lundi 23 novembre */
export function namedDay(day: string): string {
  return dates({ weekday: 'long', day: 'numeric', month: 'long' }).format(asDate(day)).replace(',', '');
}

/** 23 novembre */
export function dayMonth(day: string): string {
  return dates({ day: 'numeric', month: 'long' }).format(asDate(day));
}

/** novembre 2026 */
export function monthYear(day: string): string {
  return dates({ month: 'long', year: 'numeric' }).format(asDate(day));
}

/** nov. 2026 */
export function shortMonthYear(day: string): string {
  return dates({ month: 'short', year: 'numeric' }).format(asDate(day));
}

/** nov. */
export function shortMonth(day: string): string {
  return dates({ month: 'short' }).format(asDate(day));
}

/** The time of day from minutes since midnight: 14:30. */
export function time(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A length of time as one says it: 41 jours, 9 mois, 3 ans. */
export function span(days: number): string {
  const n = Math.max(0, Math.round(days));
  if (n <= 90) return t.words.days(n);
  if (n < 730) return t.words.months(Math.round(n / 30.44));
  return t.words.years(Math.floor(n / 365.25));
}

/** Where a day lies from today: aujourd’hui, demain, hier, il y a 41 jours, dans 3 jours, else the date. */
export function relativeDay(day: string, today: string): string {
  const n = daysBetween(today, day);
  if (n === 0) return t.dates.today;
  if (n === 1) return t.dates.tomorrow;
  if (n === -1) return t.dates.yesterday;
  if (n > 0 && n < 7) return namedDay(day);
  if (n > 0) return t.dates.on(nearDay(day, today));
  const ago = new Intl.RelativeTimeFormat(locale(), { numeric: 'always' });
  if (n > -91) return ago.format(n, 'day');
  if (n > -730) return ago.format(Math.round(n / 30.44), 'month');
  return ago.format(Math.ceil(n / 365.25), 'year');
}

/** When a contact is due, in a sentence: demain à 14:30. */
export function moment(day: string, minutes: number | null, today: string): string {
  const said = relativeDay(day, today);
  return minutes == null ? said : t.dates.at(said, time(minutes));
}

/** A share from 0 to 1 as one says it: 38 %. What is not quite nothing or everything does not read as such. */
export function percent(share: number, digits = 0): string {
  const say = (value: number, digits: number) =>
    wide(numbers({ style: 'percent', maximumFractionDigits: digits }).format(value));
  const least = 10 ** -digits / 100;
  if (share > 0 && share < least / 2) return `<\u00a0${say(least, digits)}`;
  if (share > 1 - least / 2 && share < 1) return `>\u00a0${say(1 - least, digits)}`;
  return say(share, digits);
}

/** A multiple with one decimal: 3,4. */
export function times(value: number): string {
  return number(value, value < 10 ? 1 : 0);
}

export function fileName(path: string): string {
  return path.split(/[\\/]/).pop() ?? path;
}

export function folder(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return cut > 0 ? path.slice(0, cut) : path;
}
