import { describe, expect, it } from 'vitest';
import { everyone, has, nobody, plus, shown, size, toggled } from './selection';

describe('a selection', () => {
  it('holds a few', () => {
    const two = plus(nobody, ['a', 'b']);
    expect([has(two, 'a'), has(two, 'c'), size(two, 10)]).toEqual([true, false, 2]);
    expect(size(toggled(two, 'a'), 10)).toBe(1);
    expect(size(toggled(two, 'c'), 10)).toBe(3);
  });
  it('holds everybody without knowing them, but for a few', () => {
    const all = toggled(everyone, 'a');
    expect([has(all, 'a'), has(all, 'never read'), size(all, 10)]).toEqual([false, true, 9]);
    expect(size(plus(all, ['a', 'b']), 10)).toBe(10);
  });
  it('leaves what it came from as it was', () => {
    const one = toggled(nobody, 'a');
    plus(one, ['b']);
    expect([size(nobody, 5), size(one, 5)]).toEqual([0, 1]);
  });
  it('shows as none, some or all', () => {
    expect(shown(nobody, 3)).toBe(false);
    expect(shown(toggled(nobody, 'a'), 3)).toBe('mixed');
    expect(shown(plus(nobody, ['a', 'b', 'c']), 3)).toBe(true);
    expect(shown(everyone, 3)).toBe(true);
    expect(shown(everyone, 0)).toBe(false);
  });
});
