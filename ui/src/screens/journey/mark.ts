import { shortDay } from '../../lib/format';
import { t } from '../../lib/i18n/index.svelte';
import type { Thread } from '../../lib/backend';
import type { IconName } from '../../lib/ui/icons';
import type { Tone } from '../../lib/ui/tone';
import { emotionTone, momentIcons } from '../../parts/moments';
import { channelIcons } from '../../parts/options';

export interface Mark {
  icon: IconName;
  tone: Tone;
  label: string;
}

/** How a moment that is no purchase shows on the thread. */
export function markOf(m: Thread['marks'][number]): Mark {
  const planned = m.kind === 'contact';
  const spoken = m.kind === 'exchange' || m.kind === 'contact';
  const what = spoken && m.channel ? t.words.channel[m.channel] : t.words.moment[m.kind];
  const felt = m.emotion ? t.moments.emotion[m.emotion] : null;
  const went = m.outcome ? t.words.outcome[m.outcome] : null;
  const label = [shortDay(m.day), planned ? t.words.moment.contact : null, what, went, felt]
    .filter(Boolean)
    .join(' · ');
  const icon = spoken && m.channel ? channelIcons[m.channel] : momentIcons[m.kind];
  return { icon, label, tone: toneOf(m) };
}

function toneOf(m: Thread['marks'][number]): Tone {
  if (m.cameBack) return 'good';
  if (m.outcome === 'peace') return 'bad';
  if (m.emotion) return emotionTone(m.emotion);
  if (m.kind === 'complaint') return 'bad';
  if (m.kind === 'gesture' || m.kind === 'praise') return 'good';
  if (m.kind === 'departure') return 'calm';
  return m.kind === 'contact' && m.outcome === null ? 'warn' : 'brand';
}
