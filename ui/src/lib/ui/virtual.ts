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
