import { locale, t } from '../lib/i18n/index.svelte';
import type { Trade } from '../lib/backend';

const countryCodes = [
  'FR',
  'BE',
  'CH',
  'LU',
  'MC',
  'CA',
  'DE',
  'ES',
  'GB',
  'IE',
  'IT',
  'NL',
  'PT',
  'US',
  'MA',
  'TN',
  'SN',
  'CI',
];
const currencyCodes = ['EUR', 'CHF', 'GBP', 'USD', 'CAD', 'MAD', 'TND', 'XOF', 'XPF'];
const tradeCodes: readonly Trade[] = ['bakery', 'restaurant', 'salon', 'garage', 'shop'];

function named(type: 'region' | 'currency', codes: readonly string[], current?: string) {
  const names = new Intl.DisplayNames(locale(), { type });
  const all = current && !codes.includes(current) ? [...codes, current] : codes;
  return all.map((value) => {
    const name = names.of(value) ?? value;
    return { value, label: name.charAt(0).toLocaleUpperCase() + name.slice(1) };
  });
}

export function countries(current?: string) {
  return named('region', countryCodes, current);
}

export function currencies(current?: string) {
  return named('currency', currencyCodes, current);
}

export function trades() {
  return tradeCodes.map((value) => ({ value, label: t.words.trade[value] }));
}
