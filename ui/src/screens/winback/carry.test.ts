import { describe, expect, it } from 'vitest';
import { daysOf, stepOf } from './carry.svelte';
import type { Contact } from '../../lib/backend';

const contact = (id: string, day: string) => ({ id, day, name: id }) as Contact;
const week = [contact('a', '2026-11-23'), contact('b', '2026-11-25')];
const drawn = (...args: Parameters<typeof daysOf>) =>
  daysOf(...args).map(({ day, list }) => `${day.slice(8)}${list.map((one) => one.id).join('')}`);

describe('the days of a week', () => {
  it('leave out an empty week-end', () => {
    expect(drawn('2026-11-23', week, null)).toEqual(['23a', '24', '25b', '26', '27']);
    expect(drawn('2026-11-23', [contact('c', '2026-11-28')], null)).toEqual([
      '23',
      '24',
      '25',
      '26',
      '27',
      '28c',
    ]);
  });
  it('show what is carried by key where it is held, all seven being open to it', () => {
    const held = { contact: contact('a', '2026-11-23'), day: '2026-11-29', by: 'keys' as const };
    expect(drawn('2026-11-23', week, held)).toEqual(['23', '24', '25b', '26', '27', '28', '29a']);
  });
  it('show what is carried into another week there', () => {
    const held = { contact: contact('a', '2026-11-23'), day: '2026-12-01', by: 'keys' as const };
    expect(drawn('2026-11-30', [], held)).toEqual(['30', '01a', '02', '03', '04', '05', '06']);
  });
  it('leave in its place what the pointer carries', () => {
    const held = { contact: contact('a', '2026-11-23'), day: '2026-11-26', by: 'pointer' as const };
    expect(drawn('2026-11-23', week, held).slice(0, 4)).toEqual(['23a', '24', '25b', '26']);
  });
});

describe('arrows', () => {
  it('go a day along and a week across', () => {
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map(stepOf)).toEqual([-1, 1, -7, 7]);
    expect(stepOf('a')).toBeNull();
  });
});
