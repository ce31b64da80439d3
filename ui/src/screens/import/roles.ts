import type { Column, Field, FieldKind, Preview, Question, Role } from '../../lib/backend';

/** Every meaning a column can have, in the order a person would look for them. */
export const roles: readonly Role[] = [
  'ignore',
  'fullName',
  'firstName',
  'lastName',
  'externalId',
  'phone',
  'email',
  'company',
  'address',
  'postcode',
  'city',
  'country',
  'birthDate',
  'tags',
  'customerNote',
  'consentPhone',
  'consentEmail',
  'consentSms',
  'referrer',
  'day',
  'time',
  'amount',
  'unitPrice',
  'quantity',
  'reference',
  'item',
  'currency',
  'channel',
  'servedBy',
  'purchaseNote',
  'paidOn',
  'unpaidOn',
  'status',
];

const about = new Set<Role>(['externalId', 'fullName', 'firstName', 'lastName', 'company', 'phone', 'email']);
const repeatable = new Set<Role>([
  'ignore',
  'phone',
  'email',
  'address',
  'customerNote',
  'field',
  'purchaseNote',
]);

const isField = (column: Column, kind: FieldKind) => column.role === 'field' && column.field?.kind === kind;

export function asksDay(column: Column): boolean {
  return ['day', 'birthDate', 'paidOn', 'unpaidOn'].includes(column.role) || isField(column, 'date');
}

export function asksDecimal(column: Column): boolean {
  return ['amount', 'unitPrice', 'quantity'].includes(column.role) || isField(column, 'number');
}

/** What a column can be, as one choice: a meaning every notebook knows, one of its own fields, or a new one. */
export type Meaning = Role | `field ${string}` | 'newField';

/** What a column is now. */
export function meaningOf(column: Column): Meaning {
  if (column.role !== 'field') return column.role;
  return column.field?.id ? `field ${column.field.id}` : 'newField';
}

/** What a column becomes when it is given a meaning; a new field bears its heading. */
export function meant(
  meaning: Meaning,
  fields: readonly Field[],
  fresh: { name: string; kind: FieldKind },
): Partial<Column> {
  if (meaning === 'newField') return { role: 'field', field: { id: null, ...fresh } };
  const field = fields.find((one) => meaning === `field ${one.id}`);
  if (field) return { role: 'field', field: { id: field.id, name: field.name, kind: field.kind } };
  return { role: meaning as Role, field: null };
}

/** Whether a second column of this meaning takes it from the first. */
export function unique(role: Role): boolean {
  return !repeatable.has(role);
}

/** The questions that still stand with the mapping as it is now. */
export function open(preview: Preview): Question[] {
  const { columns } = preview.mapping;
  const has = (role: Role) => columns.some((c) => c.role === role);
  const sells = has('amount') || has('unitPrice');
  const out: Question[] = [];
  if (!sells && !columns.some((c) => about.has(c.role))) out.push({ kind: 'nothingToImport' });
  else if (sells && !has('day')) out.push({ kind: 'noDay' });
  columns.forEach((column, at) => {
    if (asksDay(column) && column.days === 'ambiguous')
      out.push({ kind: 'dayOrder', column: at, examples: preview.examples[at] ?? [] });
  });
  for (const q of preview.questions)
    if (q.kind === 'decimalMark' && columns[q.column] && asksDecimal(columns[q.column]!)) out.push(q);
  return out;
}

/** Whether a question has to be answered before the file can be read. */
export function pressing(question: Question): boolean {
  return question.kind !== 'decimalMark';
}
