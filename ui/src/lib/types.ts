export type Behaviour =
  'prospect' | 'new' | 'regular' | 'loyal' | 'drifting' | 'onHoliday' | 'gone' | 'back' | 'closed';
export type Channel = 'call' | 'visit' | 'email' | 'letter' | 'sms' | 'chat' | 'counter';
export type Purpose = 'news' | 'advice' | 'thanks' | 'apology' | 'plan' | 'welcome' | 'other';
export type Outcome = 'reached' | 'noAnswer' | 'peace' | 'willCome' | 'came';
export type Direction = 'in' | 'out';
export type Kind = 'customer' | 'moment' | 'contact' | 'standing' | 'setting' | 'import';
export type Trade = 'bakery' | 'restaurant' | 'salon' | 'garage' | 'shop';

export interface Standing {
  behaviour: Behaviour;
  visits: number;
  firstDay: string | null;
  lastDay: string | null;
  gaps: number;
  own: number | null;
  rhythm: number | null;
  silent: number | null;
  absent: number;
  lateness: number | null;
  away: number | null;
  value: number;
  stake: number;
}

export interface CustomerFilter {
  search: string;
  behaviours: Behaviour[];
  tags: string[];
  cities: string[];
  boughtSince: string | null;
  notSince: string | null;
  neverBought: boolean;
  archived: boolean;
}
export type SortBy = 'name' | 'lastVisit' | 'rhythm' | 'lateness' | 'value';
export interface CustomerSort {
  by: SortBy;
  descending: boolean;
}
export interface CustomerRow {
  id: string;
  name: string;
  city: string | null;
  tags: string[];
  behaviour: Behaviour;
  visits: number;
  lastDay: string | null;
  silent: number | null;
  rhythm: number | null;
  lateness: number | null;
  value: number;
}
export interface CustomerPage {
  total: number;
  offset: number;
  rows: CustomerRow[];
}
export interface Choice {
  value: string;
  customers: number;
}
export interface Found {
  id: string;
  name: string;
  city: string | null;
  behaviour: Behaviour;
}
export interface ContactPoint {
  id: string | null;
  kind: 'phone' | 'email';
  typed: string;
  normal: string;
}
export interface Consent {
  channel: Channel;
  granted: boolean;
  day: string;
  source: string;
}
export interface CustomerDraft {
  name: string;
  company: string | null;
  externalId: string | null;
  address: string | null;
  postcode: string | null;
  city: string | null;
  country: string | null;
  bornOn: string | null;
  preferredChannel: Channel | null;
  note: string | null;
  referrer: string | null;
  contactPoints: ContactPoint[];
  consents: Consent[];
  tags: string[];
}
export interface Customer {
  id: string;
  record: CustomerDraft;
  referrerName: string | null;
  closed: { reason: 'deceased' | 'moved' | 'peace'; day: string } | null;
  archivedOn: string | null;
  createdOn: string;
  import: string | null;
}
export interface Bands {
  onTime: number;
  due: number;
  drifting: number;
  onHoliday: number;
}
export interface Settings {
  name: string;
  owner: string;
  trade: Trade;
  country: string;
  currency: string;
  contactsPerWeek: number;
  contactWindow: number;
  contactPause: number;
  bands: Bands;
  example: boolean;
}
export interface Undoable {
  seq: number;
  op: string;
  detail: string | null;
}
export interface Changes {
  kinds: Kind[];
  undoable: Undoable | null;
}
export interface CustomerCounts {
  customers: number;
  byBehaviour: [Behaviour, number][];
  stake: number;
}

// --- guessed until the shell's bindings say ---
export interface Contact {
  id: string;
  customer: string;
  name: string;
  phone: string | null;
  email: string | null;
  day: string;
  minute: number | null;
  channel: Channel;
  purpose: Purpose;
  note: string;
  plannedOn: string;
  outcome: Outcome | null;
  outcomeOn: string | null;
  outcomeNote: string | null;
  cameBackOn: string | null;
}
export interface ContactDraft {
  day: string;
  minute: number | null;
  channel: Channel;
  purpose: Purpose;
  note: string;
}
export type ContactPurpose = Purpose;
export type Guard =
  | { code: 'peace'; day: string }
  | { code: 'closed'; day: string }
  | { code: 'archived' }
  | { code: 'refused'; channel: Channel }
  | { code: 'noConsent'; channel: Channel }
  | { code: 'noAddress'; channel: Channel }
  | { code: 'alreadyPlanned'; day: string }
  | { code: 'contactedRecently'; day: string }
  | { code: 'enoughTouches'; until: string };
