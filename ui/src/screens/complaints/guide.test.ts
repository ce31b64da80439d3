import { expect, it } from 'vitest';
import type { Complaint, ComplaintStep } from '../../lib/backend';
import { done } from './guide';
import { leading } from './leading';

const complaint = (steps: ComplaintStep[], more: Partial<Complaint> = {}, ours: boolean | null = null) =>
  ({
    steps: steps.map((kind) => ({ kind })),
    asked: null,
    gestures: [],
    row: { ours },
    ...more,
  }) as unknown as Complaint;

it('is ticked by what was noted, and by nothing else', () => {
  expect(Object.values(done(complaint([])))).toEqual(Array.from({ length: 6 }, () => false));
  const denied = done(complaint(['denied', 'apology'], {}, false));
  expect(denied.explain).toBe(false);
  expect(denied.apologise && denied.listen).toBe(true);
  const solved = complaint(['acknowledged', 'solved'], { asked: 'a new one' }, true);
  expect(done(solved)).toMatchObject({ explain: true, ask: true, fix: false });
  expect(done({ ...solved, gestures: [{} as Complaint['gestures'][number]] }).fix).toBe(true);
});

it('offers what moves it on first', () => {
  const row = { state: 'received', allowed: ['acknowledged', 'denied', 'reply'] } as const;
  expect(leading(row as never)).toBe('acknowledged');
  expect(leading({ state: 'closed', allowed: ['reopened'] } as never)).toBe('reopened');
});
