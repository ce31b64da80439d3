/** A sentence, what the notebook proposes of it, and what a person says otherwise. */
import { nextWorkday, parseAmount, parseDay } from '../lib/days';
import { plainAmount, numericDay } from '../lib/format';
import type {
  ComplaintDraft,
  ContactChannel,
  DepartureReason,
  Direction,
  Emotion,
  Feeling,
  GestureKind,
  MomentDraft,
  Noting,
  PromiseDraft,
  RatingScale,
  Understood,
} from '../lib/backend';
import { blank, scoreOf, type MomentForm } from './moments';

export type QuickKind =
  | 'purchase'
  | 'exchange'
  | 'note'
  | 'absence'
  | 'gesture'
  | 'praise'
  | 'rating'
  | 'departure'
  | 'complaint'
  | 'promise';

/** The chips as they show: texts as typed, empty for what is not said. */
export interface Chips {
  kind: QuickKind;
  amount: string;
  day: string;
  until: string;
  channel: ContactChannel | '';
  direction: Direction;
  emotion: Emotion | '';
  strength: '1' | '2' | '3';
  around: boolean;
  what: GestureKind;
  scale: RatingScale;
  score: string;
  reason: DepartureReason;
}

export const nothing: Chips = {
  kind: 'note',
  amount: '',
  day: '',
  until: '',
  channel: '',
  direction: 'in',
  emotion: '',
  strength: '2',
  around: false,
  what: 'gift',
  scale: 'nps',
  score: '',
  reason: 'unknown',
};

/** The kind it is noted as: a purchase without an amount is what was said, or a note. */
function kindOf(said: Understood): QuickKind {
  const kind = said.kind?.value;
  const plain = said.channel ? 'exchange' : 'note';
  switch (kind) {
    case 'purchase':
      return said.amount ? kind : plain;
    case 'exchange':
    case 'note':
    case 'absence':
    case 'gesture':
    case 'praise':
    case 'rating':
    case 'departure':
    case 'complaint':
    case 'promise':
      return kind;
    default:
      return plain;
  }
}

/** What is proposed, under what a person already said otherwise. */
export function proposed(said: Understood | null, chosen: Partial<Chips>, currency: string): Chips {
  if (!said) return { ...nothing, ...chosen };
  const felt = said.feeling?.value;
  const level = felt ? (String(felt.intensity) as Chips['strength']) : nothing.strength;
  return {
    kind: kindOf(said),
    amount: said.amount ? plainAmount(said.amount.value, currency) : '',
    day: said.day ? numericDay(said.day.value) : '',
    until: said.until ? numericDay(said.until.value) : '',
    channel: said.channel?.value ?? '',
    direction: said.direction?.value ?? 'in',
    emotion: felt?.emotion ?? '',
    strength: level,
    around: felt?.toldAround ?? false,
    what: said.gesture?.value ?? 'gift',
    scale: said.rating?.value.scale ?? 'nps',
    score: said.rating ? String(said.rating.value.score) : '',
    reason: said.reason?.value ?? 'unknown',
    ...chosen,
  };
}

/** Which chips a kind has. */
export function has(kind: QuickKind): ReadonlySet<keyof Chips> {
  const of: Record<QuickKind, (keyof Chips)[]> = {
    purchase: ['amount'],
    exchange: ['channel', 'direction'],
    note: [],
    absence: ['until'],
    gesture: ['what', 'amount'],
    praise: ['channel'],
    rating: ['scale', 'score'],
    departure: ['reason'],
    complaint: ['channel'],
    promise: ['until'],
  };
  return new Set(of[kind]);
}

export type Wrong = 'text' | 'amount' | 'day' | 'until' | 'due' | 'score';

/** What is asked of the notebook: a moment in one go, or a case or a promise with a life of its own. */
export type Drafted = Noting | { complaint: ComplaintDraft } | { promise: PromiseDraft };

