/** Which rows of a list of fixed-height rows are worth drawing. `last` is exclusive. */
export function visibleRange(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
  spare = 6,
): { first: number; last: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  const last = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare);
  return { first: Math.min(first, last), last };
}

/** The row a key leads to, or null when the key does not move. */
export function moveBy(key: string, active: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const to = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to));
}

/** The scroll position that brings a row fully into sight, moving as little as possible. */
export function scrollTo(index: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + height) return top + rowHeight - height;
  return scrollTop;
}

/** No element is drawn right that is taller; engines count lengths in 64ths of a pixel, in 32 bits. */
const TALLEST = 8_000_000;
/** Moves of the bar up to so many windows are the wheel's; beyond, somebody drags it. */
const WHEEL = 3;

/**
 * The bar of a list and its rows. Up to a limit they move as one; a longer list has a bar that is shorter than its rows: dragged,
 * it goes to that part of them, while the wheel moves rows by their own pixels.
 */
export class Scale {
  /** The height of what scrolls. */
  readonly tall: number;
  /** Whether bar and rows move as one. */
  readonly exact: boolean;
  /** The farthest one can scroll, in pixels of rows. */
  readonly most: number;
  readonly #bar: number;
  readonly #window: number;

  /** For rows of that height altogether, in a window of that height. */
  constructor(rows: number, window: number) {
    this.tall = Math.min(rows, TALLEST);
    this.exact = rows <= TALLEST;
    this.most = Math.max(0, rows - window);
    this.#bar = Math.max(0, this.tall - window);
    this.#window = window;
  }

  /** Where the bar belongs when the rows are scrolled so far. */
  bar(top: number): number {
    return this.exact || this.most === 0 ? top : (top / this.most) * this.#bar;
  }

  /** How far the rows are scrolled once the bar went from one place to another. */
  scrolled(top: number, from: number, to: number): number {
    if (this.exact || this.#bar === 0) return to;
    const moved = to - from;
    const next = Math.abs(moved) > WHEEL * this.#window ? (to / this.#bar) * this.most : top + moved;
    return Math.min(this.most, Math.max(0, next));
  }

  /** Whether the bar cannot go on though the rows could. */
  stuck(top: number, bar: number): boolean {
    return (bar <= 0 && top > 0) || (bar >= this.#bar && top < this.most);
  }
}

/** How rows are picked: the one, those up to it, all of them, none. */
export type Pick = 'one' | 'range' | 'all' | 'none';

interface Keys {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What a key picks, or null when it picks nothing. Moving with Shift is for whoever moves. */
export function pickOf(event: Keys): Pick | null {
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey) return null;
  if (control) return event.key.toLowerCase() === 'a' && !event.shiftKey ? 'all' : null;
  if (event.key === ' ') return event.shiftKey ? 'range' : 'one';
  return event.key === 'Escape' ? 'none' : null;
}
