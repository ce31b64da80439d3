import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Changes } from './backend';
import { live, type Live } from './query.svelte';

const listeners = new Set<(changes: Changes) => void>();
vi.mock('./backend', () => ({
  onChanges: (run: (changes: Changes) => void) => {
    listeners.add(run);
    return () => listeners.delete(run);
  },
}));

const changed = (...kinds: Changes['kinds']) => {
  for (const run of listeners) run({ kinds, undoable: null });
  flushSync();
};
/** Lets promises that are already kept be heard. */
const settle = async () => {
  await Promise.resolve();
  await Promise.resolve();
  flushSync();
};

describe('live', () => {
  let stop: () => void;
  let turns: { resolve: (value: string) => void; reject: (error: unknown) => void }[];
  let query: Live<string>;

  beforeEach(() => {
    turns = [];
    stop = $effect.root(() => {
      query = live(
        ['customer', 'moment'],
        () => new Promise<string>((resolve, reject) => turns.push({ resolve, reject })),
      );
    });
    flushSync();
  });
  afterEach(() => stop());

  it('reads once at the start', async () => {
    expect(query.loading).toBe(true);
    turns[0]?.resolve('first');
    await settle();
    expect([query.value, query.loading, turns.length]).toEqual(['first', false, 1]);
  });

  it('reads again only when one of its kinds changed, and keeps what it has meanwhile', async () => {
    turns[0]?.resolve('first');
    await settle();
    changed('contact', 'setting');
    expect(turns.length).toBe(1);
    changed('contact', 'moment');
    expect([turns.length, query.value, query.loading]).toEqual([2, 'first', true]);
    turns[1]?.resolve('second');
    await settle();
    expect(query.value).toBe('second');
  });

  it('never lets an older answer replace a newer one', async () => {
    changed('customer');
    turns[1]?.resolve('newer');
    await settle();
    turns[0]?.resolve('older');
    await settle();
    expect(query.value).toBe('newer');
  });

  it('keeps the error until the next good answer', async () => {
    turns[0]?.reject('no');
    await settle();
    expect([query.error, query.loading]).toEqual(['no', false]);
    query.reload();
    flushSync();
    turns[1]?.resolve('fine');
    await settle();
    expect([query.error, query.value]).toEqual([undefined, 'fine']);
  });

  it('stops listening with its screen', () => {
    stop();
    changed('customer');
    expect([listeners.size, turns.length]).toEqual([0, 1]);
  });
});
