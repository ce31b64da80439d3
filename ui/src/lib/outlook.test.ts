import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from './i18n/index.svelte';
import { readAmount, readPercent, silence } from './outlook';

describe('what is asked of chance and value', () => {
  beforeEach(() => setLanguage('fr'));

  it('takes a whole percent, however it is written, or nothing', () => {
    expect(readPercent('30')).toBe(30);
    expect(readPercent(' 30\u00a0% ')).toBe(30);
    expect(readPercent('0')).toBe(0);
    expect(readPercent('')).toBeNull();
    for (const wrong of ['101', '-1', '3,5', 'beaucoup']) expect(readPercent(wrong)).toBeUndefined();
  });
  it('takes an amount in the currency’s own units, or nothing', () => {
    expect(readAmount('12,50', 'EUR')).toBe(1250);
    expect(readAmount('300', 'JPY')).toBe(300);
    expect(readAmount(' ', 'EUR')).toBeNull();
    for (const wrong of ['-3', 'cher']) expect(readAmount(wrong, 'EUR')).toBeUndefined();
  });
});

describe('why nobody speaks', () => {
  it('says what is missing and how much there is', () => {
    setLanguage('fr');
    expect(silence({ kind: 'tooFewCustomers', n: 4, needed: 10 })).toContain('il y en a 4');
    setLanguage('en');
    expect(silence({ kind: 'tooShort', days: 20, needed: 90 })).toMatch(
      /90\u00a0days of sales; there are 20/,
    );
  });
});
