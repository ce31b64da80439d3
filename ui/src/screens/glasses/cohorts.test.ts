import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Cohorts } from '../../lib/backend';
import { anybody, DEEP, SHADES, step, triangle } from './cohorts';

const told = (cohorts: [string, number, number[]][]): Cohorts => ({
  months: 1,
  again: null,
  cohorts: cohorts.map(([from, customers, back]) => ({ from, customers, back, again: null })),
});

describe('the triangle', () => {
  const { columns, rows } = triangle(
    told([
      ['2026-08-01', 40, [20, 10]],
      ['2026-09-01', 7, [3]],
      ['2026-10-01', 0, []],
      ['2026-11-01', 12, []],
    ]),
  );
  it('is as wide as the oldest cohort is old', () => {
    expect(columns).toBe(2);
    expect(rows.map((row) => row.cells.length)).toEqual([2, 1, 0, 0]);
  });
  it('shades by the largest share, and leaves few customers without', () => {
    expect(rows[0]?.cells.map((cell) => cell.shade)).toEqual([SHADES.length - 1, 4]);
    expect(rows[1]?.cells[0]).toEqual({ n: 3, of: 7, few: true, shade: null });
  });
  it('knows which period runs still', () => {
    expect(rows.map((row) => row.running)).toEqual([false, false, false, true]);
  });
  it('gives no shade to nobody', () => {
    const [row] = triangle(told([['2026-08-01', 40, [0, 8]]])).rows;
    expect(row?.cells.map((cell) => cell.shade)).toEqual([null, 8]);
  });
  it('knows an empty notebook', () => {
    expect(anybody(told([]))).toBe(false);
    expect(anybody(told([['2026-11-01', 0, []]]))).toBe(false);
    expect(anybody(told([['2026-11-01', 1, []]]))).toBe(true);
  });
});

describe('the keyboard', () => {
  const widths = [3, 2, 0, 1];
  it('walks from cell to cell, over what is empty, and stays within', () => {
    expect(step('ArrowRight', { row: 0, column: 2 }, widths)).toEqual({ row: 0, column: 2 });
    expect(step('ArrowDown', { row: 0, column: 2 }, widths)).toEqual({ row: 1, column: 1 });
    expect(step('ArrowDown', { row: 1, column: 1 }, widths)).toEqual({ row: 3, column: 0 });
    expect(step('ArrowDown', { row: 3, column: 0 }, widths)).toEqual({ row: 3, column: 0 });
    expect(step('ArrowUp', { row: 3, column: 0 }, widths)).toEqual({ row: 1, column: 0 });
    expect(step('End', { row: 0, column: 0 }, widths)).toEqual({ row: 0, column: 2 });
    expect(step('Home', { row: 0, column: 2 }, widths)).toEqual({ row: 0, column: 0 });
    expect(step('x', { row: 0, column: 0 }, widths)).toBeNull();
  });
});

const css = readFileSync('src/app.css', 'utf8');

/** The colours of a look, as the stylesheet has them. */
function colours(look: 'light' | 'dark'): (name: string) => number[] {
  const at = css.indexOf(look === 'light' ? ':root {' : ":root[data-theme='dark'] {");
  const block = css.slice(at, css.indexOf('}', at));
  return (name) => {
    const hex = new RegExp(`--${name}: #([0-9a-f]{6})`).exec(block)?.[1] ?? '';
    return [0, 2, 4].map((from) => parseInt(hex.slice(from, from + 2), 16) / 255);
  };
}
function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a: number[], b: number[]) => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

describe.each(['light', 'dark'] as const)('the shades, %s', (look) => {
  const colour = colours(look);
  it.each(SHADES.map((percent, shade) => [shade, percent] as const))(
    'shade %i reads well',
    (shade, percent) => {
      const mixed = colour('brand').map(
        (part, i) => (part * percent + (colour('surface')[i] ?? 0) * (100 - percent)) / 100,
      );
      expect(contrast(mixed, colour(shade < DEEP ? 'ink' : 'on-brand'))).toBeGreaterThanOrEqual(4.5);
    },
  );
});
