/* What runs inside the page: finding what a person would point at. Sent as text, so it uses nothing from outside. */

/** Finds the visible elements of an accessible role and name. */
export function findByRole(role: string, name: string | null, exact: boolean): Element[] {
  const selectors: Record<string, string> = {
    button: 'button, [role=button], summary, input[type=submit]',
    link: 'a[href], [role=link]',
    textbox:
      'input:not([type]), input[type=text], input[type=email], input[type=tel], textarea, [role=textbox]',
    searchbox: 'input[type=search], input[role=searchbox], input[role=combobox]',
    heading: 'h1, h2, h3, h4, [role=heading]',
    checkbox: 'label:has(> input[type=checkbox]), input[type=checkbox], [role=checkbox]',
    // What one points at is the label: the circle itself may not be drawn.
    radio: 'label:has(> input[type=radio]), [role=radio]',
    option: 'option, [role=option]',
    combobox: 'select, button[role=combobox], button[aria-haspopup=listbox]',
    row: 'tr, [role=row]',
    listitem: 'li, [role=listitem]',
    dialog: 'dialog, [role=dialog], [role=alertdialog]',
    navigation: 'nav, [role=navigation]',
  };
  const squeeze = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  const nameOf = (element: Element): string => {
    const by = element.getAttribute('aria-labelledby');
    if (by)
      return squeeze(
        by
          .split(/\s+/)
          .map((id) => document.getElementById(id)?.textContent ?? '')
          .join(' '),
      );
    const label = element.getAttribute('aria-label');
    if (label) return squeeze(label);
    const labels = (element as HTMLInputElement).labels;
    if (labels && labels.length > 0)
      return squeeze([...labels].map((one) => one.textContent ?? '').join(' '));
    const text = squeeze((element as HTMLElement).innerText ?? element.textContent ?? '');
    return text || squeeze(element.getAttribute('title') ?? element.getAttribute('placeholder') ?? '');
  };
  const wanted = name === null ? null : squeeze(name);
  return [...document.querySelectorAll(selectors[role] ?? `[role=${role}]`)].filter((element) => {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || getComputedStyle(element).visibility === 'hidden')
      return false;
    if (element.closest('[inert], [aria-hidden=true]')) return false;
    if (wanted === null) return true;
    const given = nameOf(element);
    return exact ? given === wanted : given.includes(wanted);
  });
}

/** The text a person can read, on one line. */
export function readableText(): string {
  return document.body.innerText.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
}

/**
 * Tells whether an element stays where it is from one picture to the next: a menu is drawn once before it is beside its
 * button, and a click aimed at it there falls on nothing.
 */
export function atRest(element: Element, done: (still: boolean) => void): void {
  const before = element.getBoundingClientRect();
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const now = element.getBoundingClientRect();
      done(
        now.x === before.x &&
          now.y === before.y &&
          now.width === before.width &&
          now.height === before.height,
      );
    }),
  );
}

/**
 * Has the page drawn anew a few times, with nothing to be seen of it: without a graphics card, a picture is only taken once something
 * is drawn.
 */
export function stir(): void {
  const speck = document.createElement('div');
  speck.setAttribute('aria-hidden', 'true');
  speck.style.cssText = 'position: fixed; left: 0; top: 0; width: 1px; height: 1px; pointer-events: none';
  document.documentElement.append(speck);
  let times = 0;
  const draw = () => {
    times += 1;
    speck.style.backgroundColor = `rgb(127 127 127 / ${times % 2}%)`;
    if (times < 60) setTimeout(draw, 20);
    else speck.remove();
  };
  draw();
}
