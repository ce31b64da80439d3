import { expect, test } from 'vitest';
import { changed, GOOD, LOSSES, ORIGINAL, put, read } from './weights';

test('every weight can be read, changed and taken back', () => {
  for (const weight of [...GOOD, ...LOSSES.points, ...LOSSES.ceiling, ...LOSSES.bonds]) {
    const now = read(ORIGINAL, weight);
    expect(now, weight.name).toBeGreaterThanOrEqual(weight.min);
    expect(now, weight.name).toBeLessThanOrEqual(weight.max);
    const other = put(ORIGINAL, weight, now === weight.max ? now - 1 : now + 1);
    expect(changed(other, ORIGINAL), weight.name).toBe(true);
    expect(changed(put(other, weight, now), ORIGINAL), weight.name).toBe(false);
  }
  expect(read(ORIGINAL, LOSSES.ceiling[0] ?? GOOD[0]!)).toBe(10);
});
