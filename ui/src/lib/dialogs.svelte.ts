import type { Started } from '../parts/quick';
import type { Subject } from './here.svelte';
import type {
  BondPin,
  Chosen,
  Complaint,
  ComplaintDraft,
  ComplaintRow,
  ComplaintStep,
  Contact,
  ContactChannel,
  ContactPurpose,
  CorrectiveAction,
  Customer,
  Departure,
  Field,
  FieldKind,
  FieldUse,
  Moment,
  OpenQuestion,
  PromiseDraft,
  PromiseMade,
  View,
} from './backend';

/** Whom a dialog is about. */
export interface Who {
  id: string;
  name: string;
}

/** Somebody behind a figure, with a few words. */
export interface Listed extends Who {
  about: string;
}

export type Dialog =
  | { kind: 'note'; who?: Who | undefined; edit?: Moment; start?: Started }
  | {
      kind: 'plan';
      who: Who;
      day?: string;
      channel?: ContactChannel;
      purpose?: ContactPurpose;
      edit?: Contact;
    }
  | { kind: 'planMany'; chosen: Chosen; customers: number; done?: () => void }
  | { kind: 'outcome'; contact: Contact }
  | { kind: 'close'; who: Who; planned: number }
  | { kind: 'decideAll'; questions: readonly OpenQuestion[] }
  | { kind: 'record'; customer: Customer; focus?: string }
  | { kind: 'customer'; name?: string }
  | { kind: 'palette'; about: Subject | null }
  | { kind: 'keys' }
  | { kind: 'tag'; about: Subject }
  | { kind: 'view'; view: View; rename?: boolean; done?: (name: string) => void }
  | {
      kind: 'field';
      field?: Field;
      use?: FieldUse | undefined;
      sample?: { name: string; kind: FieldKind; choices: readonly string[] };
    }
  | { kind: 'newNotebook'; then?: 'import' }
  | { kind: 'quick'; who?: Who | undefined }
  | { kind: 'keepPromise'; promise: Pick<PromiseMade, 'id' | 'day' | 'due' | 'text'> }
  | { kind: 'versions'; moment: Moment }
  | { kind: 'complaint'; who?: Who | undefined; edit?: Complaint; start?: Partial<ComplaintDraft> }
  | { kind: 'complaintStep'; complaint: ComplaintRow; step: ComplaintStep }
  | { kind: 'complaintGesture'; complaint: Complaint }
  | { kind: 'correctiveAction'; complaint: Complaint; edit?: CorrectiveAction }
  | { kind: 'payPlan'; who: Who; total?: number | undefined }
  | { kind: 'kindWord'; name: string; due: string; amount: number; currency: string }
  | { kind: 'departure'; who: Who; edit?: Departure }
  | { kind: 'referrer'; who: Who; referrer: string | null }
  | { kind: 'people'; title: string; list: readonly Listed[] }
  | {
      kind: 'promise';
      customer?: Who | undefined;
      complaint?: string | undefined;
      start?: Partial<PromiseDraft>;
      edit?: PromiseMade;
      move?: PromiseMade;
    }
  | { kind: 'pinBond'; who: Who; pin?: BondPin | undefined };

const state = $state<{ open: Dialog | null }>({ open: null });

export function openDialog(dialog: Dialog): void {
  state.open = dialog;
}

export function closeDialog(): void {
  state.open = null;
}

export function dialog(): Dialog | null {
  return state.open;
}
