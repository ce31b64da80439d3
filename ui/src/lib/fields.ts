import { number, shortDay } from './format';
import { t } from './i18n/index.svelte';
import type { Field, FieldEntry, FieldFilter, FieldValue } from './backend';

/** What is in a field, for a person to read. */
export function valueText(value: FieldValue): string {
  switch (value.kind) {
    case 'number':
      return number(value.value ?? 0, 12);
    case 'date':
      return shortDay(value.value);
    case 'yesNo':
      return value.value ? t.fields.yes : t.fields.no;
    default:
      return value.value;
  }
}

/** What is in a field as its control holds it: a text, a number as one types it, a day, a word, `yes` or `no`. */
export function draftOf(value: FieldValue | null | undefined): string {
  if (!value) return '';
  switch (value.kind) {
    case 'number':
      return number(value.value ?? 0, 12).replace(/[\s\u00a0\u202f]/g, '');
    case 'yesNo':
      return value.value ? 'yes' : 'no';
    default:
      return value.value;
  }
}

/** A number as one types it in the language of the interface; null when it is none. */
export function readNumber(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace('−', '-');
  // English groups thousands with commas, French marks decimals with them; either may be typed with a point.
  const plain =
    /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) && t.locale.startsWith('en')
      ? bare.replaceAll(',', '')
      : bare.replace(',', '.');
  return /^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** What a control holds as a value; null when it is empty, undefined when it is none. */
export function valueOf(field: Field, draft: string): FieldValue | null | undefined {
  const text = draft.trim();
  if (!text) return null;
  switch (field.kind) {
    case 'number': {
      const value = readNumber(text);
      return value === null ? undefined : { kind: 'number', value };
    }
    case 'yesNo':
      return { kind: 'yesNo', value: text === 'yes' };
    default:
      return { kind: field.kind, value: text };
  }
}

/** What the controls of a form hold, field by field: the entries of the record, or the fields that hold none. */
export function entriesOf(
  fields: readonly Field[],
  drafts: Readonly<Record<string, string>>,
): { entries: FieldEntry[]; wrong: string[] } {
  const entries: FieldEntry[] = [];
  const wrong: string[] = [];
  for (const field of fields) {
    const value = valueOf(field, drafts[field.id] ?? '');
    if (value === undefined) wrong.push(field.id);
    else if (value) entries.push({ field: field.id, value });
  }
  return { entries, wrong };
}

/** What the list is narrowed to, in a few words. */
export function filterText({ field: id, test }: FieldFilter, fields: readonly Field[]): string {
  const words = t.fields.filter;
  const name = fields.find((field) => field.id === id)?.name ?? words.gone;
  const range = <T>(
    from: T | null,
    to: T | null,
    say: (value: T) => string,
    [since, until]: [typeof words.saysFrom, typeof words.saysTo],
  ) => {
    if (from === null) return to === null ? words.says(name, words.filled) : until(name, say(to));
    if (to === null) return since(name, say(from));
    return from === to ? words.says(name, say(from)) : words.saysBetween(name, say(from), say(to));
  };
  switch (test.kind) {
    case 'contains':
      return words.saysContains(name, test.text);
    case 'between':
      return range(test.from, test.to, (n) => number(n, 12), [words.saysFrom, words.saysTo]);
    case 'days':
      return range(test.from, test.to, shortDay, [words.saysSince, words.saysUntil]);
    case 'oneOf':
      return words.says(name, test.choices.join(', '));
    case 'is':
      return words.says(name, test.yes ? t.fields.yes : t.fields.no);
    default:
      return words.says(name, words[test.kind]);
  }
}
