import { BackendError } from './backend';
import { fileName } from './format';
import { t } from './i18n/index.svelte';

/** What went wrong in the person's words, and what to do next. */
export function errorText(error: unknown): string {
  if (!(error instanceof BackendError)) return t.errors.internal('—');
  const p = error.params;
  const file = typeof p.path === 'string' && p.path ? fileName(p.path) : t.errors.file;
  switch (error.code) {
    case 'notFound':
    case 'nothingToUndo':
    case 'diskFull':
    case 'cancelled':
      return t.errors[error.code];
    case 'notANotebook':
    case 'fileTooNew':
    case 'alreadyOpen':
    case 'exists':
    case 'missing':
    case 'readOnly':
    case 'damaged':
    case 'io':
      return t.errors[error.code](file);
    default:
      return t.errors.internal(String(p.incident ?? '—'));
  }
}
