import type { ComplaintRow, ComplaintStep } from '../../lib/backend';

/** What moves a complaint on from where it stands, the likeliest first. */
const NEXT: Record<ComplaintRow['state'], readonly ComplaintStep[]> = {
  received: ['acknowledged'],
  acknowledged: ['progress'],
  waiting: ['progress'],
  inProgress: ['solved'],
  solved: ['checked'],
  checked: ['closed'],
  closed: ['reopened'],
};

/** The step the page offers first. */
export function leading(row: ComplaintRow): ComplaintStep | null {
  return NEXT[row.state].find((step) => row.allowed.includes(step)) ?? row.allowed[0] ?? null;
}
