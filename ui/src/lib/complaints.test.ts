import { expect, it } from 'vitest';
import type { ComplaintRow } from './backend';
import { calendarTime, civil, movesOf, openTime, stepTo } from './complaints';

const row = (state: ComplaintRow['state'], allowed: ComplaintRow['allowed']) =>
  ({ state, allowed }) as ComplaintRow;

it('leads only where the notebook allows', () => {
  const one = row('acknowledged', ['acknowledged', 'denied', 'apology', 'waiting', 'progress', 'solved']);
  expect(movesOf(one)).toEqual(['inProgress', 'waiting', 'solved']);
  expect(stepTo(one, 'acknowledged')).toBeNull();
  expect(stepTo(one, 'closed')).toBeNull();
  expect(stepTo(row('closed', ['reopened']), 'inProgress')).toBe('reopened');
});

it('says time as people do', () => {
  expect(openTime(45)).toBe('45\u00a0min');
  expect(openTime(365)).toBe('6\u00a0h\u00a005');
  expect(openTime(120)).toBe('2\u00a0h');
  expect(calendarTime(3000)).toBe('2\u00a0jours');
  expect(civil('2026-11-24T09:30:00')).toEqual({ day: '2026-11-24', minute: 570 });
});
