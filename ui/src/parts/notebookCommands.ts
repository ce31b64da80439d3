import type { Recent } from '../lib/backend';
import { backend } from '../lib/backend';
import { openDialog } from '../lib/dialogs.svelte';
import { t } from '../lib/i18n/index.svelte';
import { session } from '../lib/session.svelte';
import { attempt } from '../lib/tell';
import type { IconName } from '../lib/ui/icons';
import type { Command } from './command';
import { closeNotebook, copyPath, openBeside, openNotebook, pickBeside, pickNotebook } from './notebooks';

/** What one does with notebooks: the open one, and those opened before. */
export function notebooks(recent: readonly Recent[]): Command[] {
  const { names, more } = t.commands;
  type Own =
    'openNotebook' | 'newNotebook' | 'closeNotebook' | 'showFile' | 'copyPath' | 'newWindow' | 'openBeside';
  const own = (id: Own, icon: IconName, run: () => void): Command => ({
    id,
    place: 'notebook',
    name: names[id],
    more: more[id],
    icon,
    possible: true,
    run,
  });
  const known = (id: string, name: string, path: string, run: (path: string) => Promise<void>): Command => ({
    id: `${id} ${path}`,
    place: 'notebook',
    name,
    icon: 'book',
    possible: true,
    run: () => void run(path),
  });
  const others = recent.filter((one) => one.path !== session.opened?.path);
  return [
    own('openNotebook', 'book', () => void pickNotebook()),
    ...others.map((one) => known('notebook', names.openRecent(one.name), one.path, openNotebook)),
    own('newNotebook', 'plus', () => openDialog({ kind: 'newNotebook' })),
    own('newWindow', 'plus', () => void openBeside(null)),
    own('openBeside', 'book', () => void pickBeside()),
    ...others.map((one) => known('beside', names.recentBeside(one.name), one.path, openBeside)),
    own('showFile', 'folder', () => void attempt(() => backend.showFile())),
    own('copyPath', 'copy', () => void copyPath()),
    own('closeNotebook', 'close', () => void closeNotebook()),
  ];
}
