import type { Fidele } from './fidele';

/** What was seen of a list, frame by frame. */
export interface Frames {
  frames: number;
  /** Frames with a place in sight where no customer was drawn. */
  blank: number;
  /** Frames that showed another part of the list than the bar said. */
  late: number;
  /** The longest such stretch, ms. */
  longest: number;
}

/** Scrolls a list in the page itself, a step a frame: as a wheel does, or a hand that drags the bar. */
export type Hand = 'wheel' | 'fling' | 'drag';

/** Starts looking at every frame of the list in view. Sent to the page as text. */
export function watch(): void {
  const grid = document.querySelector<HTMLElement>('main [role=grid]');
  const head = grid?.querySelector<HTMLElement>('.head');
  if (!grid || !head) throw new Error('there is no list');
  const seen: Frames & { over: boolean } = { frames: 0, blank: 0, late: 0, longest: 0, over: false };
  (window as unknown as { seen: typeof seen }).seen = seen;
  const count = Number(grid.getAttribute('aria-rowcount')) - 1;
  let since = 0;
  const look = (now: number) => {
    if (seen.over) return;
    seen.frames += 1;
    const box = grid.getBoundingClientRect();
    const top = head.getBoundingClientRect().bottom;
    const rows = [...grid.querySelectorAll<HTMLElement>('[role=row][aria-rowindex]')].flatMap((row) => {
      const place = row.getBoundingClientRect();
      const name = row.querySelector('bdi')?.textContent ?? '';
      return place.bottom > top && place.top < box.bottom && !head.contains(row)
        ? [{ row, place, name }]
        : [];
    });
    let blank = false;
    for (let y = top + 2; y < box.bottom - 2; y += 7)
      blank ||= !rows.some(({ place, name }) => name !== '' && place.top <= y && y <= place.bottom);
    if (blank) seen.blank += 1;
    const first = rows.reduce(
      (least, { row }) => Math.min(least, Number(row.getAttribute('aria-rowindex')) - 2),
      count,
    );
    const height = rows[0]?.place.height ?? 52;
    const tall = grid.scrollHeight - grid.clientHeight;
    const rest = count * height - (box.bottom - top);
    // A list too long for a bar of its own height goes by shares; only the far end can be told from the outside.
    const told = tall >= rest - 2 ? grid.scrollTop : (grid.scrollTop / tall) * rest;
    if (Math.abs(first - Math.floor(told / height)) > (tall >= rest - 2 ? 1 : count / 50)) {
      seen.late += 1;
      since ||= now;
      seen.longest = Math.max(seen.longest, Math.round(now - since));
    } else since = 0;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Stops looking, and tells what was seen. */
function tell(): Frames {
  const { seen } = window as unknown as { seen: Frames & { over: boolean } };
  seen.over = true;
  return seen;
}

/** Moves the list in view for so many frames, or as many as fit into some seconds on a busy machine; then waits a moment. */
function move(hand: Hand, frames: number, done: () => void): void {
  const until = performance.now() + 12_000;
  const grid = document.querySelector<HTMLElement>('main [role=grid]');
  if (!grid) throw new Error('there is no list');
  const most = grid.scrollHeight - grid.clientHeight;
  let n = 0;
  const step = () => {
    n += 1;
    if (hand === 'drag') grid.scrollTop = (most * ((n * 37) % 100)) / 100;
    else grid.scrollTop += hand === 'wheel' ? 120 : 480;
    if (n < frames && performance.now() < until) requestAnimationFrame(step);
    else setTimeout(done, 300);
  };
  requestAnimationFrame(step);
}

/** Watches a list while `act` is done to it. */
export async function seenWhile(fidele: Fidele, act: () => Promise<unknown>): Promise<Frames> {
  await fidele.run(watch);
  await act();
  return fidele.run(tell);
}

/** Scrolls the list in view. */
export async function scroll(fidele: Fidele, hand: Hand, frames: number): Promise<void> {
  await fidele.web.executeAsyncScript(
    `const done = arguments[2]; (${move.toString()})(arguments[0], arguments[1], done)`,
    hand,
    frames,
  );
}
