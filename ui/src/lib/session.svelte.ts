import { backend, onChanges, wrong } from './backend';
import { tell } from './tell';
import { recall } from './look.svelte';
import { go } from './router.svelte';
import { closeDialog } from './dialogs.svelte';
import type { Beginning, First, OpenNotebook, Preferences, Settings, Undoable } from './backend';

/** What the screens show until their own first answer has come. */
interface Known {
  today: First['today'];
  winback: First['winback'];
  preferences: Preferences | null;
}
const nothing: Known = { today: null, winback: null, preferences: null };
let first = nothing;

/** What is known before anybody asked: of the first picture, and of no later one. */
export function known(): Known {
  return first;
}

/** The first picture is drawn: from now on, screens wait for their own answers. */
export function begun(): void {
  first = nothing;
}

/** The open notebook and what every screen needs to know of it. */
const state = $state<{
  opened: OpenNotebook | null;
  undoable: Undoable | null;
  file: string | null;
}>({
  opened: null,
  undoable: null,
  file: null,
});

export const session = {
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

/** Finds out what is open already, before anything is drawn; to be called once. */
export async function begin(): Promise<void> {
  onChanges(async (changes) => {
    state.undoable = changes.undoable;
    if (changes.kinds.includes('setting')) state.opened = await backend.opened();
  });
  try {
    take(await backend.begin());
  } catch (error) {
    tell(error);
  }
}

function take({ preferences, open, table, wrong: why }: Beginning) {
  recall(preferences);
  first = { today: open?.today ?? null, winback: open?.winback ?? null, preferences };
  if (open) {
    state.opened = open.notebook;
    state.undoable = open.undoable;
  }
  if (table) offerFile(table);
  if (why) tell(wrong(why));
}

/** Refreshes the day, which may have turned while the window slept. */
export async function wake(): Promise<void> {
  if (!state.opened) return;
  const opened = await backend.opened();
  if (opened && opened.today !== state.opened.today) state.opened = opened;
}
