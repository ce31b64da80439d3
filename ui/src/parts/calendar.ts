import { backend } from '../lib/backend';
import { t } from '../lib/i18n/index.svelte';
import { attempt } from '../lib/tell';
import { toast } from '../lib/ui/toasts.svelte';

/** Writes one planned contact, or all of them, to a file that calendars read. */
export async function exportCalendar(contact: string | null): Promise<void> {
  let saved = false;
  const fine = await attempt(async () => {
    saved = await backend.exportCalendar(contact);
  });
  if (fine && saved) toast(t.contact.exported);
}
