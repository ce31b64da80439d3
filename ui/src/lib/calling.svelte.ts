import { backend, onCalled, onDue, onHanded } from './backend';
import { time } from './format';
import { t } from './i18n/index.svelte';
import { go } from './router.svelte';
import { enter, offerFile, session } from './session.svelte';
import { tell } from './tell';
import type { Calling, Reminder } from './backend';

/** How the program calls the owner: notifications, the tray. It belongs to this computer, not to a notebook. */
const state = $state<{ calling: Calling | null; waiting: number; seen: boolean }>({
  calling: null,
  waiting: 0,
  seen: true,
});

export function calling(): Calling | null {
  return state.calling;
}

/** Whether this desktop has a tray, as far as anybody has looked. */
export function hasTray(): boolean {
  return state.seen;
}

/** Whom a reminder is about. */
const about = (one: Reminder) => (one.kind === 'contact' ? one.contact : one.promise);

/** What an announcement says of one: a contact by name and reason, a promise by name and its words. */
function alone(one: Reminder): { title: string; body: string } {
  if (one.kind === 'promise') {
    const { name, text, dueMinute } = one.promise;
    const at = dueMinute === null ? '' : `${t.promises.before(time(dueMinute))} · `;
    return { title: t.promises.call.one(name), body: `${at}${text}` };
  }
  const { name, minute, channel, purpose, note } = one.contact;
  const at = minute === null ? '' : `${time(minute)} · `;
  return {
    title: `${t.words.contactVerb[channel]} ${name}`,
    body: `${at}${t.words.purpose[purpose]}${note ? ` · ${note}` : ''}`,
  };
}

/** What an announcement says: one by itself, several by their number and names. */
export function announcement(due: readonly Reminder[]): { title: string; body: string } {
  const [one] = due;
  if (one && due.length === 1) return alone(one);
  const promises = due.filter((one) => one.kind === 'promise').length;
  const contacts = due.length - promises;
  const names = due.slice(0, 3).map((one) => about(one).name);
  return {
    title:
      promises === 0
        ? t.calling.several(contacts)
        : contacts === 0
          ? t.promises.call.promises(promises)
          : t.promises.call.mixed(contacts, promises),
    body: t.calling.names(names.join(', '), due.length - names.length),
  };
}

async function announce(due: readonly Reminder[]) {
  if (due.length === 0) return;
  const customer = due.length === 1 && due[0] ? about(due[0]).customer : null;
  await backend.notify({ ...announcement(due), open: t.calling.open, customer });
}

/** Keeps what was chosen, at once and for the next time. */
export async function chooseCalling(change: Partial<Calling>): Promise<void> {
  if (!state.calling) return;
  const kept = await backend.preferCalling({ ...$state.snapshot(state.calling), ...change });
  state.calling = kept.calling as Calling;
}

/** How many gestures count today, for the tray. */
export function waiting(count: number): void {
  state.waiting = count;
}

/** Listens to the program behind the window; to be called once. Returns how to stop. */
export function listen(): () => void {
  void backend.preferences().then((mine) => (state.calling = mine.calling as Calling), tell);
  const stops = [
    onDue((due) => void announce(due).catch(tell)),
    onCalled((customer) => go(customer ? { screen: 'journey', id: customer } : { screen: 'today' })),
    onHanded((files) => {
      void (async () => {
        try {
          if (files.notebook) {
            enter(await backend.openNotebook(files.notebook));
            go({ screen: 'today' });
          }
          if (files.table) offerFile(files.table);
        } catch (error) {
          tell(error);
        }
      })();
    }),
  ];
  const stopWatching = $effect.root(() => {
    $effect(() => {
      if (session.opened?.path) void backend.due().then(announce).catch(tell);
    });
    $effect(() => {
      const on = state.calling?.tray;
      if (on === undefined) return;
      const words = {
        count: session.opened ? t.calling.count(state.waiting) : 'Fidèle',
        open: t.calling.open,
        quit: t.calling.quit,
      };
      void backend.tray(on ? words : null).then((seen) => (state.seen = seen || !on), tell);
    });
  });
  return () => {
    for (const stop of stops) stop();
    stopWatching();
  };
}
