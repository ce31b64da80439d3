import { backend } from '../lib/backend';
import type { ContactChannel } from '../lib/backend';
import { t } from '../lib/i18n/index.svelte';
import { attempt } from '../lib/tell';
import { toast } from '../lib/ui/toasts.svelte';

const channels: readonly ContactChannel[] = ['call', 'visit', 'email', 'letter', 'sms', 'chat', 'counter'];

/** Writes one planned contact, or all of them and all promises, to a file that calendars read. */
export async function exportCalendar(contact: string | null): Promise<void> {
  let saved = false;
  const fine = await attempt(async () => {
    const titles = channels.map((c) => [c, `${t.words.contactVerb[c]} {name}`] as [ContactChannel, string]);
    saved = (await backend.exportCalendar(contact, titles, t.promises.call.one('{name}'))) !== null;
  });
  if (fine && saved) toast(t.contact.exported);
}
