import { backend } from './backend';
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

export async function undo(seq?: number): Promise<void> {
  if (await attempt(() => backend.undo(seq ?? null))) toast(t.undo.done);
}

/** Says that something was written, with the way back beside it. */
export function written(text: string): void {
  toast(text, { action: { label: t.undo.label, run: () => void undo() } });
}