export interface Guardrail {
  guard: Guard;
  blocks: boolean;
}
export type Approach = 'takeNews' | 'thank' | 'welcome' | 'keepLink';
export interface Suggestion {
  approach: Approach;
  channel: Channel;
  purpose: Purpose;
}
export interface QueueRow {
  customer: string;
  name: string;
  behaviour: Behaviour;
  visits: number;
  firstDay: string;
  lastDay: string;
  gaps: number;
  rhythm: number;
  silent: number;
  absent: number;
  lateness: number;
  value: number;
  stake: number;
  touches: number;
  suggestion: Suggestion;
}
export interface Queue {
  total: number;
  stake: number;
  rows: QueueRow[];
}
export interface WinBackCounts {
  toContact: number;
  planned: number;
  waiting: number;
  cameBack: number;
}
export interface Gesture {
  customer: string;
  name: string;
  day: string;
  count: number;
}
export interface Today {
  day: string;
  customers: number;
  stake: number;
  slippingTotal: number;
  slipping: QueueRow[];
  contacts: Contact[];
  welcome: Gesture[];
  thank: Gesture[];
  gestures: number;
}
export interface Item {
  label: string;
  quantity: number;
  amount: number;
}
export type ExchangePurpose = 'service' | 'advice' | 'thanks' | 'selling';
export type MomentBody =
  | {
      kind: 'purchase';
      amount: number;
      currency: string;
      reference: string | null;
      refundOf: string | null;
      items: Item[] | null;
      servedBy: string | null;
      note: string | null;
      previous: string | null;
    }
  | {
      kind: 'exchange';
      channel: Channel;
      direction: Direction;
      purpose: ExchangePurpose | null;
      who: string | null;
      text: string;
    }
  | { kind: 'note'; text: string }
  | { kind: 'absence'; until: string; reason: string }
  | {
      kind: 'contact';
      channel: Channel;
      purpose: Purpose;
      note: string;
      outcome: Outcome | null;
      outcomeNote: string | null;
      cameBackOn: string | null;
    };
export interface Moment {
  id: string;
  day: string;
  minute: number | null;
  body: MomentBody;
}
export interface Journal {
  total: number;
  moments: Moment[];
}
export interface Thread {
  from: string;
  until: string;
  purchases: { day: string; amount: number }[];
  absences: { from: string; until: string; behaviour: Behaviour | null; reason: string | null }[];
  marks: {
    id: string;
    kind: MomentKind;
    day: string;
    channel: Channel | null;
    outcome: Outcome | null;
    cameBack: boolean;
  }[];
}
export type MomentKind = 'purchase' | 'exchange' | 'note' | 'absence' | 'contact';
export interface Journey {
  today: string;
  customer: Customer;
  standing: Standing;
  shopRhythm: number;
  thread: Thread;
  next: Suggestion | null;
  guardrails: Guardrail[];
  contacts: Contact[];
  brought: { customer: string; name: string }[];
}
export interface Opened {
  path: string;
  today: string;
  settings: Settings;
}
export interface Recent {
  path: string;
  name: string;
}
export interface Preferences {
  language: 'system' | 'fr' | 'en';
  theme: 'system' | 'light' | 'dark';
  recent: Recent[];
}
export type OpenedWith = { kind: 'notebook'; path: string } | { kind: 'table'; path: string };

export type MomentDraft =
  | {
      kind: 'purchase';
      day: string;
      minute: number | null;
      amount: number;
      note: string | null;
      servedBy: string | null;
    }
  | {
      kind: 'exchange';
      day: string;
      minute: number | null;
      channel: Channel;
      direction: Direction;
      purpose: 'service' | 'advice' | 'thanks' | 'selling' | null;
      who: string | null;
      text: string;
    }
  | { kind: 'note'; day: string; minute: number | null; text: string }
  | { kind: 'absence'; day: string; until: string; reason: string };
export interface MomentKey {
  kind: MomentKind;
  id: string;
}

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
export type Question =
  | { kind: 'dayOrder'; column: number; examples: string[] }
  | { kind: 'decimalMark'; column: number; examples: string[] }
  | { kind: 'nothingToImport' }
  | { kind: 'noDay' };
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

// --- the import's outcome: guessed until the shell's bindings say ---
export interface ImportCounts {
  newCustomers: number;
  matchedBy: { externalId: number; phone: number; email: number; namePostcode: number };
  updated: number;
  purchases: number;
  refunds: number;
  refundsTied: number;
  known: number;
  anonymous: number;
  skipped: { why: Skip; count: number }[];
  rejected: number;
  from: string | null;
  until: string | null;
}
export interface Undecided {
  key: string;
  line: number;
  inFile: { name: string; detail: string };
  candidates: { customer: string; name: string; detail: string }[];
}
export interface DryRun {
  counts: ImportCounts;
  toDecide: Undecided[];
  toDecideTotal: number;
  rejects: Reject[];
}
export interface Decision {
  key: string;
  customer: string | null;
}
export interface Imported {
  import: string;
  counts: ImportCounts;
  rejects: number;
}
export interface PastImport {
  id: string;
  fileName: string;
  at: string;
  purchases: number;
  newCustomers: number;
  undone: boolean;
}
export interface Progress {
  phase: 'reading' | 'matching' | 'writing' | 'standing';
  done: number | null;
}
export type Reason =
  | 'empty'
  | 'tooLong'
  | 'notAPhone'
  | 'notAnEmail'
  | 'tooEarly'
  | 'inTheFuture'
  | 'inThePast'
  | 'outOfRange'
  | 'unknown';
