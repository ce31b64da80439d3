import { untrack } from 'svelte';
import type { Command } from './command';

/** What the screen in view lets one do beside what can be done everywhere. */
let offered = $state.raw<readonly (() => Command[])[]>([]);

/** Offers commands for as long as a component lives. To be called while it is set up. */
export function offer(commands: () => Command[]): void {
  $effect(() => {
    offered = untrack(() => [...offered, commands]);
    return () => {
      offered = offered.filter((one) => one !== commands);
    };
  });
}

export function offers(): Command[] {
  return offered.flatMap((commands) => commands());
}

/** A command that makes sense as long as it is offered. */
export function offering(
  id: string,
  name: string,
  icon: Command['icon'],
  run: () => void,
  more: Partial<Command> = {},
): Command {
  return { id, place: 'do', name, icon, possible: true, run, ...more };
}
