import { shortDay } from '../../lib/format';
import { t } from '../../lib/i18n/index.svelte';
import type { Thread } from '../../lib/backend';
import type { IconName } from '../../lib/ui/icons';
import type { Tone } from '../../lib/ui/tone';
import { channelIcons } from '../../parts/options';

export interface Mark {
  icon: IconName;
  tone: Tone;
  label: string;
}

/** How a contact, an exchange or a note shows on the thread. */
export function markOf(m: Thread['marks'][number]): Mark {
  const planned = m.kind === 'contact';
  const what = m.channel ? t.words.channel[m.channel] : t.words.moment[m.kind];
  const went = m.outcome ? t.words.outcome[m.outcome] : null;
  const label = [shortDay(m.day), planned ? t.words.moment.contact : null, what, went]
    .filter(Boolean)
    .join(' · ');
  const icon = m.channel ? channelIcons[m.channel] : 'note';
  return { icon, label, tone: toneOf(m) };
}

function toneOf(m: Thread['marks'][number]): Tone {
  if (m.cameBack) return 'good';
  if (m.outcome === 'peace') return 'bad';
  return m.kind === 'contact' && m.outcome === null ? 'warn' : 'brand';
}
