import type { CustomerId, ImportId, Question } from './bindings';

export type TextEncoding =
  'utf8' | 'utf16Le' | 'utf16Be' | 'windows1252' | 'iso8859_15' | 'macRoman' | 'dos850';
export type Separator = 'comma' | 'semicolon' | 'tab' | 'pipe' | 'blanks';
export type DecimalMark = 'comma' | 'point';
export type DayOrder = 'yearFirst' | 'dayFirst' | 'monthFirst' | 'serial' | 'ambiguous';
export type Role =
  | 'ignore'
  | 'externalId'
  | 'fullName'
  | 'firstName'
  | 'lastName'
  | 'company'
  | 'phone'
  | 'email'
  | 'address'
  | 'postcode'
  | 'city'
  | 'country'
  | 'birthDate'
  | 'tags'
  | 'customerNote'
  | 'consentEmail'
  | 'consentSms'
  | 'consentPhone'
  | 'referrer'
  | 'reference'
  | 'day'
  | 'time'
  | 'amount'
  | 'unitPrice'
  | 'quantity'
  | 'item'
  | 'currency'
  | 'channel'
  | 'servedBy'
  | 'purchaseNote';
export type Source =
  { kind: 'text'; encoding: TextEncoding; separator: Separator } | { kind: 'sheet'; name: string };
export interface Column {
  header: string;
  role: Role;
  decimal: DecimalMark;
  days: DayOrder;
  confidence: number;
}
export interface Mapping {
  shape: string;
  source: Source;
  headerLine: number | null;
  firstLine: number;
  columns: Column[];
  creditPrefix: string | null;
  anonymous: 'keep' | 'skip';
}
export type Skip = 'blank' | 'total' | 'header' | 'anonymous';
export type RejectReason =
  | 'unclosedQuote'
  | 'tooLong'
  | 'tooWide'
  | 'extraCells'
  | 'missingAmount'
  | 'unreadableAmount'
  | 'missingDay'
  | 'unreadableDay'
  | 'nothingKnown';
export interface Reject {
  line: number;
  column: number | null;
  value: string;
  reason: RejectReason;
}
export type Meaning =
  | {
      kind: 'row';
      customer: string | null;
      day: string | null;
      amount: number | null;
      currency: string | null;
      leftOut: number[];
    }
  | { kind: 'skipped'; why: Skip }
  | { kind: 'rejected'; reject: Reject };
export interface SampleRow {
  line: number;
  cells: string[];
  meaning: Meaning;
}
export interface Choices {
  encoding: TextEncoding | null;
  separator: Separator | null;
  sheet: string | null;
  headerLine: number | null;
}
export interface Preview {
  mapping: Mapping;
  remembered: boolean;
  sheets: string[];
  sampled: number;
  whole: boolean;
  examples: string[][];
  rows: SampleRow[];
  questions: Question[];
}

export type MatchedBy = 'externalId' | 'phone' | 'email' | 'nameAndPostcode' | 'decision';
export interface Counts {
  records: number;
  newCustomers: number;
  matched: { by: MatchedBy; count: number }[];
  completed: number;
  purchases: number;
  refunds: number;
  refundsTied: number;
  anonymous: number;
  alreadyThere: number;
  skipped: { why: Skip; count: number }[];
  rejected: { why: RejectReason; count: number }[];
  leftOut: number;
  firstDay: string | null;
  lastDay: string | null;
}
export type Doubt = 'bareName' | 'otherName' | 'otherId';
export interface Candidate {
  key: string;
  known: boolean;
  name: string;
  details: string[];
}
export interface Undecided {
  key: string;
  doubt: Doubt;
  name: string;
  details: string[];
  line: number;
  lines: number;
  candidates: Candidate[];
}
export interface Decision {
  key: string;
  same: string | null;
}
export interface DryRun {
  counts: Counts;
  undecided: Undecided[];
  rejects: Reject[];
}
export interface ImportReport {
  import: ImportId | null;
  counts: Counts;
  undecided: number;
}
export interface PastImport {
  id: ImportId;
  fileName: string;
  at: string;
  counts: Counts;
}
export interface Progress {
  phase: 'reading' | 'matching' | 'writing' | 'standing';
  done: number;
}
export interface OpenQuestion {
  customer: CustomerId;
  doubt: Doubt;
  name: string;
  purchases: number;
  candidates: { customer: CustomerId; name: string; city: string | null; purchases: number }[];
}
