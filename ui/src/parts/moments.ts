import type { ContactChannel, Direction, Moment, MomentDraft } from '../lib/backend';

export type FormKind = 'purchase' | 'call' | 'visit' | 'message' | 'note' | 'absence';

/** A moment as the dialog holds it while it is being written. */
export interface MomentForm {
  kind: FormKind;
  day: string;
  minute: number | null;
  until: string;
  amount: number;
  direction: Direction;
  channel: ContactChannel;
  text: string;
}

/** What the notebook is asked to keep. */
export function toDraft(form: MomentForm): MomentDraft {
  const { day, minute, text } = form;
  switch (form.kind) {
    case 'purchase':
      return { kind: 'purchase', day, minute, amount: form.amount, note: text || null, servedBy: null };
    case 'note':
      return { kind: 'note', day, minute, text };
    case 'absence':
      return { kind: 'absence', day, until: form.until, reason: text };
    default: {
      const channel = form.kind === 'message' ? form.channel : form.kind;
      return {
        kind: 'exchange',
        day,
        minute,
        channel,
        direction: form.direction,
        purpose: null,
        who: null,
        text,
      };
    }
  }
}

/** What a noted moment looks like in the dialog; null for one that is not written there. */
export function formOf(moment: Moment): MomentForm | null {
  const { day, minute, body } = moment;
  const base: MomentForm = {
    kind: 'note',
    day,
    minute,
    until: '',
    amount: 0,
    direction: 'in',
    channel: 'email',
    text: '',
  };
  switch (body.kind) {
    case 'purchase':
      return { ...base, kind: 'purchase', amount: body.amount, text: body.note ?? '' };
    case 'exchange': {
      const { channel, direction, text } = body;
      const kind = channel === 'call' || channel === 'visit' ? channel : 'message';
      return { ...base, kind, channel, direction, text };
    }
    case 'absence':
      return { ...base, kind: 'absence', until: body.until, text: body.reason };
    case 'note':
      return { ...base, text: body.text };
    case 'contact':
      return null;
  }
}
