import { BackendError } from './backend';
import { money, number } from './format';
import { t } from './i18n/index.svelte';
import { guardText } from './guards';
import type { ComplaintState, ComplaintStep, Guardrail, Reason } from './backend';

type Params = Record<string, unknown>;
const text = (value: unknown, otherwise = '') => (typeof value === 'string' && value ? value : otherwise);
const amount = (value: unknown) => (typeof value === 'number' ? number(value) : '?');

function imports(code: string, p: Params): string | null {
  const [e, file] = [t.errors.imports, text(p.file, t.errors.file)];
  switch (code) {
    case 'importEmpty':
      return e.empty(file);
    case 'importHeaderOnly':
      return e.headerOnly(file, amount(p.line));
    case 'importNotATable':
      return e.notATable(file);
    case 'importOtherFormat':
      return e.otherFormat(file);
    case 'importLocked':
      return e.locked(file);
    case 'importPacked':
      return e.packed(file);
    case 'importDamaged':
      return e.damaged(file);
    case 'importTooBig':
      return e.tooBig(file, amount(p.megabytes), amount(p.limit));
    case 'importTooHeavy':
      return e.tooHeavy(file);
    case 'importNoReader':
      return e.noReader(file);
    case 'importNoSuchSheet':
      return e.noSuchSheet(file, text(p.sheet));
    case 'importOtherShape':
      return e.otherShape(file, amount(p.line), text(p.expected, '—'), text(p.found, '—'));
    case 'importUnanswered':
      return e.unanswered(file, text(p.heading));
    default:
      return null;
  }
}

/** Whether whom something was written about is no longer in the notebook: made one with another, or taken back. */
export function isGone(error: unknown): boolean {
  return error instanceof BackendError && error.code === 'notFound' && error.params.what === 'customer';
}

/** What went wrong in the person's words, and what to do next. */
export function errorText(error: unknown): string {
  if (!(error instanceof BackendError)) return t.errors.internal('—');
  const { code, params: p } = error;
  const [e, file] = [t.errors, text(p.file, t.errors.file)];
  switch (code) {
    case 'notFound':
    case 'nothingToUndo':
    case 'builtUpon':
    case 'diskFull':
    case 'cancelled':
    case 'noNotebook':
    case 'damaged':
      return e[code];
    case 'notANotebook':
    case 'fileTooNew':
    case 'alreadyOpen':
    case 'exists':
    case 'missing':
    case 'readOnly':
      return e[code](file);
    case 'notShown':
      return e.notShown(text(p.path, t.errors.file));
    case 'invalid':
      return e.reasons[p.reason as Reason] ?? e.reasons.unknown;
    case 'stepNotAllowed':
      return t.complaints.errors.stepNotAllowed(
        t.complaints.acts[p.step as ComplaintStep],
        t.complaints.states[p.state as ComplaintState],
      );
    case 'refundTooLarge':
      return t.complaints.errors.refundTooLarge(
        money(Number(p.refund), text(p.currency, 'EUR')),
        money(Number(p.purchase), text(p.currency, 'EUR')),
      );
    case 'guarded':
      return e.guarded(guardText((p.guardrail as Guardrail).guard));
    case 'attachmentVanished':
    case 'attachmentEmpty':
    case 'attachmentNotAFile':
    case 'attachmentNotOpened':
      return t.moments.errors[code](file);
    case 'attachmentTooLarge':
      return t.moments.errors[code](file, amount(p.megabytes), amount(p.limit));
    default:
      return imports(code, p) ?? e.internal(text(p.incident, '—'));
  }
}
