import { parseTime } from './days';
import { time } from './format';
import type { Span } from './backend';

/** Times of opening as one writes them: 9:00-12:30, 14:00-19:00. */
export function writeSpans(spans: readonly Span[]): string {
  return spans.map(({ from, to }) => `${time(from)}-${time(to)}`).join(', ');
}

/** Reads them; nothing is closed, null is not understood. */
export function readSpans(text: string): Span[] | null {
  const spans: Span[] = [];
  for (const part of text.split(/[,;]/)) {
    if (!part.trim()) continue;
    const [a, b, ...more] = part.split(/[-–—à]/);
    if (a === undefined || b === undefined || more.length > 0) return null;
    const from = parseTime(a);
    const to = /^\s*24(?:[:h]00)?\s*$/.test(b) ? 1440 : parseTime(b);
    if (from === null || to === null || from >= to || from < (spans.at(-1)?.to ?? 0)) return null;
    spans.push({ from, to });
  }
  return spans;
}
