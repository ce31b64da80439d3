import { backend } from '../../lib/backend';
import { addDays } from '../../lib/days';
import { errorText } from '../../lib/errors';
import { namedDay, time } from '../../lib/format';
import { guardText } from '../../lib/guards';
import { t } from '../../lib/i18n/index.svelte';
import { session } from '../../lib/session.svelte';
import { tell, written } from '../../lib/tell';
import type { Contact } from '../../lib/backend';

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** How many days an arrow carries a contact; null for any other key. */
export function stepOf(key: string): number | null {
  return STEPS[key] ?? null;
}

/** A planned contact on its way from one day to another, by hand or by key. */
export class Carry {
  /** What is carried, and the day it is over. */
  held = $state.raw<{ contact: Contact; day: string | null; by: 'keys' | 'pointer' } | null>(null);
  /** What a screen reader is told. */
  said = $state('');

  lift(contact: Contact, by: 'keys' | 'pointer'): void {
    this.held = { contact, day: contact.day, by };
    this.said = t.winback.move.lifted(contact.name, namedDay(contact.day));
  }

  /** Over a day, or over none. */
  over(day: string | null): void {
    if (this.held && this.held.day !== day) this.held = { ...this.held, day };
  }

  /** So many days on. Nothing is planned in the past, so it stops there. */
  step(days: number): void {
    if (!this.held) return;
    const day = addDays(this.held.day ?? this.held.contact.day, days);
    if (day < session.today) {
      this.said = t.winback.move.past;
      return;
    }
    this.over(day);
    this.said = namedDay(day);
  }

  putBack(): void {
    if (!this.held) return;
    const { contact } = this.held;
    this.held = null;
    this.said = t.winback.move.back(contact.name, namedDay(contact.day));
  }

  /** Puts it down where it is. The notebook has the last word, and says why when it refuses. */
  async drop(): Promise<void> {
    const held = this.held;
    if (!held?.day || held.day === held.contact.day) return this.putBack();
    const { contact, day } = held;
    const { minute, channel, purpose, note } = contact;
    const words = t.winback.move;
    try {
      await backend.moveContact(contact.id, { day, minute, channel, purpose, note });
      const said = words.moved(
        contact.name,
        minute == null ? namedDay(day) : t.dates.at(namedDay(day), time(minute)),
      );
      const recent = (await backend.guardrails(contact.customer, channel, purpose)).find(
        ({ guard }) => guard.code === 'contactedRecently',
      );
      written(recent ? `${said} ${words.warned(guardText(recent.guard, session.today))}` : said);
      this.said = said;
    } catch (error) {
      this.said = words.refused(contact.name, errorText(error));
      tell(error);
    }
    this.held = null;
  }
}

/** The days of a week with what is planned on each, what is carried being where it is held; `promised`: when promises are due. */
export function daysOf(
  first: string,
  contacts: readonly Contact[],
  held: Carry['held'],
  promised: readonly string[] = [],
): { day: string; list: Contact[] }[] {
  const carried = held?.by === 'keys' && held.day ? { ...held.contact, day: held.day } : null;
  const all = carried ? [...contacts.filter((one) => one.id !== carried.id), carried] : contacts;
  const days = Array.from({ length: 7 }, (_, i) => {
    const day = addDays(first, i);
    return { day, list: all.filter((one) => one.day === day) };
  });
  // Saturday and Sunday only take room when something happens then, or may.
  return days.filter(
    ({ day, list }, i) => i < 5 || list.length > 0 || promised.includes(day) || held !== null,
  );
}
