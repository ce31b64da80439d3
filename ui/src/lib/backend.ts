import type * as T from './types';

/** What the notebook answers when it cannot do what was asked. */
export class BackendError extends Error {
  constructor(
    readonly code: string,
    readonly params: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = 'BackendError';
  }
}

const missing = (): Promise<never> => Promise.reject(new BackendError('internal', { incident: '0' }));

export interface Backend {
  openedWith(): Promise<T.OpenedWith | null>;
  preferences(): Promise<T.Preferences>;
  prefer(language: T.Preferences['language'], theme: T.Preferences['theme']): Promise<T.Preferences>;
  notebookFolder(): Promise<string>;
  guardrails(id: string, channel: T.Channel, purpose: T.Purpose): Promise<T.Guardrail[]>;
  opened(): Promise<T.Opened | null>;
  recent(): Promise<T.Recent[]>;
  forgetRecent(path: string): Promise<T.Preferences>;
  openNotebook(path: string): Promise<T.Opened>;
  createNotebook(path: string | null, settings: T.Settings): Promise<T.Opened>;
  openExample(name: string): Promise<T.Opened | null>;
  closeNotebook(): Promise<void>;
  pickNotebook(): Promise<string | null>;
  pickNewNotebook(name: string): Promise<string | null>;
  pickSales(): Promise<string | null>;
  changeSettings(settings: T.Settings): Promise<T.Changes>;
  undoable(): Promise<T.Undoable | null>;
  undo(seq: number | null): Promise<T.Undoable>;
  customers(
    filter: T.CustomerFilter,
    sort: T.CustomerSort,
    offset: number,
    limit: number,
  ): Promise<T.CustomerPage>;
  customerCounts(): Promise<T.CustomerCounts>;
  search(text: string, limit: number): Promise<T.Found[]>;
  tags(): Promise<T.Choice[]>;
  cities(): Promise<T.Choice[]>;
  createCustomer(draft: T.CustomerDraft): Promise<string>;
  editCustomer(id: string, draft: T.CustomerDraft): Promise<T.Changes>;
  tagCustomers(ids: string[], tag: string, on: boolean): Promise<T.Changes>;
  archiveCustomers(ids: string[], archived: boolean): Promise<T.Changes>;
  journey(id: string): Promise<T.Journey>;
  journal(id: string, kinds: T.MomentKind[], offset: number, limit: number): Promise<T.Journal>;
  noteMoment(customer: string, draft: T.MomentDraft): Promise<T.MomentKey>;
  editMoment(key: T.MomentKey, draft: T.MomentDraft): Promise<T.Changes>;
  removeMoment(key: T.MomentKey): Promise<T.Changes>;
  today(): Promise<T.Today>;
  winbackQueue(offset: number, limit: number): Promise<T.Queue>;
  winbackCounts(): Promise<T.WinBackCounts>;
  planContact(customer: string, draft: T.ContactDraft): Promise<string>;
  planWeek(customers: string[]): Promise<number>;
  moveContact(id: string, draft: T.ContactDraft): Promise<T.Changes>;
  cancelContact(id: string): Promise<T.Changes>;
  recordOutcome(id: string, outcome: T.Outcome, note: string | null): Promise<T.Changes>;
  contactsBetween(from: string, until: string): Promise<T.Contact[]>;
  openContacts(): Promise<T.Contact[]>;
  waitingContacts(): Promise<T.Contact[]>;
  contactsComeBack(): Promise<T.Contact[]>;
  exportCalendar(contact: string | null, titles: [T.Channel, string][]): Promise<string | null>;
  previewImport(path: string, choices: T.Choices): Promise<T.Preview>;
  readSample(path: string, mapping: T.Mapping): Promise<T.SampleRow[]>;
  dryRunImport(path: string, mapping: T.Mapping): Promise<T.DryRun>;
  runImport(path: string, mapping: T.Mapping, decisions: T.Decision[]): Promise<T.Imported>;
  cancelImport(): Promise<void>;
  imports(): Promise<T.PastImport[]>;
  undoImport(id: string): Promise<void>;
  saveRejects(path: string, mapping: T.Mapping | undefined): Promise<boolean>;
}

export const backend: Backend = new Proxy({} as Backend, { get: () => missing });

export function onChanges(run: (changes: T.Changes) => void): () => void {
  return () => void run;
}
export function onProgress(run: (progress: T.Progress) => void): () => void {
  return () => void run;
}
export function onDrop(run: (paths: string[]) => void): () => void {
  return () => void run;
}
export function onHover(run: (over: boolean) => void): () => void {
  return () => void run;
}

export function emptyDraft(): T.CustomerDraft {
  return {
    name: '',
    company: null,
    externalId: null,
    address: null,
    postcode: null,
    city: null,
    country: null,
    bornOn: null,
    preferredChannel: null,
    note: null,
    referrer: null,
    contactPoints: [],
    consents: [],
    tags: [],
  };
}

export function newSettings(): T.Settings {
  return {
    name: '',
    owner: '',
    trade: 'shop',
    country: 'FR',
    currency: 'EUR',
    contactsPerWeek: 8,
    contactWindow: 30,
    contactPause: 14,
    bands: { onTime: 1, due: 1.5, drifting: 2.5, onHoliday: 4 },
    example: false,
  };
}
