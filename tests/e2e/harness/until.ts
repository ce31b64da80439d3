/**
 * Waits until `ask` gives something true, and gives it back.
 *
 * Asks again and again rather than sleeping for a guess: fast when the answer is, and patient on a slow machine.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  { patience = 15_000, why }: { patience?: number; why?: () => Promise<string> } = {},
): Promise<NonNullable<Exclude<T, false | '' | 0>>> {
  const end = performance.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as NonNullable<Exclude<T, false | '' | 0>>;
    if (performance.now() > end) {
      throw new Error(`waited ${patience} ms in vain for: ${what}${why ? `\n${await why()}` : ''}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
