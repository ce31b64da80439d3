export interface Forms {
  one: string;
  /** French says « 1 000 000 de clients ». */
  many?: string;
  other: string;
}

const rules = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

export function form(locale: string, n: number, forms: Forms): string {
  let rule = rules.get(locale);
  if (!rule) rules.set(locale, (rule = new Intl.PluralRules(locale)));
  const category = rule.select(n);
  if (category === 'one') return forms.one;
  if (category === 'many') return forms.many ?? forms.other;
  return forms.other;
}

export function count(locale: string, n: number): string {
  let format = numbers.get(locale);
  if (!format) numbers.set(locale, (format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })));
  // U+202F is so thin in Inter that 1 893 reads 1893.
  return format.format(n).replaceAll('\u202f', '\u00a0');
}

/** « 3 clients », « 1 000 000 de clients »: the number and its noun, kept on one line. */
export function fr(n: number, one: string, other: string): string {
  const many = `${/^[aeiouyàâéèêëîïôûœh]/i.test(other) ? 'd’' : 'de '}${other}`;
  return `${count('fr-FR', n)}\u00a0${form('fr-FR', n, { one, other, many })}`;
}

export function en(n: number, one: string, other: string): string {
  return `${count('en-GB', n)}\u00a0${form('en-GB', n, { one, other })}`;
}
