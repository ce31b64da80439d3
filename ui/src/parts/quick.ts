/** A sentence, what the notebook proposes of it, and what a person says otherwise. */
import { parseAmount, parseDay } from '../lib/days';
import { plainAmount, numericDay } from '../lib/format';
import type {
  ContactChannel,
  DepartureReason,
  Direction,
  Emotion,
  GestureKind,
  MomentDraft,
  Noting,
  RatingScale,
  Understood,
} from '../lib/backend';
import { scoreOf } from './moments';

export type QuickKind =
  'purchase' | 'exchange' | 'note' | 'absence' | 'gesture' | 'praise' | 'rating' | 'departure';

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

/** The kind it is noted as: a complaint or a promise noted here in one go is what was said, or a note. */
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
  };
  return new Set(of[kind]);
}

export type Wrong = 'text' | 'amount' | 'day' | 'until' | 'score';

/** The moment to note, or what keeps it from being noted. */
export function drafted(text: string, chips: Chips, today: string, digits: number): Noting | Wrong {
  const typed = text.trim();
  const day = chips.day.trim() ? parseDay(chips.day, today) : today;
  if (!day || (day > today && chips.kind !== 'absence')) return 'day';
  const minor = chips.amount.trim() ? parseAmount(chips.amount, digits) : 0;
  const needsAmount = chips.kind === 'purchase';
  if (minor === null || (needsAmount && !minor) || (chips.kind === 'gesture' && minor < 0)) return 'amount';
  const bare: QuickKind[] = ['note', 'exchange', 'praise'];
  if (!typed && bare.includes(chips.kind)) return 'text';
  const until = chips.until.trim() ? parseDay(chips.until, today) : day;
  if (chips.kind === 'absence' && (!until || until < day)) return 'until';
  const score = scoreOf(chips.score, chips.scale);
  if (chips.kind === 'rating' && score === undefined) return 'score';
  const moment = draft(typed, chips, day, until ?? day, minor, score ?? null);
  const feeling = chips.emotion
    ? { emotion: chips.emotion, intensity: Number(chips.strength), trigger: null, toldAround: chips.around }
    : null;
  return { moment, feeling, files: [] };
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
    case 'note':
      return { kind: 'note', day, minute, text };
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
  }
}
