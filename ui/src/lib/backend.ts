/** The one door to the shell: the only importer of its bindings and of tauri. */
import { getCurrentWebview } from '@tauri-apps/api/webview';
import type * as B from './bindings';
import { commands, events, originalWeights as original } from './bindings';

export type * from './bindings';

// Fields with a default are optional on the way in; what comes out of the notebook always has them.
export type Bands = Record<keyof B.Bands, number>;
export type ComplaintGoals = Required<Omit<B.ComplaintGoals, 'opening'>> & { opening: Required<B.Opening> };
export type Reach = Record<keyof B.Reach, number>;
export type Weights = Required<B.TrustWeights>;
export type Settings = Required<Omit<B.Settings, 'bands' | 'complaints' | 'reach' | 'trust'>> & {
  bands: Bands;
  complaints: ComplaintGoals;
  reach: Reach;
  trust: Weights;
};
export type CustomerDraft = Required<B.CustomerDraft>;
export type CustomerFilter = Required<B.CustomerFilter>;
export type CustomerSort = Required<B.CustomerSort>;
export type Preferences = Required<Omit<B.Preferences, 'hands'>> & { hands: Required<B.Hands> };
export type View = Required<Omit<B.View, 'sort'>> & { sort: CustomerSort };
export type Calling = Required<B.Calling>;
export type Customer = Omit<B.Customer, 'record'> & { record: CustomerDraft };
/** What comes out of the notebook is a number, though one that is none could not cross. */
type Numbers<T> = { [K in keyof T]: T[K] extends number | null ? number : T[K] };
export type TrustStep = Numbers<B.TrustStep>;
export type TrustTold = Omit<B.TrustTold, 'step'> & { step: TrustStep };
export type Trust = Omit<Numbers<B.Trust>, 'steps'> & { steps: TrustTold[] };
export type Journey = Omit<B.Journey, 'customer' | 'trust'> & { customer: Customer; trust: Trust | null };
export type OpenNotebook = Omit<B.OpenNotebook, 'settings'> & { settings: Settings };
export type First = Omit<B.First, 'notebook'> & { notebook: OpenNotebook };
export type Beginning = Omit<B.Beginning, 'preferences' | 'open'> & {
  preferences: Preferences;
  open: First | null;
};

/** The weights of trust a new notebook has. */
export const originalWeights: Weights = original;

/** What the notebook answers when it cannot do what was asked. */
export class BackendError extends Error {
  constructor(
    readonly code: B.IpcError['code'],
    readonly params: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = 'BackendError';
  }
}

type Answer<T> = { status: 'ok'; data: T } | { status: 'error'; error: B.IpcError };

/** What the shell says went wrong, as an error. */
export function wrong(error: B.IpcError): BackendError {
  // The shell itself refuses with a plain text, which is for nobody's eyes.
  if (typeof error !== 'object') return new BackendError('internal');
  const { code, ...params } = error;
  return new BackendError(code, params);
}

function call<A extends unknown[], T>(command: (...args: A) => Promise<Answer<T>>) {
  return async (...args: A): Promise<T> => {
    const answer = await command(...args);
    if (answer.status === 'ok') return answer.data;
    throw wrong(answer.error);
  };
}

/** The same command, its answer known to have every field. */
function whole<A extends unknown[], T, W>(command: (...args: A) => Promise<Answer<T>>) {
  return call(command) as unknown as (...args: A) => Promise<W>;
}

