import type { Brought } from '../../lib/backend';

/** Who of a chain brought others, and how many. */
export function withFriends(people: readonly Brought[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const { by, depth } of people) if (depth > 1) count.set(by, (count.get(by) ?? 0) + 1);
  return count;
}

/** Who of a chain is seen: those brought directly, and below whoever is unfolded, theirs. */
export function shown(people: readonly Brought[], unfolded: ReadonlySet<string>): Brought[] {
  // Each comes after who brought them: whoever is hidden hides what hangs below.
  const seen = new Set<string>();
  return people.filter(({ customer, by, depth }) => {
    const visible = depth === 1 || (seen.has(by) && unfolded.has(by));
    if (visible) seen.add(customer);
    return visible;
  });
}
