/** The rows of lists that are not grids: each has a link to a customer. */
const ROWS = 'main [data-who] a[href]';

const visible = (element: Element) => element.getClientRects().length > 0 && !element.closest('[inert]');

/** Goes to the next row of what the screen lists, or to the one before; whether there was one. */
export function moveRow(step: 1 | -1): boolean {
  const active = document.activeElement;
  const grid = document.querySelector<HTMLElement>('main [role=grid]');
  if (grid && visible(grid) && !active?.closest('[data-who]')) {
    grid.focus();
    grid.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: step > 0 ? 'ArrowDown' : 'ArrowUp',
        bubbles: false,
        cancelable: true,
      }),
    );
    return true;
  }
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)].filter(visible);
  const row = active?.closest('[data-who]');
  const at = rows.findIndex((one) => one.closest('[data-who]') === row);
  const next = at < 0 ? rows[step > 0 ? 0 : rows.length - 1] : rows[at + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
}

/** Puts the keyboard in the field that searches this screen; whether it has one. */
export function searchHere(): boolean {
  const field = [...document.querySelectorAll<HTMLInputElement>('main search input')].find(visible);
  field?.focus();
  field?.select();
  return field !== undefined;
}
