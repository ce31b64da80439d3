import { afterEach, describe, expect, it } from 'vitest';
import {
  money,
  moment,
  nearDay,
  number,
  numericDay,
  percent,
  plainAmount,
  relativeDay,
  roundMoney,
  span,
  weekdayDay,
} from './format';
import { setLanguage } from './i18n/index.svelte';

const today = '2026-11-22';
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

afterEach(() => setLanguage('fr'));

describe('in French', () => {
  it('writes money and numbers', () => {
    expect(plain(money(123450, 'EUR'))).toBe('1 234,50 €');
    expect(plain(roundMoney(189349, 'EUR'))).toBe('1 893 €');
    expect(plain(money(-1200, 'EUR'))).toBe('-12,00 €');
    expect(plain(money(1500, 'JPY'))).toMatch(/1 500/);
    expect(plain(number(2357))).toBe('2 357');
    expect(plainAmount(3450, 'EUR')).toBe('34,50');
  });
  it('says a share, and never that something is sure which is not', () => {
    expect(plain(percent(0.384))).toBe('38 %');
    expect(plain(percent(0.384, 1))).toBe('38,4 %');
    expect(plain(percent(0.002))).toBe('< 1 %');
    expect(plain(percent(0.998))).toBe('> 99 %');
    expect(plain(percent(0))).toBe('0 %');
    expect(plain(percent(0.0002, 1))).toBe('< 0,1 %');
  });
  it('never parts a number from its thousands with a space too thin to see', () => {
    expect(number(1893)).not.toContain('\u202f');
  });
  it('writes days', () => {
    expect(numericDay('2026-02-01')).toBe('01/02/2026');
    expect(weekdayDay('2026-11-23')).toBe('lun. 23');
    expect(nearDay('2026-10-12', today)).toBe('12 oct.');
    expect(nearDay('2025-10-12', today)).toBe('12 oct. 2025');
  });
  it('says how far a day is', () => {
    expect(relativeDay(today, today)).toBe('aujourd’hui');
    expect(relativeDay('2026-11-23', today)).toBe('demain');
    expect(relativeDay('2026-11-21', today)).toBe('hier');
    expect(plain(relativeDay('2026-10-12', today))).toBe('il y a 41 jours');
    expect(plain(relativeDay('2026-01-12', today))).toBe('il y a 10 mois');
    expect(plain(relativeDay('2020-01-12', today))).toBe('il y a 6 ans');
    expect(relativeDay('2026-11-27', today)).toBe('vendredi 27 novembre');
    expect(relativeDay('2026-12-24', today)).toBe('le 24 déc.');
    expect(moment('2026-11-23', 870, today)).toBe('demain à 14:30');
  });
  it('says how long something lasts', () => {
    expect(plain(span(1))).toBe('1 jour');
    expect(plain(span(41.4))).toBe('41 jours');
    expect(plain(span(120))).toBe('4 mois');
    expect(plain(span(1500))).toBe('4 ans');
  });
});

describe('in English', () => {
  it('follows the language at once', () => {
    setLanguage('en');
    expect(money(123450, 'EUR')).toBe('€1,234.50');
    expect(numericDay('2026-02-01')).toBe('01/02/2026');
    expect(weekdayDay('2026-11-23')).toBe('Mon 23');
    expect(relativeDay('2026-10-12', today)).toBe('41 days ago');
    expect(plain(span(1))).toBe('1 day');
  });
});
