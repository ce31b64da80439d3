import { moment, nearDay, number, time } from './format';
import { t } from './i18n/index.svelte';
import type { Breach, ComplaintRow, ComplaintState, ComplaintStep, When } from './backend';
import type { Tone } from './ui/tone';

/** The columns of the board; a column may hold two states, one below the other. */
export const COLUMNS: readonly (readonly ComplaintState[])[] = [
  ['received'],
  ['acknowledged'],
  ['inProgress', 'waiting'],
  ['solved', 'checked'],
  ['closed'],
];

/** In the order in which arrows go through them. */
export const STATES: readonly ComplaintState[] = COLUMNS.flat();

const LEADS: Partial<Record<ComplaintStep, ComplaintState>> = {
  acknowledged: 'acknowledged',
  waiting: 'waiting',
  progress: 'inProgress',
  reopened: 'inProgress',
  solved: 'solved',
  checked: 'checked',
  closed: 'closed',
};

/** The step that leads a complaint to a state, where it may be taken. */
export function stepTo(row: ComplaintRow, state: ComplaintState): ComplaintStep | null {
  if (state === row.state) return null;
  return row.allowed.find((step) => LEADS[step] === state) ?? null;
}

/** Where a complaint may be moved to. */
export function movesOf(row: ComplaintRow): ComplaintState[] {
  return STATES.filter((state) => stepTo(row, state) !== null);
}

const tones: Record<ComplaintState, Tone> = {
  received: 'warn',
  acknowledged: 'brand',
  waiting: 'calm',
  inProgress: 'brand',
  solved: 'good',
  checked: 'good',
  closed: 'plain',
};

export function stateTone(state: ComplaintState): Tone {
  return tones[state];
}

/** Open time: 45 min, 6 h 05. */
export function openTime(minutes: number): string {
  const c = t.complaints.clock;
  if (minutes < 60) return c.minutes(minutes);
  const rest = minutes % 60;
  return c.hours(number(Math.floor(minutes / 60)), rest ? String(rest).padStart(2, '0') : '');
}

/** A time of the calendar: as open time below a day, then in days. */
export function calendarTime(minutes: number): string {
  return minutes < 1440 ? openTime(minutes) : t.words.days(Math.floor(minutes / 1440));
}

/** What was late, in a sentence. */
export function breachText(breach: Breach): string {
  const say = t.complaints.clock.breaches[breach.what];
  return say(breach.what === 'update' ? calendarTime(breach.late) : openTime(breach.late));
}

/** A moment of the notebook's civil time, `2026-11-24T12:00:00`, as a day and a minute. */
export function civil(moment: string): { day: string; minute: number } {
  const [hours, minutes] = moment.slice(11, 16).split(':').map(Number);
  return { day: moment.slice(0, 10), minute: (hours ?? 0) * 60 + (minutes ?? 0) };
}

/** When something is due, seen from today. */
export function due(when: When, today: string): string {
  return moment(when.day, when.minute, today);
}

/** When something happened. */
export function happened(when: When, today: string): string {
  const day = nearDay(when.day, today);
  return when.minute === null ? day : t.dates.at(day, time(when.minute));
}
