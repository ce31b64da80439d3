import type { Column, Reject, RejectReason } from '../../lib/backend';
import { t } from '../../lib/i18n/index.svelte';

/** Why a row is not imported and what to do; the heading of its column goes before where a file is written. */
export function reasonAndRemedy(reason: RejectReason): string {
  return t.imports.refusal('', t.imports.rejects[reason], t.imports.remedies[reason]);
}

/** The same, naming the column at fault as the person knows it. */
export function refusal(reject: Reject, columns: Column[]): string {
  const at = reject.column;
  const column = at === null ? '' : columns[at]?.header.trim() || t.imports.preview.unnamed(at + 1);
  return t.imports.refusal(column, t.imports.rejects[reject.reason], t.imports.remedies[reject.reason]);
}
