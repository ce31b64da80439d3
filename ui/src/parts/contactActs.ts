import { backend } from '../lib/backend';
import { addDays } from '../lib/days';
import { openDialog } from '../lib/dialogs.svelte';
import { relativeDay } from '../lib/format';
import { t } from '../lib/i18n/index.svelte';
import { session } from '../lib/session.svelte';
import { attempt, written } from '../lib/tell';
import type { Contact } from '../lib/backend';
import type { IconName } from '../lib/ui/icons';
import { exportCalendar } from './calendar';

async function snooze(contact: Contact, days: number) {
  // From today at the earliest: a late contact put off by a day is for tomorrow.
  const from = contact.day > session.today ? contact.day : session.today;
  const day = addDays(from, days);
  const { minute, channel, purpose, note } = contact;
  if (await attempt(() => backend.moveContact(contact.id, { day, minute, channel, purpose, note })))
    written(t.contact.snoozed(relativeDay(day, session.today)));
}

async function cancel(contact: Contact) {
  if (await attempt(() => backend.cancelContact(contact.id))) written(t.contact.cancelled);
}

export interface Act {
  label: string;
  icon: IconName;
  danger?: boolean;
  onselect: () => void;
}

/** What one does with a planned contact: how it went, when else, not at all. */
export function contactActs(contact: Contact): { record: Act; move: Act[]; cancel: Act } {
  return {
    record: {
      label: t.contact.record,
      icon: 'check',
      onselect: () => openDialog({ kind: 'outcome', contact }),
    },
    move: [
      { label: t.contact.snoozeTomorrow, icon: 'snooze', onselect: () => void snooze(contact, 1) },
      { label: t.contact.snoozeThree, icon: 'snooze', onselect: () => void snooze(contact, 3) },
      { label: t.contact.snoozeWeek, icon: 'snooze', onselect: () => void snooze(contact, 7) },
      {
        label: t.plan.edit,
        icon: 'edit',
        onselect: () =>
          openDialog({ kind: 'plan', who: { id: contact.customer, name: contact.name }, edit: contact }),
      },
      { label: t.contact.ics, icon: 'calendar', onselect: () => void exportCalendar(contact.id) },
    ],
    cancel: { label: t.contact.cancel, icon: 'close', danger: true, onselect: () => void cancel(contact) },
  };
}
