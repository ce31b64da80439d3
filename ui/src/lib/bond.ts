import { shortDay } from './format';
import { t } from './i18n/index.svelte';
import type { Tone } from './ui/tone';
import type { Behaviour, Bond, BondWhy } from './backend';

/** From the best to the worst, as the map shows them from top to bottom. */
export const bonds: readonly Bond[] = ['ambassador', 'attached', 'neutral', 'distant', 'hurt', 'enemy'];

const tones: Record<Bond, Tone> = {
  ambassador: 'brand',
  attached: 'brand',
  neutral: 'plain',
  distant: 'calm',
  hurt: 'bad',
  enemy: 'bad',
};

export function bondTone(bond: Bond): Tone {
  return tones[bond];
}

/** One sentence that explains the label. */
export function bondWhy(why: BondWhy): string {
  const words = t.trust.why;
  switch (why.code) {
    case 'saysSoAround':
    case 'openComplaint':
    case 'upset':
    case 'silent':
      return words[why.code](shortDay(why.day));
    case 'notMended':
      return words.notMended(t.trust.reason[why.reason], shortDay(why.day));
    case 'brought':
      return words.brought(why.customers);
    case 'spokeWell':
      return words.spokeWell(why.times);
    default:
      return words[why.code];
  }
}

export type Zone = 'ambassador' | 'atHome' | 'free' | 'hostage';

/** The corners of the map, from the top. */
export const zones: readonly Zone[] = ['ambassador', 'atHome', 'free', 'hostage'];

/** The corner of the map a cell belongs to, if any. */
export function zoneOf(behaviour: Behaviour, bond: Bond): Zone | null {
  const comes = behaviour === 'regular' || behaviour === 'loyal';
  const away = behaviour === 'onHoliday' || behaviour === 'gone';
  if (comes && (bond === 'hurt' || bond === 'enemy')) return 'hostage';
  if (comes && bond === 'ambassador') return 'ambassador';
  if (comes && bond === 'attached') return 'atHome';
  if (away && (bond === 'ambassador' || bond === 'attached')) return 'free';
  return null;
}
