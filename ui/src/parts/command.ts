import { t } from '../lib/i18n/index.svelte';
import { bare, type Keys } from '../lib/keys';
import { lettersAct } from '../lib/look.svelte';
import type { IconName } from '../lib/ui/icons';

export type Place = keyof typeof t.commands.places;

/** The keys of commands: the one place where they are written. */
export const KEYS = {
  today: ['g t'],
  customers: ['g c'],
  winback: ['g w'],
  glasses: ['g l'],
  import: ['g i'],
  settings: ['g s'],
  palette: ['Control+k'],
  search: ['/'],
  keys: ['?', 'F1'],
  note: ['n'],
  newCustomer: ['c'],
  undo: ['u', 'Control+z'],
  redo: ['Shift+u', 'Control+y', 'Control+Shift+z'],
  open: ['o'],
  plan: ['p'],
  tag: ['t'],
  edit: ['e'],
  archive: ['a'],
  next: ['j'],
  previous: ['k'],
  larger: ['Control++', 'Control+='],
  smaller: ['Control+-'],
  usual: ['Control+0'],
  complaints: ['g r'],
  newComplaint: ['r'],
  promise: ['m'],
  map: ['g m'],
} as const satisfies Record<string, readonly Keys[]>;

/** Something one can do, from a key, the palette or the sheet of keys. */
export interface Command {
  id: string;
  place: Place;
  name: string;
  /** Whose name stands in its own: who types that looks for them, not for what could be done with them. */
  whose?: string | undefined;
  /** Other words it is found by. */
  more?: string;
  keys?: readonly Keys[];
  icon: IconName;
  /** Whether it makes sense now. */
  possible: boolean;
  /** False for what only keys do. */
  listed?: boolean;
  /** Works while one types and over dialogs too. */
  always?: boolean;
  run: () => void;
}

/** The keys that act now: without the letters where they are turned off. */
export function acting(keys: readonly Keys[] = []): Keys[] {
  return lettersAct() ? [...keys] : keys.filter((one) => !bare(one));
}

/** The first key of a command, to draw on its button; none where it does not act. */
export function keyOf(id: keyof typeof KEYS): Keys | undefined {
  return acting(KEYS[id])[0];
}
