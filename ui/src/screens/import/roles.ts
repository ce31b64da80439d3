import type { Preview, Question, Role } from '../../lib/backend';

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
const repeatable = new Set<Role>(['ignore', 'phone', 'email', 'address', 'customerNote', 'purchaseNote']);

export function asksDay(role: Role): boolean {
  return role === 'day' || role === 'birthDate' || role === 'paidOn' || role === 'unpaidOn';
}

export function asksDecimal(role: Role): boolean {
  return role === 'amount' || role === 'unitPrice' || role === 'quantity';
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
    if (asksDay(column.role) && column.days === 'ambiguous')
      out.push({ kind: 'dayOrder', column: at, examples: preview.examples[at] ?? [] });
  });
  for (const q of preview.questions)
    if (q.kind === 'decimalMark' && asksDecimal(columns[q.column]?.role ?? 'ignore')) out.push(q);
  return out;
}

/** Whether a question has to be answered before the file can be read. */
export function pressing(question: Question): boolean {
  return question.kind !== 'decimalMark';
}
