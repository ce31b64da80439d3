import { backend } from '../lib/backend';
import { go } from '../lib/router.svelte';
import { enter } from '../lib/session.svelte';
import { attempt } from '../lib/tell';

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

export async function closeNotebook(): Promise<void> {
  await attempt(async () => {
    await backend.closeNotebook();
    enter(null);
  });
}
