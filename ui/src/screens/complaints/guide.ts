import type { Complaint, ComplaintStep } from '../../lib/backend';

/** The steps of mending, in order. */
export const PARTS = ['listen', 'apologise', 'explain', 'ask', 'fix', 'check'] as const;

/** What of it was done, as far as what is noted tells: nothing is ticked by hand. */
export function done(complaint: Complaint): Record<(typeof PARTS)[number], boolean> {
  const has = (...kinds: ComplaintStep[]) => complaint.steps.some((step) => kinds.includes(step.kind));
  return {
    listen: has('reply', 'acknowledged', 'apology'),
    apologise: has('apology'),
    // An honest explanation says whose error it was, and does not end with a denial.
    explain: complaint.row.ours === true,
    ask: complaint.asked !== null,
    // A little more than the solution: a gesture.
    fix: has('solved') && complaint.gestures.length > 0,
    check: has('checked'),
  };
}
