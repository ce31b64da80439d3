import { daysBetween } from '../lib/days';
import { money, nearDay, relativeDay, shortDay, span } from '../lib/format';
import { t } from '../lib/i18n/index.svelte';
import type { Route } from '../lib/router.svelte';
import type { Moment, MomentBody } from '../lib/backend';
import type { IconName } from '../lib/ui/icons';
import type { Tone } from '../lib/ui/tone';
import { channelIcons } from './options';
import { relation } from './relation';

export interface Told {
  icon: IconName;
  tone: Tone;
  title: string;
  rest?: string;
  text?: string;
  /** What came of it, a line of its own. */
  more?: string;
  pill?: { tone: Tone; text: string };
  /** Where this leads: to the complaint behind it, to whom they brought. */
  link?: { to: Route; text: string } | null;
}

const join = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' · ');

function purchase(day: string, body: Extract<MomentBody, { kind: 'purchase' }>, today: string): Told {
  const j = t.journey.journal;
  if (body.amount < 0)
    return {
      icon: 'refund',
      tone: 'warn',
      title: `${t.words.moment.refund} ${money(-body.amount, body.currency)}`,
      text: join(body.refundOf ? j.refundOf(nearDay(body.refundOf, today)) : null, body.reference, body.note),
    };
  const gap = body.previous ? daysBetween(body.previous, day) : null;
  const since = gap === null ? j.first : gap <= 0 ? j.sameDay : j.after(span(gap));
  const items = body.items
    ?.slice(0, 4)
    .map((i) => ((i.quantity ?? 1) === 1 ? i.label : `${i.quantity} × ${i.label}`))
    .join(', ');
  return {
    icon: 'purchase',
    tone: 'plain',
    title: `${t.words.moment.purchase} ${money(body.amount, body.currency)}`,
    text: join(body.note, items, since, body.servedBy),
    pill: settled(day, body),
  };
}

/** How long an invoice took to be paid, or has been waiting on the last day the books tell of. */
function settled(day: string, body: Extract<MomentBody, { kind: 'purchase' }>): Told['pill'] {
  const j = t.journey.journal;
  if (body.paidOn) {
    const days = daysBetween(day, body.paidOn);
    return { tone: 'plain', text: days > 0 ? j.paid(t.words.days(days)) : j.paidAtOnce };
  }
  if (!body.unpaidOn) return undefined;
  const days = Math.max(0, daysBetween(day, body.unpaidOn));
  return { tone: 'warn', text: j.unpaid(t.words.days(days), shortDay(body.unpaidOn)) };
}

function exchange(body: Extract<MomentBody, { kind: 'exchange' }>): Told {
  const j = t.journey.journal;
  const title =
    body.channel === 'call'
      ? body.direction === 'in'
        ? j.callIn
        : j.callOut
      : body.channel === 'visit'
        ? body.direction === 'in'
          ? j.visitIn
          : j.visitOut
        : body.channel === 'counter'
          ? j.counter
          : body.direction === 'in'
            ? j.messageIn(t.words.channel[body.channel])
            : j.messageOut(t.words.channel[body.channel]);
  return {
    icon: channelIcons[body.channel],
    tone: 'brand',
    title,
    text: join(body.text, body.who),
    pill: body.purpose ? { tone: 'plain', text: t.words.exchangePurpose[body.purpose] } : undefined,
  };
}

function contact(day: string, body: Extract<MomentBody, { kind: 'contact' }>, today: string): Told {
  const title = `${t.words.channel[body.channel]} · ${t.words.purpose[body.purpose].toLocaleLowerCase()}`;
  const icon = channelIcons[body.channel];
  const text = join(body.note, body.outcomeNote);
  if (body.cameBackOn)
    return {
      icon,
      tone: 'good',
      title,
      text,
      pill: { tone: 'good', text: t.winback.cameOn(relativeDay(body.cameBackOn, today)) },
    };
  if (!body.outcome)
    return {
      icon,
      tone: 'warn',
      title,
      text,
      pill: { tone: 'warn', text: t.journey.journal.planned(relativeDay(day, today)) },
    };
  const tone: Tone = body.outcome === 'peace' ? 'calm' : body.outcome === 'noAnswer' ? 'plain' : 'good';
  return { icon, tone: 'brand', title, text, pill: { tone, text: t.words.outcome[body.outcome] } };
}

/** A moment in the words of the journal. */
export function describe(moment: Moment, today: string): Told {
  const { body, day } = moment;
  switch (body.kind) {
    case 'purchase':
      return purchase(day, body, today);
    case 'exchange':
      return exchange(body);
    case 'note':
      return { icon: 'note', tone: 'plain', title: t.words.moment.note, text: body.text };
    case 'absence':
      return {
        icon: 'absence',
        tone: 'calm',
        title: t.journey.journal.absent(nearDay(day, today), shortDay(body.until)),
        text: body.reason,
      };
    case 'contact':
      return contact(day, body, today);
    default:
      return relation(moment.id, body, today);
  }
}
