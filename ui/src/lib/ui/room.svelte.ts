/** How large the text is and how much of it fits beside itself: what stands side by side moves under one another. */
const PLAIN = 16;
/** Less than so many letters of usual size across is narrow. */
const NARROW = 56;

let scale = $state(1);

/** How many times its usual size the text has. */
export function textScale(): number {
  return scale;
}

/** Follows the size of the window and of its text from now on. */
export function followRoom(): void {
  const probe = document.createElement('div');
  probe.style.cssText = 'position:absolute;visibility:hidden;width:1rem;height:0';
  probe.setAttribute('aria-hidden', 'true');
  document.body.append(probe);
  const look = () => {
    const rem = probe.getBoundingClientRect().width || PLAIN;
    scale = rem / PLAIN;
    document.documentElement.dataset.room = innerWidth / rem < NARROW ? 'narrow' : 'wide';
  };
  const watch = new ResizeObserver(look);
  watch.observe(probe);
  watch.observe(document.documentElement);
  look();
}
