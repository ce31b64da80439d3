import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, monday, parseAmount, parseDay, parseTime } from './days';

const today = '2026-11-22';

describe('days', () => {
  it('counts over months, years and summer time', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-11-22', '2025-11-22')).toBe(-365);
  });
  it('finds the Monday of any week', () => {
    expect(monday('2026-11-22')).toBe('2026-11-16');
    expect(monday('2026-11-23')).toBe('2026-11-23');
    expect(monday('1969-12-31')).toBe('1969-12-29');
  });
});

describe('parseDay', () => {
  it.each([
    ['22/11/2026', '2026-11-22'],
    ['1/2/26', '2026-02-01'],
    ['1.2', '2026-02-01'],
    ['010226', '2026-02-01'],
    ['2026-02-01', '2026-02-01'],
    ['demain', '2026-11-23'],
    ['Aujourd’hui', today],
    ['yesterday', '2026-11-21'],
    ['après-demain', '2026-11-24'],
    ['+3', '2026-11-25'],
    ['-1', '2026-11-21'],
    [' 29/02/2024 ', '2024-02-29'],
  ])('reads %s', (text, day) => {
    expect(parseDay(text, today)).toBe(day);
  });
  it.each(['', '31/02/2026', '29/02/2025', '12/31/2026', 'bientôt', '1/1/1026', '32', '+1000'])(
    'refuses %s',
    (text) => {
      expect(parseDay(text, today)).toBeNull();
    },
  );
});

describe('parseTime', () => {
  it.each([
    ['14:30', 870],
    ['14h30', 870],
    ['14h', 840],
    ['1430', 870],
    ['9', 540],
    ['0:05', 5],
  ])('reads %s', (text, minutes) => {
    expect(parseTime(text)).toBe(minutes);
  });
  it.each(['', '25:00', '12:60', 'midi', '14:3:0'])('refuses %s', (text) => {
    expect(parseTime(text)).toBeNull();
  });
});

describe('parseAmount', () => {
  it.each([
    ['34,50', 3450],
    ['34.5', 3450],
    ['1 234,50 €', 123450],
    ['1\u202f234,50\u00a0€', 123450],
    ['1.234,50', 123450],
    ['1,234.50', 123450],
    ['1,234,567', 123456700],
    ['-12', -1200],
    ['−12,00', -1200],
    ['0', 0],
  ])('reads %s', (text, minor) => {
    expect(parseAmount(text)).toBe(minor);
  });
  it('knows currencies without cents or with thousandths', () => {
    expect(parseAmount('1500', 0)).toBe(1500);
    expect(parseAmount('1,250', 3)).toBe(1250);
  });
  it.each(['', 'abc', '12,345', '1-2', '12 000 000 000 000 000 000', '€'])('refuses %s', (text) => {
    expect(parseAmount(text)).toBeNull();
  });
});
