/** Keys as commands write them: `n`, `?`, `Control+k`, or letters one after the other, `g t`. */
export type Keys = string;

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const HOLD = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'Dead', 'Process', 'Unidentified']);

/** What was pressed, as commands write it; null while a key is only held down. */
export function pressed(event: Press): Keys | null {
  if (HOLD.has(event.key)) return null;
  const sign = [...event.key].length === 1;
  const key = sign ? event.key.toLowerCase() : event.key;
  // A sign is what is printed: on one keyboard « ? » needs Shift, on another it does not.
  const shift = event.shiftKey && (!sign || key !== key.toUpperCase());
  const parts = [
    event.ctrlKey || event.metaKey ? 'Control' : '',
    event.altKey ? 'Alt' : '',
    shift ? 'Shift' : '',
    key,
  ];
  return parts.filter(Boolean).join('+');
}

/** Whether these keys are but signs: what one who dictates would set off by speaking (WCAG 2.1.4). */
export function bare(keys: Keys): boolean {
  return keys.split(' ').every((one) => [...one.replace(/^Shift\+/, '')].length === 1);
}

/** How long the second letter of two may take, in milliseconds. */
const PATIENCE = 1500;

/** Reads keys one after the other and finds what they mean. */
export class Reader {
  #begun = '';
  #at = 0;

  /** The keys this press completes, among those that are known; or whether it begins some of them. */
  read(press: Keys, known: readonly Keys[], now: number): { keys: Keys } | 'begun' | null {
    const begun = now - this.#at < PATIENCE ? this.#begun : '';
    this.#begun = '';
    for (const keys of begun ? [`${begun} ${press}`, press] : [press]) {
      if (known.includes(keys)) return { keys };
      if (known.some((one) => one.startsWith(`${keys} `))) {
        [this.#begun, this.#at] = [keys, now];
        return 'begun';
      }
    }
    return null;
  }
}

const SIGNS: Record<string, string> = {
  Control: 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** The caps to draw for keys, group by group: `g t` is two groups of one, `Control+k` one group of two. */
export function caps(keys: Keys, named: Readonly<Record<string, string>> = {}): string[][] {
  const cap = (one: string) => named[one] ?? SIGNS[one] ?? (one.length === 1 ? one.toUpperCase() : one);
  return keys.split(' ').map((press) => press.split(/\+(?=.)/).map(cap));
}

/** As a screen reader is told; it has no word for letters one after the other. */
export function spoken(keys: Keys): string | undefined {
  return keys.includes(' ')
    ? undefined
    : keys.replace(/(^|\+)([a-z])$/, (_, plus, key) => plus + key.toUpperCase());
}
