import type { Cohort, Cohorts } from '../../lib/backend';

/** Fewer customers than this make a count, and no percentage. */
export const FEW = 10;

/**
 * How much of the brand colour each shade has, percent, from the faintest on. Between the two halves lies what neither dark
 * nor light text reads well on.
 */
export const SHADES = [6, 14, 22, 30, 38, 46, 54, 74, 92] as const;

/** From this shade on, text is light on dark (dark on light at night). */
export const DEEP = 7;

/** One cell: how many of a cohort bought again some periods later. */
export interface Cell {
  n: number;
  of: number;
  /** Too few customers for a percentage. */
  few: boolean;
  /** Place in [`SHADES`]; none where there is nothing to compare. */
  shade: number | null;
}

export interface Row {
  cohort: Cohort;
  cells: Cell[];
  /** The period is not over. */
  running: boolean;
}

export interface Triangle {
  /** Periods after the first, as far as the oldest cohort goes. */
  columns: number;
  rows: Row[];
}

/** The triangle as it is drawn: what compares has a shade, by the largest share there is. */
export function triangle(told: Cohorts): Triangle {
  const shares = told.cohorts
    .filter((cohort) => cohort.customers >= FEW)
    .flatMap((cohort) => cohort.back.map((n) => n / cohort.customers));
  // A tenth at a time, so that the colours do not change with every sale.
  const top = Math.max(0.1, Math.ceil(Math.max(0, ...shares) * 10 - 1e-9) / 10);
  const cell = (n: number, of: number): Cell => {
    const few = of < FEW;
    const place = Math.min(SHADES.length - 1, Math.floor((n / of / top) * SHADES.length));
    return { n, of, few, shade: few || n === 0 ? null : place };
  };
  return {
    columns: Math.max(0, ...told.cohorts.map((cohort) => cohort.back.length)),
    rows: told.cohorts.map((cohort, at) => ({
      cohort,
      cells: cohort.customers === 0 ? [] : cohort.back.map((n) => cell(n, cohort.customers)),
      running: at === told.cohorts.length - 1,
    })),
  };
}

/** Whether anybody is in it at all. */
export function anybody(told: Cohorts): boolean {
  return told.cohorts.some((cohort) => cohort.customers > 0);
}

/** Where the keyboard goes from a cell; `widths` says how many cells each row has. Stays where nothing is there. */
export function step(
  key: string,
  at: { row: number; column: number },
  widths: readonly number[],
): { row: number; column: number } | null {
  const rows = widths.flatMap((width, row) => (width > 0 ? [row] : []));
  const line = rows.indexOf(at.row);
  const to = (next: number) => {
    const row = rows[next];
    return row === undefined ? at : { row, column: Math.min(at.column, (widths[row] ?? 1) - 1) };
  };
  switch (key) {
    case 'ArrowLeft':
      return { ...at, column: Math.max(0, at.column - 1) };
    case 'ArrowRight':
      return { ...at, column: Math.min((widths[at.row] ?? 1) - 1, at.column + 1) };
    case 'ArrowUp':
      return to(line - 1);
    case 'ArrowDown':
      return to(line + 1);
    case 'Home':
      return { ...at, column: 0 };
    case 'End':
      return { ...at, column: (widths[at.row] ?? 1) - 1 };
    default:
      return null;
  }
}
