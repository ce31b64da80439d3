import { describe, expect, it } from 'vitest';
import { guardText, planText } from './guards';
import { setLanguage } from './i18n/index.svelte';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('what planning for several came to', () => {
  it('is said with who was left aside, and why', () => {
    setLanguage('fr');
    const plan = {
      planned: 12,
      held: [
        { why: 'closed' as const, customers: 2 },
        { why: 'alreadyPlanned' as const, customers: 1 },
      ],
      warned: [],
    };
    expect(plain(planText(plan))).toBe(
      '12 contacts prévus. 3 clients laissés de côté : relation close (2), contact déjà prévu (1).',
    );
  });
  it('never says that a week is full when guardrails are the reason', () => {
    setLanguage('en');
    const plan = { planned: 0, held: [{ why: 'peace' as const, customers: 1 }], warned: [] };
    expect(plain(planText(plan))).toBe('No contact planned. 1 customer left aside: asked for peace (1).');
  });
  it('is short when nobody was', () => {
    setLanguage('fr');
    expect(plain(planText({ planned: 1, held: [], warned: [] }))).toBe('1 contact prévu.');
  });
});

describe('one guardrail', () => {
  it('says since when', () => {
    setLanguage('fr');
    expect(guardText({ code: 'peace', day: '2026-11-01' })).toContain('1 nov. 2026');
  });
});
