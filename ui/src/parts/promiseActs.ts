import { backend } from '../lib/backend';
import { daysBetween } from '../lib/days';
import { openDialog } from '../lib/dialogs.svelte';
import { nearDay, relativeDay, time } from '../lib/format';
import { t } from '../lib/i18n/index.svelte';
import { session } from '../lib/session.svelte';
import { attempt, written } from '../lib/tell';
import type { PromiseMade as Made } from '../lib/backend';
import type { Tone } from '../lib/ui/tone';
import type { Act } from './contactActs';

/** Says that it was done, today. */
export async function keep(promise: Made): Promise<void> {
  const late = promise.due < session.today;
  const kept = { outcome: 'kept' as const, on: session.today };
  if (await attempt(() => backend.settlePromise(promise.id, kept, null)))
    written(late ? t.promises.keptLate : t.promises.kept);
}

async function giveUp(promise: Made): Promise<void> {
  if (await attempt(() => backend.settlePromise(promise.id, { outcome: 'broken' }, null)))
    written(t.promises.broken);
}

/** What one does with a promise still to be kept. */
export function promiseActs(promise: Made): { keep: Act; others: Act[] } {
  const words = t.promises;
  return {
    keep: { label: words.keep, icon: 'check', onselect: () => void keep(promise) },
    others: [
      {
        label: words.keepOn,
        icon: 'calendar',
        onselect: () => openDialog({ kind: 'keepPromise', promise }),
      },
      { label: words.move, icon: 'snooze', onselect: () => openDialog({ kind: 'promise', move: promise }) },
      { label: words.edit, icon: 'edit', onselect: () => openDialog({ kind: 'promise', edit: promise }) },
      { label: words.break, icon: 'close', danger: true, onselect: () => void giveUp(promise) },
    ],
  };
}

const tones: Record<Made['state'], Tone> = {
  late: 'bad',
  due: 'warn',
  open: 'plain',
  keptOnTime: 'good',
  keptLate: 'warn',
  broken: 'bad',
  renegotiated: 'bad',
};

/** Where a promise stands, in a word and a colour; `when` is for what is still to be kept. */
export function standing(promise: Made): { tone: Tone; text: string } {
  const words = t.promises;
  const tone = tones[promise.state];
  switch (promise.state) {
    case 'late':
      return { tone, text: words.lateBy(daysBetween(promise.due, session.today)) };
    case 'due':
      return { tone, text: promise.dueMinute === null ? words.today : words.before(time(promise.dueMinute)) };
    case 'open':
      return { tone, text: relativeDay(promise.due, session.today) };
    default:
      return { tone, text: words.state[promise.state] };
  }
}

/** What else is known of it: when it was made, by whom, after what. */
export function about(promise: Made): string {
  const words = t.promises;
  return [
    words.madeOn(
      promise.day === session.today ? t.dates.today : t.dates.on(nearDay(promise.day, session.today)),
    ),
    promise.who ? words.by(promise.who) : '',
    promise.complaint ? words.fromComplaint : '',
    promise.insteadOf ? words.insteadOf : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
