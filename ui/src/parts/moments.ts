import { t } from '../lib/i18n/index.svelte';
import type {
  ContactChannel,
  DepartureReason,
  Direction,
  Emotion,
  Feeling,
  GestureKind,
  Moment,
  MomentDraft,
  RatingScale,
  Trigger,
} from '../lib/backend';
import type { IconName } from '../lib/ui/icons';
import type { Tone } from '../lib/ui/tone';

export type FormKind =
  | 'purchase'
  | 'call'
  | 'visit'
  | 'message'
  | 'note'
  | 'absence'
  | 'gesture'
  | 'praise'
  | 'rating'
  | 'departure';

/** A moment as the dialog holds it while it is being written. */
export interface MomentForm {
  kind: FormKind;
  day: string;
  minute: number | null;
  until: string;
  /** What was paid; of a gesture, what it cost. Minor units. */
  amount: number;
  direction: Direction;
  channel: ContactChannel;
  /** How praise came, where it is known. */
  by: ContactChannel | '';
  text: string;
  /** Who of the team served, spoke, gave; of praise, who earned it. */
  who: string;
  what: GestureKind;
  scale: RatingScale;
  score: number | null;
  reason: DepartureReason;
  avoidable: boolean | null;
  goneTo: string;
}

export function blank(day: string): MomentForm {
  return {
    kind: 'purchase',
    day,
    minute: null,
    until: '',
    amount: 0,
    direction: 'in',
    channel: 'email',
    by: '',
    text: '',
    who: '',
    what: 'gift',
    scale: 'nps',
    score: null,
    reason: 'unknown',
    avoidable: null,
    goneTo: '',
  };
}

/** What the notebook is asked to keep. */
export function toDraft(form: MomentForm): MomentDraft {
  const { day, minute, text } = form;
  const who = form.who.trim() || null;
  switch (form.kind) {
    case 'purchase':
      return { kind: 'purchase', day, minute, amount: form.amount, note: text || null, servedBy: who };
    case 'note':
      return { kind: 'note', day, minute, text };
    case 'absence':
      return { kind: 'absence', day, until: form.until, reason: text };
    case 'gesture':
      return { kind: 'gesture', day, minute, what: form.what, cost: form.amount, text, who };
    case 'praise':
      return { kind: 'praise', day, minute, channel: form.by || null, earnedBy: who, text };
    case 'rating':
      return { kind: 'rating', day, minute, scale: form.scale, score: form.score, text };
    case 'departure': {
      const { reason, avoidable } = form;
      return { kind: 'departure', day, reason, avoidable, goneTo: form.goneTo.trim() || null, text };
    }
    default: {
      const channel = form.kind === 'message' ? form.channel : form.kind;
      return { kind: 'exchange', day, minute, channel, direction: form.direction, purpose: null, who, text };
    }
  }
}

/** What a noted moment looks like in the dialog; null for one that is not written there. */
export function formOf(moment: Moment): MomentForm | null {
  const { day, minute, body } = moment;
  const base: MomentForm = { ...blank(day), kind: 'note', minute };
  switch (body.kind) {
    case 'purchase':
      return {
        ...base,
        kind: 'purchase',
        amount: body.amount,
        text: body.note ?? '',
        who: body.servedBy ?? '',
      };
    case 'exchange': {
      const { channel, direction, text } = body;
      const kind = channel === 'call' || channel === 'visit' ? channel : 'message';
      return { ...base, kind, channel, direction, text, who: body.who ?? '' };
    }
    case 'absence':
      return { ...base, kind: 'absence', until: body.until, text: body.reason };
    case 'note':
      return { ...base, text: body.text };
    case 'gesture':
      return {
        ...base,
        kind: 'gesture',
        what: body.what,
        amount: body.cost,
        text: body.text,
        who: body.who ?? '',
      };
    case 'praise':
      return { ...base, kind: 'praise', by: body.channel ?? '', text: body.text, who: body.earnedBy ?? '' };
    case 'rating':
      return { ...base, kind: 'rating', scale: body.scale, score: body.score, text: body.text };
    case 'departure': {
      const { reason, avoidable, text } = body;
      return { ...base, kind: 'departure', reason, avoidable, text, goneTo: body.goneTo ?? '' };
    }
    default:
      return null;
  }
}

/** The lowest and the highest answer of each question. */
export const SCALES: Record<RatingScale, readonly [number, number]> = {
  nps: [0, 10],
  csat: [1, 5],
  ces: [1, 7],
};

/** A score as typed: null where nothing is, undefined where it is none of the scale. */
export function scoreOf(typed: string, scale: RatingScale): number | null | undefined {
  if (!typed.trim()) return null;
  const score = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const [low, high] = SCALES[scale];
  return score >= low && score <= high ? score : undefined;
}

const emotions: readonly Emotion[] = [
  'anger',
  'exasperation',
  'annoyance',
  'frustration',
  'disappointment',
  'relief',
  'contentment',
  'gratitude',
  'delight',
  'trust',
];
const tones: Record<Emotion, Tone> = {
  anger: 'bad',
  exasperation: 'bad',
  annoyance: 'warn',
  frustration: 'warn',
  disappointment: 'warn',
  relief: 'good',
  contentment: 'good',
  gratitude: 'good',
  delight: 'good',
  trust: 'calm',
};

export const emotionTone = (emotion: Emotion): Tone => tones[emotion];

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
const listed = <V extends string>(words: Record<V, string>) =>
  (Object.keys(words) as V[]).map((value) => ({ value, label: capital(words[value]) }));

export const emotionOptions = () =>
  emotions.map((value) => ({ value, label: capital(t.moments.emotion[value]) }));
export const gestureOptions = () => listed<GestureKind>(t.moments.gesture);
export const scaleOptions = () => listed<RatingScale>(t.moments.scale);
export const reasonOptions = () => listed<DepartureReason>(t.moments.departure);
export const triggerOptions = () => listed<Trigger>(t.moments.trigger);
export const strengthOptions = () =>
  (['1', '2', '3'] as const).map((value) => ({
    value,
    label: capital(t.moments.intensity[Number(value)] ?? value),
  }));

/** A feeling in words. */
export function feelingText(feeling: Feeling): string {
  const level = t.moments.intensity[feeling.intensity] ?? '';
  return `${t.moments.emotion[feeling.emotion]}, ${t.moments.strength(level)}`;
}

export const momentIcons: Record<Moment['body']['kind'], IconName> = {
  purchase: 'purchase',
  exchange: 'message',
  note: 'note',
  absence: 'absence',
  contact: 'calendar',
  gesture: 'gift',
  praise: 'heart',
  rating: 'star',
  departure: 'leave',
  complaint: 'complaint',
  promise: 'promise',
  paymentPlan: 'calendar',
  referral: 'heart',
};
