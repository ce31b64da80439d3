import { backend } from '../lib/backend';
import { addDays } from '../lib/days';
import { MOST_AT_ONCE, planText } from '../lib/guards';
import { t } from '../lib/i18n/index.svelte';
import { session } from '../lib/session.svelte';
import { attempt, written } from '../lib/tell';
import { toast } from '../lib/ui/toasts.svelte';

/** How many contacts this week still has room for. */
async function room(): Promise<number> {
  const [from, to] = [addDays(session.today, 1), addDays(session.today, 7)];
  const planned = (await backend.contactsBetween(from, to)).filter((c) => c.outcome === null);
  return Math.max(0, session.settings.contactsPerWeek - planned.length);
}

async function first(count: number): Promise<string[]> {
  return count > 0 ? (await backend.winbackQueue(0, count)).rows.map((row) => row.customer) : [];
}

/**
 * Plans a contact with those chosen, whatever the week holds: the guardrails alone may object. With nobody chosen,
 * with the first of the queue, as many as the week has room for. Answers whether it was done.
 */
export async function planWeek(chosen: ReadonlySet<string> = new Set()): Promise<boolean> {
  let done = false;
  await attempt(async () => {
    const ids = chosen.size > 0 ? [...chosen] : await first(await room());
    if (ids.length === 0) return void toast(t.winback.weekFull);
    if (ids.length > MOST_AT_ONCE) return void toast(t.plan.many.tooMany(MOST_AT_ONCE), { tone: 'bad' });
    const plan = await backend.planContacts(
      { kind: 'these', ids },
      { day: null, channel: null, purpose: null, note: '' },
    );
    done = true;
    (plan.planned > 0 ? written : toast)(planText(plan));
  });
  return done;
}
