import { describe, expect, it } from 'vitest';
import { en } from './en';
import { fr } from './fr';
import { systemLanguage } from './index.svelte';
import { form, fr as frCount } from './plural';

/** Every sentence of a catalogue; functions are called with words and numbers in their place. */
function sentences(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const call = value as (...args: unknown[]) => unknown;
    const words = Array.from({ length: call.length }, () => 'mot');
    const counts = Array.from({ length: call.length }, () => 3);
    return [words, counts].flatMap((args) => sentences(call(...args), `${path}()`));
  }
  if (value && typeof value === 'object')
    return Object.entries(value).flatMap(([key, inner]) => sentences(inner, path ? `${path}.${key}` : key));
  return [];
}

function keys(value: unknown, path = ''): string[] {
  if (!value || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`));
}

describe('catalogues', () => {
  it('have the same keys, with functions in the same places', () => {
    expect(keys(en).sort()).toEqual(keys(fr).sort());
  });
  it('leave nothing empty', () => {
    for (const catalogue of [fr, en])
      for (const [path, text] of sentences(catalogue)) expect(text.trim(), path).not.toBe('');
  });
  it('keep French typography', () => {
    for (const [path, text] of sentences(fr)) {
      expect(text, `${path}: ordinary space before a double mark`).not.toMatch(/ [;:!?»]|« /);
      expect(text, `${path}: no space before a double mark`).not.toMatch(
        /[\p{L}\d)][;!?»](?!\w)|\p{L}:(?!\/)/u,
      );
      expect(text, `${path}: straight apostrophe`).not.toMatch(/'/);
      expect(text, `${path}: three dots`).not.toContain('...');
    }
  });
  it('keep English typography', () => {
    for (const [path, text] of sentences(en)) {
      expect(text, path).not.toMatch(/\s[;:!?]/);
      expect(text, path).not.toMatch(/'|\.\.\./);
    }
  });
});

describe('plurals', () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
  it('say zero and one in the singular, a million with « de »', () => {
    expect(plain(frCount(0, 'client', 'clients'))).toBe('0 client');
    expect(plain(frCount(1, 'client', 'clients'))).toBe('1 client');
    expect(plain(frCount(2, 'client', 'clients'))).toBe('2 clients');
    expect(plain(frCount(1_000_000, 'client', 'clients'))).toBe('1 000 000 de clients');
    expect(plain(frCount(1_000_000, 'achat', 'achats'))).toBe('1 000 000 d’achats');
  });
  it('follow English rules in English', () => {
    expect(form('en-GB', 0, { one: 'day', other: 'days' })).toBe('days');
    expect(form('en-GB', 1, { one: 'day', other: 'days' })).toBe('day');
  });
});

describe('the language at the start', () => {
  it('is French for any French, English for the rest of the world', () => {
    expect(systemLanguage(['fr-CH', 'en'])).toBe('fr');
    expect(systemLanguage(['fr'])).toBe('fr');
    expect(systemLanguage(['de-DE', 'fr'])).toBe('en');
    expect(systemLanguage([])).toBe('fr');
  });
});
