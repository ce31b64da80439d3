import { only } from './backend';
import type { Chosen } from './backend';
import type { Who } from './dialogs.svelte';

/** Whom keys and commands are about: one customer, or several chosen in a list. */
export interface Subject {
  chosen: Chosen;
  customers: number;
  /** The one, when it is one. */
  who: Who | null;
  archived: boolean;
  closed: boolean;
  /** They asked not to be profiled. */
  unprofiled: boolean;
  /** How many contacts are planned with the one. */
  planned: number;
  /** The screen is that customer's journey. */
  journey: boolean;
  /** Nothing stays chosen once it is done. */
  done?: (() => void) | undefined;
}

let screen = $state.raw<Subject | null>(null);
let pointed = $state.raw<Subject | null>(null);

/** One customer as a subject. */
export function one(who: Who, more: Partial<Subject> = {}): Subject {
  return {
    chosen: only(who.id),
    customers: 1,
    who,
    archived: false,
    closed: false,
    unprofiled: false,
    planned: 0,
    journey: false,
    ...more,
  };
}

/** Says for as long as a component lives whom it is about. To be called while it is set up. */
export function about(whom: () => Subject | null): void {
  let mine: Subject | null = null;
  $effect(() => {
    screen = mine = whom();
  });
  // Whoever comes next may have spoken already.
  $effect(() => () => {
    if (screen === mine) screen = null;
  });
}

/** The row that holds the focus says whom it is about with `data-who` and `data-name`. */
export function point(target: EventTarget | null): void {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-who]') : null;
  pointed = row ? one({ id: row.dataset.who ?? '', name: row.dataset.name ?? '' }) : null;
}

export function subject(): Subject | null {
  return screen ?? pointed;
}
