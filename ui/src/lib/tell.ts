import { backend, type Undoable } from './backend';
import { errorText } from './errors';
import { t } from './i18n/index.svelte';
import { toast } from './ui/toasts.svelte';

/** Says what went wrong and what to do next. */
export function tell(error: unknown): void {
  toast(errorText(error), { tone: 'bad' });
}

/** Runs something a person asked for; says so when it fails and answers whether it worked. */
export async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

/** A change in a few words. */
export function named({ op, detail }: Undoable): string {
  return detail ? `${t.undo.ops[op]}, ${detail}` : t.undo.ops[op];
}

/** Takes back the latest write, or the one at `seq` of history, and says what it was. */
export async function undo(seq?: number): Promise<void> {
  await attempt(async () => {
    const undone = await backend.undo(seq ?? null);
    toast(`${t.undo.done} ${named(undone)}`, { action: { label: t.undo.redo, run: () => void redo() } });
  });
}

export async function redo(): Promise<void> {
  await attempt(async () => toast(t.undo.again(named(await backend.redo()))));
}

/** Says that something was written just now, with its own way back beside it, whatever is written before that is taken. */
export function written(text: string): void {
  const own = backend.undoable();
  own.catch(tell);
  toast(text, { action: { label: t.undo.label, run: () => void own.then((change) => undo(change?.seq)) } });
}
