import { money, nearDay } from '../lib/format';
import { t } from '../lib/i18n/index.svelte';
import type { MomentBody } from '../lib/backend';
import type { Tone } from '../lib/ui/tone';
import type { Told } from './describe';
import { momentIcons } from './moments';

type Body<K extends MomentBody['kind']> = Extract<MomentBody, { kind: K }>;
type Relation = Exclude<MomentBody, { kind: 'purchase' | 'exchange' | 'note' | 'absence' | 'contact' }>;

const join = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(' · ');

/** What was given or promised because of a complaint leads to it. */
function after(body: Body<'gesture' | 'promise'>, today: string): Told['link'] {
  if (!body.complaint || !body.complaintOn) return null;
  const text = t.moments.told.afterComplaint(nearDay(body.complaintOn, today));
  return { to: { screen: 'complaint', id: body.complaint }, text };
}

function gesture(body: Body<'gesture'>, today: string): Omit<Told, 'icon'> {
  const w = t.moments.told;
  const made = body.purchaseOn ? w.refunds(nearDay(body.purchaseOn, today)) : null;
  return {
    tone: 'good',
    title: w.gesture(t.moments.gesture[body.what].toLocaleLowerCase()),
    text: join(body.text, body.cost > 0 && w.cost(money(body.cost, body.currency)), made, body.who),
    link: after(body, today),
  };
}

function rating(body: Body<'rating'>): Omit<Told, 'icon'> {
  const w = t.moments.told;
  const most = { nps: 10, csat: 5, ces: 7 }[body.scale];
  const score = body.score === null ? w.unanswered : `${body.score}/${most}`;
  return { tone: 'brand', title: w.rating(t.moments.scale[body.scale], score), text: body.text };
}

function departure(body: Body<'departure'>): Omit<Told, 'icon'> {
  const w = t.moments.told;
  const pill: Told['pill'] =
    body.avoidable === null
      ? undefined
      : { tone: body.avoidable ? 'bad' : 'plain', text: body.avoidable ? w.avoidable : w.unavoidable };
  return {
    tone: 'calm',
    title: w.departure(t.moments.departure[body.reason]),
    text: join(body.goneTo && w.goneTo(body.goneTo), body.text),
    pill,
  };
}

/** What was done about a complaint, day by day. */
function course(body: Body<'complaint'>, today: string): string {
  const steps = body.steps ?? [];
  const days = [...new Set(steps.map((step) => step.day))];
  return days
    .map((day) => {
      const done = steps.filter((step) => step.day === day);
      const what = [...new Set(done.map((step) => t.complaints.steps[step.kind].toLocaleLowerCase()))];
      return t.moments.told.step(what.join(', '), nearDay(day, today));
    })
    .join(' · ');
}

function complaint(id: string, body: Body<'complaint'>, today: string): Omit<Told, 'icon'> {
  const w = t.moments.told;
  const stands = body.stands ?? 'received';
  const settled = ['solved', 'checked', 'closed'].includes(stands);
  const tone: Tone = settled ? 'good' : stands === 'denied' ? 'bad' : 'warn';
  return {
    tone: settled ? 'good' : 'bad',
    title: w.complaint,
    text: join(
      body.text,
      body.asked && w.asks(body.asked),
      body.cause && w.cause(body.cause),
      body.accountable && w.accountable(body.accountable),
    ),
    more: course(body, today),
    link: { to: { screen: 'complaint', id }, text: w.openComplaint },
    pill: { tone, text: t.moments.stands[stands] },
  };
}

function promise(body: Body<'promise'>, today: string): Omit<Told, 'icon'> {
  const w = t.moments.promise;
  const late = body.outcome === null && body.due < today;
  const state = body.outcome ?? (late ? 'late' : 'open');
  const tone = { open: 'plain', late: 'bad', kept: 'good', broken: 'bad', renegotiated: 'warn' } as const;
  return {
    tone: tone[state] === 'plain' ? 'brand' : tone[state],
    title: t.moments.told.promise,
    text: join(body.text, t.moments.told.due(nearDay(body.due, today)), body.who, body.outcomeNote),
    link: after(body, today),
    pill: { tone: tone[state], text: w[state] },
  };
}

function plan(body: Body<'paymentPlan'>, today: string): Omit<Told, 'icon'> {
  const w = t.moments.told;
  return {
    tone: 'brand',
    title: w.plan(money(body.total, body.currency)),
    text: join(
      w.paid(money(body.paid, body.currency)),
      body.endedOn
        ? w.ended(nearDay(body.endedOn, today))
        : body.nextDue && w.next(nearDay(body.nextDue, today)),
      body.text,
    ),
  };
}

function referral(body: Body<'referral'>, today: string): Omit<Told, 'icon'> {
  const w = t.moments.told;
  return {
    tone: 'brand',
    title: w.referral,
    link: { to: { screen: 'journey', id: body.customer }, text: body.name },
    text: body.firstOn
      ? w.firstBought(nearDay(body.firstOn, today), money(body.amount, body.currency ?? 'EUR'))
      : w.notYet,
    pill: { tone: 'brand', text: w.wordOfMouth },
  };
}

function told(id: string, body: Relation, today: string): Omit<Told, 'icon'> {
  switch (body.kind) {
    case 'gesture':
      return gesture(body, today);
    case 'praise':
      return {
        tone: 'good',
        title: body.earnedBy ? t.moments.told.praiseFor(body.earnedBy) : t.moments.told.praise,
        text: body.text,
      };
    case 'rating':
      return rating(body);
    case 'departure':
      return departure(body);
    case 'complaint':
      return complaint(id, body, today);
    case 'promise':
      return promise(body, today);
    case 'paymentPlan':
      return plan(body, today);
    case 'referral':
      return referral(body, today);
  }
}

/** A moment of the relationship in the words of the journal. */
export function relation(id: string, body: Relation, today: string): Told {
  return { icon: momentIcons[body.kind], ...told(id, body, today) };
}
