import type { DepartureReason } from '../lib/backend';
import { t } from '../lib/i18n/index.svelte';

export type Avoidable = 'yes' | 'no' | 'unknown';

const reasons: readonly DepartureReason[] = [
  'price',
  'service',
  'product',
  'competitor',
  'moved',
  'needEnded',
  'unknown',
];

export function departureReasons() {
  return reasons.map((value) => ({ value, label: t.figures.reason[value] }));
}

export function avoidables() {
  return (['yes', 'no', 'unknown'] as const).map((value) => ({
    value,
    label: t.figures.departure.avoidables[value],
  }));
}

/** Whether a departure could have been avoided, as one of three. */
export function read(avoidable: boolean | null): Avoidable {
  return avoidable === null ? 'unknown' : avoidable ? 'yes' : 'no';
}
