import { backend } from '../lib/backend';
import { go } from '../lib/router.svelte';
import { enter, session } from '../lib/session.svelte';
import { t } from '../lib/i18n/index.svelte';
import { attempt } from '../lib/tell';
import { toast } from '../lib/ui/toasts.svelte';

/** Opens a notebook in place of the one that is open. */
export async function openNotebook(path: string): Promise<void> {
  await attempt(async () => {
    enter(await backend.openNotebook(path));
    go({ screen: 'today' });
  });
}

/** Asks which notebook to open, and opens it. */
export async function pickNotebook(): Promise<void> {
  await attempt(async () => {
    const path = await backend.pickNotebook();
    if (path) await openNotebook(path);
  });
}

/** Opens a window of its own for a notebook, or one in which to choose. */
export async function openBeside(path: string | null): Promise<void> {
  await attempt(() => backend.openBeside(path));
}

/** Asks which notebook to open, and opens it in a window of its own. */
export async function pickBeside(): Promise<void> {
  await attempt(async () => {
    const path = await backend.pickNotebook();
    if (path) await backend.openBeside(path);
  });
}

/** Puts the path of the open notebook on the clipboard. */
export async function copyPath(): Promise<void> {
  if (!session.opened) return;
  const { path } = session.opened;
  try {
    await navigator.clipboard.writeText(path);
    toast(t.settings.copied);
  } catch {
    // Where the system keeps its clipboard to itself, the path can at least be read.
    toast(path);
  }
}

export async function closeNotebook(): Promise<void> {
  await attempt(async () => {
    await backend.closeNotebook();
    enter(null);
  });
}
