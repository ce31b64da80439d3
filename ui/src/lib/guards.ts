import { number, relativeDay, shortDay } from './format';
import { t } from './i18n/index.svelte';
import type { ContactChannel, ContactsPlan, Guard, Guarded } from './backend';

const channel = (c: ContactChannel) => t.words.channel[c];

/** A guardrail in a few words. */
export function guardText(guard: Guard, today = ''): string {
  const when = (day: string) => (today ? relativeDay(day, today) : t.dates.on(shortDay(day)));
  const g = t.journey.guardrails;
  switch (guard.code) {
    case 'peace':
      return g.peace(shortDay(guard.day));
    case 'closed':
    case 'archived':
      return g[guard.code];
    case 'refused':
    case 'noConsent':
    case 'noAddress':
      return g[guard.code](channel(guard.channel));
    case 'alreadyPlanned':
    case 'contactedRecently':
      return g[guard.code](when(guard.day));
    case 'openComplaint':
      return g.openComplaint(shortDay(guard.day));
    case 'enoughTouches':
      return g.enoughTouches(shortDay(guard.until));
    case 'planRunning':
      return g.planRunning(shortDay(guard.until));
    case 'overduePromise':
      return g.overduePromise(when(guard.day));
  }
}

/** The notebook plans no more than this in one go. */
export const MOST_AT_ONCE = 500;

/** Reasons with how many customers each protects: « relation close (2), client archivé (1) ». */
export function guardedText(list: readonly Guarded[]): string {
  return list.map(({ why, customers }) => `${t.plan.guards[why]}\u00a0(${number(customers)})`).join(', ');
}

/** How many customers a list of reasons adds up to. */
export function guardedCount(list: readonly Guarded[]): number {
  return list.reduce((sum, { customers }) => sum + customers, 0);
}

/** What planning for several came to: how many, and who was left aside for what reason. */
export function planText({ planned, held }: ContactsPlan): string {
  const m = t.plan.many;
  const done = planned > 0 ? m.done(planned) : m.doneNone;
  if (held.length === 0) return done;
  return `${done} ${m.aside(m.heldBack(guardedCount(held)), guardedText(held))}`;
}
