import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { BackendError, type IpcError } from './backend';
import { errorText } from './errors';
import { setLanguage, type Language } from './i18n/index.svelte';

// The shell's own list, so that a code it gains without a sentence here does not pass.
const source = readFileSync('src/lib/bindings.ts', 'utf8');
const list = /export type IpcError =([\s\S]*?);\n\n/.exec(source)?.[1] ?? '';
const codes = [...list.matchAll(/code: "(\w+)"/g)].map((match) => match[1] as IpcError['code']);
const reasons = [...(/export type Reason =([\s\S]*?);\n\n/.exec(source)?.[1] ?? '').matchAll(/"(\w+)"/g)].map(
  (m) => m[1],
);

const params = {
  file: 'ventes.csv',
  reason: 'empty',
  guardrail: { guard: { code: 'peace', day: '2026-01-02' }, blocks: true },
  question: { kind: 'noDay' },
  line: 3,
  sheet: 'Feuil1',
  expected: 4,
  found: 5,
  supported: 4,
  megabytes: 900,
  limit: 500,
  incident: 'A1B2',
  step: 'checked',
  state: 'received',
  refund: 4000,
  purchase: 3000,
  currency: 'EUR',
};

afterEach(() => setLanguage('fr'));

describe.each<Language>(['fr', 'en'])('errors in %s', (language) => {
  it('have a sentence of their own for every code', () => {
    setLanguage(language);
    expect(codes.length).toBeGreaterThan(20);
    const fallback = errorText(new BackendError('internal', params));
    const said = codes.map((code) => errorText(new BackendError(code, params)));
    said.forEach((text, i) => {
      expect(text, codes[i]).toMatch(/\S{2,}/);
      if (codes[i] !== 'internal') expect(text, codes[i]).not.toBe(fallback);
      expect(text, codes[i]).not.toContain('undefined');
    });
    expect(new Set(said).size).toBe(said.length);
  });
  it('have a sentence for every reason a value is refused', () => {
    setLanguage(language);
    const said = reasons.map((reason) => errorText(new BackendError('invalid', { reason })));
    expect(new Set(said).size).toBe(reasons.length);
  });
});

describe('an error nobody foresaw', () => {
  it('never shows the program’s own words', () => {
    expect(errorText(new TypeError('x is not a function'))).not.toContain('function');
    expect(errorText(new BackendError('internal', { incident: 'A1B2' }))).toContain('A1B2');
  });
});
