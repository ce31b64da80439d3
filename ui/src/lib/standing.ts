import { span } from './format';
import { t } from './i18n/index.svelte';
import type { Tone } from './ui/tone';
import type { Behaviour } from './backend';

const tones: Record<Behaviour, Tone> = {
  prospect: 'plain',
  new: 'plain',
  regular: 'good',
  loyal: 'good',
  drifting: 'warn',
  onHoliday: 'calm',
  gone: 'bad',
  back: 'brand',
  closed: 'plain',
};

export const behaviours: readonly Behaviour[] = [
  'loyal',
  'regular',
  'new',
  'back',
  'drifting',
  'onHoliday',
  'gone',
  'prospect',
  'closed',
];

export function tone(behaviour: Behaviour): Tone {
  return tones[behaviour];
}

export function slipping(behaviour: Behaviour): boolean {
  return behaviour === 'drifting' || behaviour === 'onHoliday' || behaviour === 'gone';
}

/** What the sentence needs to know; a row of the queue and a standing both have it. */
export interface Told {
  behaviour: Behaviour;
  visits: number;
  gaps: number;
  rhythm: number | null;
  silent: number | null;
  away?: number | null;
}

/** One sentence that explains the label: « venait tous les 12 jours, rien depuis 41 jours ». */
export function because(s: Told): string {
  if (s.behaviour === 'closed') return t.because.closed;
  if (s.visits === 0 || s.silent === null) return t.because.none;
  if (s.behaviour === 'back') return s.away == null ? t.because.backSimple : t.because.back(span(s.away));
  if (s.silent === 0) return t.because.today;
  const silence = span(s.silent);
  if (s.visits === 1) return t.because.one(silence);
  // Two purchases make one gap: not yet a habit to speak of.
  if (s.gaps < 2 || s.rhythm === null) return t.because.few(t.words.purchases(s.visits), silence);
  const every = span(Math.max(1, s.rhythm));
  return slipping(s.behaviour) ? t.because.drifting(every, silence) : t.because.due(every, silence);
}
