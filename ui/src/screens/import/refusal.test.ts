import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { BackendError, type Column, type Reject, type RejectReason } from '../../lib/backend';
import { errorText } from '../../lib/errors';
import { setLanguage, type Language } from '../../lib/i18n/index.svelte';
import { reasonAndRemedy, refusal } from './refusal';

// The shell's own lists, so that a reason or a code it gains without a sentence here does not pass.
const source = readFileSync('src/lib/bindings.ts', 'utf8');
const words = (type: string, pattern: RegExp) =>
  [...(new RegExp(`export type ${type} =([\\s\\S]*?);\\n\\n`).exec(source)?.[1] ?? '').matchAll(pattern)].map(
    (match) => match[1] as string,
  );
const reasons = words('RejectReason', /"(\w+)"/g) as RejectReason[];
const codes = words('IpcError', /code: "(import\w+)"/g);

const params = {
  file: 'ventes.csv',
  line: 7,
  heading: 'Montant TTC',
  expected: 'Prix',
  found: 'Remise',
  sheet: 'Feuil9',
  megabytes: 901,
  limit: 502,
  question: { kind: 'dayOrder', column: 2, examples: [] },
};
/** What each has to name, beside the file. */
const names: Record<string, string[]> = {
  importHeaderOnly: ['7'],
  importTooBig: ['901', '502'],
  importNoSuchSheet: ['Feuil9'],
  importOtherShape: ['7', 'Prix', 'Remise'],
  importUnanswered: ['Montant TTC'],
};

afterEach(() => setLanguage('fr'));

describe.each<Language>(['fr', 'en'])('what a file is refused for, in %s', (language) => {
  it('names the file, the place and a remedy', () => {
    setLanguage(language);
    expect(codes.length).toBeGreaterThan(10);
    for (const code of codes) {
      const text = errorText(new BackendError(code as BackendError['code'], params));
      for (const name of ['ventes.csv', ...(names[code] ?? [])]) expect(text, code).toContain(name);
      // What is wrong, then what to do: two sentences at least.
      expect(text.match(/\S[.?](\s|$)/g)?.length, `${code}: ${text}`).toBeGreaterThan(1);
    }
  });

  it('names the column of a row and a remedy', () => {
    setLanguage(language);
    expect(reasons.length).toBeGreaterThan(9);
    const columns = [{ header: 'Client' }, { header: 'Montant TTC' }, { header: '' }] as Column[];
    const said = reasons.map((reason) => {
      const reject: Reject = { line: 3, column: 1, value: 'douze', reason, inNotebook: null };
      const text = refusal(reject, columns);
      expect(text, reason).toContain('Montant TTC');
      expect(text, reason).not.toContain('undefined');
      expect(text.endsWith(reasonAndRemedy(reason)), text).toBe(true);
      expect(reasonAndRemedy(reason), reason).toMatch(/^[^.]+\. .{5,}\.$/);
      // A column without a heading has its number, a row at fault as a whole no column.
      expect(refusal({ ...reject, column: 2 }, columns), reason).toContain('3');
      expect(refusal({ ...reject, column: null }, columns), reason).toBe(reasonAndRemedy(reason));
      return text;
    });
    expect(new Set(said).size).toBe(reasons.length);
  });
});
