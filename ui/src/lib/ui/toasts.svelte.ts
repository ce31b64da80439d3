/** Short messages at the bottom of the window, each with at most one action. */
export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'bad';
  action?: { label: string; run: () => void };
}

let next = 0;
export const toasts = $state<Toast[]>([]);

export function toast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
  const id = next++;
  toasts.push({ id, text, tone: 'plain', ...options });
  if (toasts.length > 3) toasts.shift();
}

export function dismiss(id: number): void {
  const at = toasts.findIndex((t) => t.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
