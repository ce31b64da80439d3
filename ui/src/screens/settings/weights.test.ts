import { expect, test } from 'vitest';
import { originalWeights } from '../../lib/backend';
import { changed, GOOD, LOSSES, put, read } from './weights';

test('every weight can be read, changed and taken back', () => {
  for (const weight of [...GOOD, ...LOSSES.points, ...LOSSES.ceiling, ...LOSSES.bonds]) {
    const now = read(originalWeights, weight);
    expect(now, weight.name).toBeGreaterThanOrEqual(weight.min);
    expect(now, weight.name).toBeLessThanOrEqual(weight.max);
    const other = put(originalWeights, weight, now === weight.max ? now - 1 : now + 1);
    expect(changed(other, originalWeights), weight.name).toBe(true);
    expect(changed(put(other, weight, now), originalWeights), weight.name).toBe(false);
  }
  expect(read(originalWeights, LOSSES.ceiling[0] ?? GOOD[0]!)).toBe(10);
});
