import { relativeDay, shortDay } from './format';
import { t } from './i18n/index.svelte';
import type { Guard, ContactChannel } from './backend';

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
    case 'enoughTouches':
      return g.enoughTouches(shortDay(guard.until));
  }
}