export const backend = {
  begin: whole<[], B.Beginning, Beginning>(commands.begin),
  opened: whole<[], B.OpenNotebook | null, OpenNotebook | null>(commands.currentNotebook),
  openNotebook: whole<[string], B.OpenNotebook, OpenNotebook>(commands.openNotebook),
  createNotebook: whole<[B.Settings, string | null], B.OpenNotebook, OpenNotebook>(commands.createNotebook),
  openExample: whole<[string], B.OpenNotebook, OpenNotebook>(commands.createExample),
  closeNotebook: call(commands.closeNotebook),
  openBeside: call(commands.openBeside),
  showFile: call(commands.revealNotebook),
  notebookFolder: call(commands.notebookFolder),
  pickNotebook: call(commands.chooseNotebook),
  pickNewNotebook: call(commands.chooseNewNotebook),
  pickSales: call(commands.chooseTable),
  preferences: whole<[], B.Preferences, Preferences>(commands.preferences),
  prefer: call(commands.prefer),
  preferHands: call(commands.preferHands),
  forgetRecent: call(commands.forgetRecent),
  preferCalling: call(commands.preferCalling),
  due: call(commands.reminders),
  notify: commands.notify,
  tray: commands.tray,
  changeSettings: call(commands.changeSettings),
  views: whole<[], B.View[], View[]>(commands.views),
  keepViews: call(commands.keepViews),
  undoable: call(commands.undoable),
  undo: call(commands.undo),
  redo: call(commands.redo),

  customers: call(commands.customers),
  customerCounts: call(commands.customerCounts),
  search: call(commands.search),
  tags: call(commands.tags),
  cities: call(commands.cities),
  customer: whole<[string], B.Customer, Customer>(commands.customer),
  createCustomer: call(commands.createCustomer),
  editCustomer: call(commands.editCustomer),
  tagCustomers: call(commands.tagCustomers),
  archiveCustomers: call(commands.archiveCustomers),
  tagsOf: call(commands.tagsOf),
  closeCustomer: call(commands.closeCustomer),
  profileCustomer: call(commands.profileCustomer),

  fields: call(commands.fields),
  fieldUses: call(commands.fieldUses),
  addField: call(commands.addField),
  changeField: call(commands.changeField),
  orderFields: call(commands.orderFields),
  removeField: call(commands.removeField),
  fillField: call(commands.fillField),

  journey: whole<[string], B.Journey, Journey>(commands.journey),
  journal: call(commands.journal),
  noteMoment: call(commands.noteMoment),
  editMoment: call(commands.editMoment),
  removeMoment: call(commands.removeMoment),
  momentHistory: call(commands.momentHistory),
  understand: call(commands.understand),
  pickAttachments: commands.chooseAttachments,
  openAttachment: call(commands.openAttachment),
  saveAttachment: call(commands.saveAttachment),
  detach: call(commands.detach),

  forecasts: call(commands.forecasts),
  cohorts: call(commands.cohorts),

  today: call(commands.todayPage),
  winbackQueue: call(commands.winbackQueue),
  winbackCounts: call(commands.winbackCounts),
  guardrails: call(commands.guardrails),
  planContact: call(commands.planContact),
  planContacts: call(commands.planContacts),
  previewContacts: call(commands.previewContacts),
  moveContact: call(commands.moveContact),
  cancelContact: call(commands.cancelContact),
  recordOutcome: call(commands.recordOutcome),
  contactsBetween: call(commands.contactsBetween),
  openContacts: call(commands.openContacts),
  waitingContacts: call(commands.waitingContacts),
  contactsComeBack: call(commands.contactsComeBack),
  exportCalendar: call(commands.exportCalendar),
  exportList: call(commands.exportList),

  agreePlan: call(commands.agreePlan),
  previewPlan: call(commands.previewPlan),
  payInstalment: call(commands.payInstalment),
  giveUpPlan: call(commands.giveUpPlan),
  noteDeparture: call(commands.noteDeparture),
  editDeparture: call(commands.editDeparture),
  removeDeparture: call(commands.removeDeparture),
  departureFigures: call(commands.departureFigures),
  setReferrer: call(commands.setReferrer),
  referralFigures: call(commands.referralFigures),
  satisfaction: call(commands.satisfaction),

  previewImport: call(commands.previewImport),
  readSample: call(commands.previewImportRows),
  dryRunImport: call(commands.dryRunImport),
  runImport: call(commands.import),
  cancelImport: call(commands.cancelImport),
  imports: call(commands.imports),
  importQuestions: call(commands.importQuestions),
  decideMatch: call(commands.decideMatch),
  decideMatches: call(commands.decideMatches),
  undoImport: call(commands.undoImport),
  saveRejects: call(commands.saveRejects),

  complaints: call(commands.complaints),
  countOpenComplaints: call(commands.countOpenComplaints),
  complaint: call(commands.complaint),
  receiveComplaint: call(commands.receiveComplaint),
  editComplaint: call(commands.editComplaint),
  removeComplaint: call(commands.removeComplaint),
  stepComplaint: call(commands.stepComplaint),
  giveAfterComplaint: call(commands.giveAfterComplaint),
  addCorrectiveAction: call(commands.addCorrectiveAction),
  editCorrectiveAction: call(commands.editCorrectiveAction),
  completeCorrectiveAction: call(commands.completeCorrectiveAction),
  removeCorrectiveAction: call(commands.removeCorrectiveAction),
  causes: call(commands.causes),
  addCauses: call(commands.addCauses),
  renameCause: call(commands.renameCause),
  orderCauses: call(commands.orderCauses),
  retireCause: call(commands.retireCause),
  complaintFigures: call(commands.complaintFigures),
  makePromise: call(commands.makePromise),
  editPromise: call(commands.editPromise),
  settlePromise: call(commands.settlePromise),
  promise: call(commands.promise),
  promisesWith: call(commands.promisesWith),
  promisesDue: call(commands.promisesDue),
  promiseRate: call(commands.promiseRate),
  promisesCounted: call(commands.promisesCounted),
  waveOccasion: call(commands.waveOccasion),
  bondMap: call(commands.bondMap),
  saysYesLeaves: call(commands.saysYesLeaves),
  previewTrust: call(commands.previewTrust),
  trustMeaning: call(commands.trustMeaning),
  pinBond: call(commands.pinBond),
  unpinBond: call(commands.unpinBond),
};

/** Unsubscribes even when that is asked before the subscription stands. */
function stopping(started: Promise<() => void>): () => void {
  return () => void started.then((stop) => stop());
}

export function onChanges(run: (changes: B.Changes) => void): () => void {
  return stopping(events.changed(getCurrentWebview()).listen((event) => run(event.payload)));
}

export function onProgress(run: (progress: B.Progress) => void): () => void {
  return stopping(events.importing(getCurrentWebview()).listen((event) => run(event.payload)));
}

/** Contacts and promises that have come due. */
export function onDue(run: (due: B.Reminder[]) => void): () => void {
  return stopping(events.due(getCurrentWebview()).listen((event) => run(event.payload)));
}

/** An announcement was clicked: of one customer, or of several. */
export function onCalled(run: (customer: string | null) => void): () => void {
  return stopping(events.called(getCurrentWebview()).listen((event) => run(event.payload)));
}

/** The program was started again with files, which come here. */
export function onHanded(run: (files: B.Files) => void): () => void {
  return stopping(events.handed(getCurrentWebview()).listen((event) => run(event.payload)));
}

/** Files let go over the window. */
export function onDrop(run: (paths: string[]) => void): () => void {
  return stopping(
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === 'drop') run(payload.paths);
    }),
  );
}

/** Whether files hang over the window. */
export function onHover(run: (over: boolean) => void): () => void {
  return stopping(
    getCurrentWebview().onDragDropEvent(({ payload }) =>
      run(payload.type === 'enter' || payload.type === 'over'),
    ),
  );
}

/** One customer, chosen for an action that several could share. */
export function only(id: string): B.Chosen {
  return { kind: 'these', ids: [id] };
}

export function emptyDraft(): CustomerDraft {
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
    fields: [],
  };
}
