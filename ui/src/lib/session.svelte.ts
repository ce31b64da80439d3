import { backend, onChanges } from './backend';
import { tell } from './tell';
import { recall } from './look.svelte';
import { go } from './router.svelte';
import { closeDialog } from './dialogs.svelte';
import type { OpenNotebook, Settings, Undoable } from './backend';

/** The open notebook and what every screen needs to know of it. */
const state = $state<{
  ready: boolean;
  opened: OpenNotebook | null;
  undoable: Undoable | null;
  file: string | null;
}>({
  ready: false,
  opened: null,
  undoable: null,
  file: null,
});

export const session = {
  get ready() {
    return state.ready;
  },
  get opened() {
    return state.opened;
  },
  get today(): string {
    return state.opened?.today ?? '1970-01-01';
  },
  get settings(): Settings {
    if (!state.opened) throw new Error('no notebook is open');
    return state.opened.settings;
  },
  get currency(): string {
    return state.opened?.settings.currency ?? 'EUR';
  },
  get undoable() {
    return state.undoable;
  },
};

/** The sales file handed over at the start or dropped on the window, waiting for the import screen. */
export function takeFile(): string | null {
  const file = state.file;
  state.file = null;
  return file;
}

export function offerFile(path: string): void {
  state.file = path;
  go({ screen: 'import' });
}

export function waitingFile(): string | null {
  return state.file;
}

export function enter(opened: OpenNotebook | null): void {
  closeDialog();
  state.opened = opened;
  state.undoable = null;
  if (opened) void readUndoable();
}

async function readUndoable() {
  state.undoable = await backend.undoable();
}

/** Finds out what is open already; to be called once. */
export async function begin(): Promise<void> {
  onChanges(async (changes) => {
    state.undoable = changes.undoable;
    if (changes.kinds.includes('setting')) state.opened = await backend.opened();
  });
  try {
    await recall();
    const asked = await backend.openedWith();
    enter(asked.notebook ? await backend.openNotebook(asked.notebook) : await backend.opened());
    if (asked.table) offerFile(asked.table);
  } catch (error) {
    tell(error);
  }
  state.ready = true;
}

/** Refreshes the day, which may have turned while the window slept. */
export async function wake(): Promise<void> {
  if (!state.opened) return;
  const opened = await backend.opened();
  if (opened && opened.today !== state.opened.today) state.opened = opened;
}
