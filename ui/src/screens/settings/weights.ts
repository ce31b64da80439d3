/** The weights of trust as the settings lay them out. */
import type { t as words } from '../../lib/i18n/index.svelte';
import type { Weights } from '../../lib/backend';

type Plain = {
  [K in keyof Weights]: Weights[K] extends number ? K : never;
}[keyof Weights];
type Loss = Exclude<keyof Weights, Plain>;

export interface Weight {
  key: keyof Weights;
  /** Which half of a loss it is. */
  part: 'points' | 'ceiling' | null;
  name: keyof typeof words.trust.settings & keyof Weights;
  min: number;
  max: number;
}

const plain = (key: Plain, max = 50, min = 0): Weight => ({ key, part: null, name: key, min, max });
const loss = (key: Loss, part: 'points' | 'ceiling'): Weight => ({ key, part, name: key, min: 0, max: 50 });

export const GOOD: readonly Weight[] = [
  plain('praise'),
  plain('gesture'),
  plain('promiseKept'),
  plain('referral'),
  plain('goodRating'),
  plain('thanks'),
  plain('service'),
  plain('advice'),
  plain('feltWell', 16),
  plain('recovered'),
];

const BREACHES = ['complaint', 'promiseBroken', 'promiseLate'] as const;

export const LOSSES = {
  points: [
    ...BREACHES.map((key) => loss(key, 'points')),
    plain('badRating'),
    plain('feltIll', 16),
  ] as readonly Weight[],
  ceiling: [...BREACHES.map((key) => loss(key, 'ceiling')), plain('givenBack', 80)] as readonly Weight[],
  bonds: [plain('attached', 100, 1), plain('low', 99)] as readonly Weight[],
};

export function read(weights: Weights, { key, part }: Weight): number {
  const value = weights[key];
  return typeof value === 'number' ? value : value[part ?? 'points'];
}

/** The weights with another one in its place. */
export function put(weights: Weights, { key, part }: Weight, value: number): Weights {
  const now = weights[key];
  return { ...weights, [key]: typeof now === 'number' ? value : { ...now, [part ?? 'points']: value } };
}

/** Whether any weight is another. */
export function changed(a: Weights, b: Weights): boolean {
  return [...GOOD, ...LOSSES.points, ...LOSSES.ceiling, ...LOSSES.bonds].some(
    (weight) => read(a, weight) !== read(b, weight),
  );
}
