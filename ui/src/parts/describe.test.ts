import { afterEach, describe as about, expect, it } from 'vitest';
import type { Moment } from '../lib/backend';
import { setLanguage } from '../lib/i18n/index.svelte';
import { describe } from './describe';

const invoice = (paidOn: string | null, unpaidOn: string | null): Moment => ({
  feeling: null,
  attachments: [],
  corrected: null,
  id: 'x',
  day: '2026-01-05',
  minute: null,
  body: {
    kind: 'purchase',
    amount: 12000,
    currency: 'EUR',
    reference: 'FA1',
    refundOf: null,
    items: null,
    servedBy: null,
    note: null,
    previous: null,
    paidOn,
    unpaidOn,
  },
});
const pill = (paidOn: string | null, unpaidOn: string | null) =>
  describe(invoice(paidOn, unpaidOn), '2026-03-01').pill?.text.replaceAll(/[\u00a0\u202f]/g, ' ');

afterEach(() => setLanguage('fr'));

about('an invoice in the journal', () => {
  it('says how long it took to be paid', () => {
    expect(pill('2026-02-08', null)).toBe('payé en 34 jours');
    expect(pill('2026-01-05', null)).toBe('payé le jour même');
    setLanguage('en');
    expect(pill('2026-02-08', null)).toBe('paid in 34 days');
  });
  it('says how long it has been waiting, as far as the books tell', () => {
    expect(pill(null, '2026-03-08')).toBe('impayé depuis 62 jours au 8 mars 2026');
  });
  it('says nothing of what was paid as it was bought', () => {
    expect(pill(null, null)).toBeUndefined();
  });
});