/** The moment to note, or what keeps it from being noted. */
export function drafted(text: string, chips: Chips, today: string, digits: number): Drafted | Wrong {
  const typed = text.trim();
  const day = chips.day.trim() ? parseDay(chips.day, today) : today;
  if (!day || (day > today && chips.kind !== 'absence')) return 'day';
  const minor = chips.amount.trim() ? parseAmount(chips.amount, digits) : 0;
  const needsAmount = chips.kind === 'purchase';
  if (minor === null || (needsAmount && !minor) || (chips.kind === 'gesture' && minor < 0)) return 'amount';
  const bare: QuickKind[] = ['note', 'exchange', 'praise', 'complaint', 'promise'];
  if (!typed && bare.includes(chips.kind)) return 'text';
  const until = untilOf(chips, day, today);
  if (chips.kind === 'absence' && (!until || until < day)) return 'until';
  if (chips.kind === 'promise' && (!until || until < day)) return 'due';
  const score = scoreOf(chips.score, chips.scale);
  if (chips.kind === 'rating' && score === undefined) return 'score';
  const feeling = felt(chips);
  if (chips.kind === 'complaint') return { complaint: complaint(typed, chips, day, feeling) };
  if (chips.kind === 'promise') return { promise: promise(typed, day, until ?? day) };
  const moment = draft(typed, chips, day, until ?? day, minor, score ?? null);
  return { moment, feeling, files: [] };
}

/** The last day of an absence, or the day a promise is due: one that was not said is for the next day somebody works. */
function untilOf(chips: Chips, day: string, today: string): string | null {
  if (chips.until.trim()) return parseDay(chips.until, today);
  return chips.kind === 'promise' ? nextWorkday(today) : day;
}

function felt(chips: Chips): Feeling | null {
  if (!chips.emotion) return null;
  const intensity = Number(chips.strength);
  return { emotion: chips.emotion, intensity, trigger: null, toldAround: chips.around };
}

function complaint(text: string, chips: Chips, day: string, feeling: Feeling | null): ComplaintDraft {
  return {
    received: { day, minute: null },
    channel: chips.channel || null,
    text,
    asked: null,
    purchase: null,
    accountable: null,
    cause: null,
    update: null,
    feeling,
    files: [],
  };
}

function promise(text: string, day: string, due: string): PromiseDraft {
  return { day, minute: null, text, who: null, due, dueMinute: null, complaint: null };
}

/** What a full form starts from, so that nothing is typed twice. */
export interface Started {
  form: MomentForm;
  amount: string;
  score: string;
  feeling: Feeling | null;
}

/** What was typed and said so far, for the full form of its kind. */
export function started(text: string, chips: Chips, today: string): Started {
  const { channel, direction, what, scale, reason } = chips;
  const day = parseDay(chips.day, today) ?? today;
  const spoken = channel === 'call' || channel === 'visit' ? channel : 'message';
  const others = chips.kind === 'complaint' || chips.kind === 'promise' ? 'note' : chips.kind;
  const form: MomentForm = {
    ...blank(day),
    kind: others === 'exchange' ? spoken : others,
    until: untilOf(chips, day, today) ?? '',
    direction,
    channel: channel || 'email',
    by: channel,
    text: text.trim(),
    what,
    scale,
    reason,
  };
  return { form, amount: chips.amount, score: chips.score, feeling: felt(chips) };
}

function draft(
  text: string,
  chips: Chips,
  day: string,
  until: string,
  amount: number,
  score: number | null,
): MomentDraft {
  const minute = null;
  switch (chips.kind) {
    case 'purchase':
      return { kind: 'purchase', day, minute, amount, note: text || null, servedBy: null };
    case 'exchange':
      return {
        kind: 'exchange',
        day,
        minute,
        channel: chips.channel || 'counter',
        direction: chips.direction,
        purpose: null,
        who: null,
        text,
      };
    case 'absence':
      return { kind: 'absence', day, until, reason: text };
    case 'gesture':
      return { kind: 'gesture', day, minute, what: chips.what, cost: amount, text, who: null };
    case 'praise':
      return { kind: 'praise', day, minute, channel: chips.channel || null, earnedBy: null, text };
    case 'rating':
      return { kind: 'rating', day, minute, scale: chips.scale, score, text };
    case 'departure':
      return { kind: 'departure', day, reason: chips.reason, avoidable: null, goneTo: null, text };
    default:
      return { kind: 'note', day, minute, text };
  }
}
