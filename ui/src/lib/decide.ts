/** Several questions of an import answered in one go. */
import type { Doubt, OpenQuestion } from './backend';

/** They are the same people, or they are not. */
export type Verdict = 'same' | 'other';

export interface Answers {
  /** Who, and who they are the same as; null for somebody else. */
  pairs: [string, string | null][];
  /** The questions answered. */
  settled: OpenQuestion[];
  /** How many stay open because more than one person is possible. */
  several: number;
}

/** The doubts there are, with how many questions each has, most first. */
export function doubtsOf(questions: readonly OpenQuestion[]): { doubt: Doubt; count: number }[] {
  const counts = new Map<Doubt, number>();
  for (const { doubt } of questions) counts.set(doubt, (counts.get(doubt) ?? 0) + 1);
  return [...counts].map(([doubt, count]) => ({ doubt, count })).sort((a, b) => b.count - a.count);
}

/** What a verdict on every question of these doubts answers. Only where one person is possible can it be "the same". */
export function answersTo(
  questions: readonly OpenQuestion[],
  verdict: Verdict,
  doubts: ReadonlySet<Doubt>,
): Answers {
  const asked = questions.filter((one) => doubts.has(one.doubt));
  if (verdict === 'other')
    return { pairs: asked.map((one) => [one.customer, null]), settled: asked, several: 0 };
  const settled = asked.filter((one) => one.candidates.length === 1);
  return {
    pairs: settled.map((one) => [one.customer, one.candidates[0]?.customer ?? null]),
    settled,
    several: asked.length - settled.length,
  };
}
