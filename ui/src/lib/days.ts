/** Civil days as `YYYY-MM-DD`, reckoned in UTC so that no time zone or summer time interferes. */
const DAY = 86_400_000;

export function toNumber(day: string): number {
  const [y, m, d] = day.split('-').map(Number);
  return Math.round(Date.UTC(y ?? 1970, (m ?? 1) - 1, d ?? 1) / DAY);
}

export function fromNumber(n: number): string {
  return new Date(n * DAY).toISOString().slice(0, 10);
}

export function addDays(day: string, n: number): string {
  return fromNumber(toNumber(day) + n);
}

/** Days from `a` to `b`, negative when `b` comes first. */
export function daysBetween(a: string, b: string): number {
  return toNumber(b) - toNumber(a);
}

export function asDate(day: string): Date {
  return new Date(toNumber(day) * DAY);
}

/** Monday of the week a day lies in. */
export function monday(day: string): string {
  const n = toNumber(day);
  return fromNumber(n - ((((n + 3) % 7) + 7) % 7));
}

export function weekday(day: string): number {
  return asDate(day).getUTCDay();
}

/** The next day that is no Sunday: when one would do what has no day yet. */
export function nextWorkday(day: string): string {
  const next = addDays(day, 1);
  return weekday(next) === 0 ? addDays(next, 1) : next;
}

function valid(y: number, m: number, d: number): string | null {
  const date = new Date(Date.UTC(y, m - 1, d));
  const same = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return same && y >= 1900 && y <= 2200 ? date.toISOString().slice(0, 10) : null;
}

const words: [RegExp, number][] = [
  [/^(aujourd.?hui|auj|today|t)$/, 0],
  [/^(demain|tomorrow)$/, 1],
  [/^(hier|yesterday)$/, -1],
  [/^(apres[- ]?demain)$/, 2],
  [/^(avant[- ]?hier)$/, -2],
];

/** Reads what a person types for a day: 22/11/2026, 22.11, 221126, 2026-11-22, demain, +3, -1. */
export function parseDay(text: string, today: string): string | null {
  const typed = text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  for (const [word, shift] of words) if (word.test(typed)) return addDays(today, shift);
  if (/^[+-]\d{1,3}$/.test(typed)) return addDays(today, Number(typed));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts =
    /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed);
  if (!parts) return null;
  const year = parts[3]
    ? parts[3].length === 2
      ? 2000 + Number(parts[3])
      : Number(parts[3])
    : Number(today.slice(0, 4));
  return valid(year, Number(parts[2]), Number(parts[1]));
}

/** Minutes since midnight from 14:30, 14h30, 14h, 1430 or 9; null when it is no time of day. */
export function parseTime(text: string): number | null {
  const typed = text.trim().toLowerCase().replace(/\s/g, '');
  const parts = /^(\d{1,2})(?:[:h.](\d{0,2}))?$/.exec(typed) ?? /^(\d{1,2})(\d{2})$/.exec(typed);
  if (!parts) return null;
  const hours = Number(parts[1]);
  const minutes = Number(parts[2] || 0);
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** Minor units from 34,50, 1 234.5, -12 or 12 €; null when it is no amount. */
export function parseAmount(text: string, digits = 2): number | null {
  let typed = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/[€$£]|eur/gi, '');
  const negative = /^[-−]/.test(typed);
  typed = typed.replace(/^[-−+]/, '');
  if (!/^\d[\d.,]*$/.test(typed)) return null;
  const last = Math.max(typed.lastIndexOf(','), typed.lastIndexOf('.'));
  const separators = (typed.match(/[.,]/g) ?? []).length;
  // One separator before exactly three digits marks thousands only where the currency has no thousandths.
  const decimals = last >= 0 ? typed.length - last - 1 : 0;
  const whole = last < 0 || (separators > 1 && typed[last] === typed[typed.search(/[.,]/)]);
  const body = whole ? typed.replace(/[.,]/g, '') : typed.slice(0, last).replace(/[.,]/g, '');
  const rest = whole ? '' : typed.slice(last + 1);
  if (!whole && decimals > digits) return null;
  const minor = Number(`${body || '0'}${rest.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) return null;
  return negative ? -minor : minor;
}
