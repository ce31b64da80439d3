/** The focus is never left nowhere: when what held it goes away, its neighbour takes it, or the screen's title. */
const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex]';

/** Where the focus last was: which row of which list, and what stood around it. */
interface Trail {
  element: HTMLElement;
  list: Element | null;
  at: number;
}
let trail: Trail | null = null;

const visible = (element: Element) =>
  element.getClientRects().length > 0 && !element.closest('[inert], [aria-hidden=true]');

function first(within: Element | null | undefined): HTMLElement | null {
  const all = within ? [...within.querySelectorAll<HTMLElement>(FOCUSABLE)] : [];
  return all.find((one) => one.tabIndex >= 0 && visible(one)) ?? null;
}

function remember(event: FocusEvent) {
  const element = event.target as HTMLElement;
  // What a dialog holds is gone with it: the way back leads to what was there before.
  if (
    element === document.body ||
    element.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]')
  )
    return;
  const row = element.closest('li, [role=row]');
  const list = row?.parentElement ?? null;
  trail = { element, list, at: row && list ? [...list.children].indexOf(row) : 0 };
}

/** Where the focus belongs now that nothing has it. */
function home(): HTMLElement | null {
  const dialog = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].filter(visible).at(-1);
  if (dialog) return first(dialog);
  if (trail?.element.isConnected && visible(trail.element) && !trail.element.matches(':disabled'))
    return trail.element;
  if (trail?.list?.isConnected) {
    const rows = trail.list.children;
    const near = first(rows[Math.min(trail.at, rows.length - 1)]);
    if (near) return near;
  }
  return document.querySelector<HTMLElement>('main h1');
}

/** Gives the focus a place if it has none. */
export function settle(): void {
  const active = document.activeElement;
  if (active && active !== document.body && active.isConnected) return;
  home()?.focus({ preventScroll: true });
}

/** Watches over the focus until the function it gives is called. */
export function keepFocus(): () => void {
  let waiting = 0;
  const look = () => {
    if (document.activeElement !== document.body || waiting) return;
    // Two frames: whoever comes next may want it for themselves.
    waiting = requestAnimationFrame(() => {
      waiting = requestAnimationFrame(() => {
        waiting = 0;
        settle();
      });
    });
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'inert', 'hidden'],
  });
  addEventListener('focusin', remember);
  return () => {
    watch.disconnect();
    removeEventListener('focusin', remember);
    cancelAnimationFrame(waiting);
  };
}
