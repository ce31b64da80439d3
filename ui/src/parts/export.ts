import { backend } from '../lib/backend';
import type { ExportFormat, ExportList } from '../lib/backend';
import { locale, t } from '../lib/i18n/index.svelte';
import { attempt } from '../lib/tell';
import { toast } from '../lib/ui/toasts.svelte';

/** Every word that can stand in a file, by the key the core knows it under. */
export function exportWords(): Record<string, string> {
  const words: Record<string, string> = { ...t.exports.headings };
  const { behaviour, approach, channel, purpose } = t.words;
  for (const [family, choices] of Object.entries({ behaviour, approach, channel, purpose }))
    for (const [value, word] of Object.entries(choices)) words[`${family}.${value}`] = word;
  return words;
}

/** What a spreadsheet in the person's language opens by a double click. */
function csv(): ExportFormat {
  const decimals = new Intl.NumberFormat(locale()).format(0.5);
  return decimals.includes(',') ? 'csvSemicolon' : 'csvComma';
}

/** Writes a list where the person says, and names the file. */
export async function exportList(list: ExportList, as: 'xlsx' | 'csv'): Promise<void> {
  let path: string | null = null;
  const fine = await attempt(async () => {
    const format = as === 'xlsx' ? 'xlsx' : csv();
    path = await backend.exportList(list, format, exportWords(), t.exports.names[list.kind]);
  });
  const file = (path as string | null)?.split(/[\\/]/).pop();
  if (fine && file) toast(t.exports.done(file));
}
