/**
 * A short message at the bottom of the window, with at most one action. One takes the place of the one before, so that they do
 * not pile up over what one does next; what went wrong stays beside it.
 */
export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
  action?: { label: string; run: () => void };
}

let next = 0;
export const toasts = $state<Toast[]>([]);

export function toast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
  const before = toasts.findIndex((one) => one.tone === 'plain');
  if (before >= 0 && options.tone !== 'bad') toasts.splice(before, 1);
  toasts.push({ id: next++, text, tone: 'plain', ...options });
  if (toasts.length > 3) toasts.shift();
}

export function dismiss(id: number): void {
  const at = toasts.findIndex((t) => t.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
