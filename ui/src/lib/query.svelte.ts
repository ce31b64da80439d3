import { onChanges } from './backend';
import type { Kind } from './backend';

export interface Live<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  reload(): void;
}

/**
 * What `load` answers, read again whenever one of `kinds` changed or a value that `load` reads before its
 * first `await` did. The last answer stays while the next is on its way, and an older one never replaces a
 * newer. `known` stands for an answer until the first one comes. To be called while a component is set up.
 */
export function live<T>(kinds: readonly Kind[], load: () => Promise<T>, known?: T | null): Live<T> {
  let value = $state.raw<T | undefined>(known ?? undefined);
  let error = $state.raw<unknown>(undefined);
  let loading = $state(true);
  let turn = $state(0);
  let asked = 0;

  $effect(() => {
    void turn;
    const mine = ++asked;
    loading = true;
    load().then(
      (answer) => {
        if (mine !== asked) return;
        value = answer;
        error = undefined;
        loading = false;
      },
      (reason: unknown) => {
        if (mine !== asked) return;
        error = reason;
        loading = false;
      },
    );
  });
  $effect(() => {
    const stop = onChanges((changes) => {
      if (changes.kinds.some((kind) => kinds.includes(kind))) turn += 1;
    });
    return () => {
      stop();
      // What is still on its way has nobody to answer to.
      asked += 1;
    };
  });

  return {
    get value() {
      return value;
    },
    get error() {
      return error;
    },
    get loading() {
      return loading;
    },
    reload() {
      turn += 1;
    },
  };
}
