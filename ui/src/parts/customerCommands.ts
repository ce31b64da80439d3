import { backend } from '../lib/backend';
import { openDialog } from '../lib/dialogs.svelte';
import type { Subject } from '../lib/here.svelte';
import { t } from '../lib/i18n/index.svelte';
import { go } from '../lib/router.svelte';
import { attempt, written } from '../lib/tell';
import type { IconName } from '../lib/ui/icons';
import { KEYS, type Command } from './command';

async function archive(whom: Subject, on: boolean) {
  if (!(await attempt(() => backend.archiveCustomers(whom.chosen, on)))) return;
  whom.done?.();
  const { choose: words } = t.people;
  if (whom.who) written(on ? t.journey.archivedDone : t.journey.unarchivedDone);
  else written(on ? words.archived(whom.customers) : words.unarchived(whom.customers));
}

async function reopen(id: string) {
  if (await attempt(() => backend.closeCustomer(id, null, null))) written(t.journey.close.reopened);
}

async function profile(id: string, on: boolean) {
  const { unprofile: words } = t.outlook;
  if (await attempt(() => backend.profileCustomer(id, on))) written(on ? words.againDone : words.done);
}

async function edit(id: string) {
  await attempt(async () => openDialog({ kind: 'record', customer: await backend.customer(id) }));
}

async function close(whom: Subject, who: NonNullable<Subject['who']>) {
  await attempt(async () => {
    const planned = whom.journey ? whom.planned : (await backend.journey(who.id)).contacts.length;
    openDialog({ kind: 'close', who, planned });
  });
}

/** What one can do with the customer in view, or with those chosen. */
export function withCustomer(whom: Subject | null): Command[] {
  const { names, more } = t.commands;
  const who = whom?.who ?? null;
  const called = who?.name ?? (whom ? t.commands.customers(whom.customers) : '…');
  const command = (
    id: keyof typeof KEYS | 'unarchive' | 'close' | 'reopen' | 'unprofile' | 'profile' | 'pinBond',
    icon: IconName,
    possible: boolean,
    run: (whom: Subject) => void,
  ): Command => {
    const name = id === 'note' ? (who ? names.noteFor(called) : names.note) : names[id as 'open'](called);
    return {
      id,
      place: id === 'note' ? 'do' : 'customer',
      name,
      whose: who?.name,
      more: more[id as 'open'],
      keys: id === 'unarchive' ? KEYS.archive : id in KEYS ? KEYS[id as keyof typeof KEYS] : [],
      icon,
      possible,
      run: () => whom && run(whom),
    };
  };
  return [
    {
      ...command('note', 'note', true, () => undefined),
      run: () => openDialog({ kind: 'quick', who: who ?? undefined }),
    },
    {
      ...command('note', 'complaint', true, () => undefined),
      id: 'newComplaint',
      name: who ? names.complain(called) : names.newComplaint,
      more: more.newComplaint,
      keys: KEYS.newComplaint,
      run: () => openDialog({ kind: 'complaint', who: who ?? undefined }),
    },
    {
      id: 'promise',
      place: 'do',
      name: who ? t.promises.makeTo(called) : t.promises.makeAny,
      whose: who?.name,
      more: t.promises.more,
      keys: KEYS.promise,
      icon: 'promise',
      possible: true,
      run: () => openDialog({ kind: 'promise', customer: who ?? undefined }),
    },
    command('open', 'customers', !!who && !whom?.journey, () => who && go({ screen: 'journey', id: who.id })),
    command('plan', 'calendar', !!whom && !whom.archived && !whom.closed, (whom) =>
      openDialog(
        who
          ? { kind: 'plan', who }
          : { kind: 'planMany', chosen: whom.chosen, customers: whom.customers, done: whom.done },
      ),
    ),
    command('tag', 'tag', !!whom, (whom) => openDialog({ kind: 'tag', about: whom })),
    command('edit', 'edit', !!who, () => who && void edit(who.id)),
    command('archive', 'archive', !!whom && !whom.archived, (whom) => void archive(whom, true)),
    ...(whom?.archived ? [command('unarchive', 'undo', true, (whom) => void archive(whom, false))] : []),
    command('close', 'moon', !!who && !whom?.closed, (whom) => who && void close(whom, who)),
    ...(who && whom?.unprofiled
      ? [command('profile', 'undo', true, () => void profile(who.id, true))]
      : [command('unprofile', 'shield', !!who, () => who && void profile(who.id, false))]),
    command('pinBond', 'pin', !!who && !whom?.unprofiled, () => who && openDialog({ kind: 'pinBond', who })),
    ...(who && whom?.closed ? [command('reopen', 'undo', true, () => void reopen(who.id))] : []),
  ];
}
