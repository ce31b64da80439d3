import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele, type Language } from '../harness/fidele';
import { words } from '../harness/words';
import { capture, enlarged } from '../screens/gallery';

/** Names in the notebook, so that nothing depends on the language. */
const PLAN = 'Garage Petit';
const GONE = 'Thomas Girard';
const FRIEND = 'Amélie Morin';
const BROUGHT = 'Bruno Caron';
const FURTHER = 'Chloé Petit';
const DUE = 'Inès Caron';

/** Instalments, a departure and a referral, from the page to the figures. */
function story(language: Language) {
  const fidele = new Fidele();
  const w = words[language];
  const f = w.figures;
  const decimal = language === 'fr' ? '100,00' : '100.00';

  beforeAll(async () => {
    const book = `${fidele.home}/martin.fidele`;
    const cli = (...line: string[]) => fidele.cli('--notebook', book, ...line);
    fidele.cli('new', book, '--name', 'Boulangerie Martin', '--trade', 'bakery');
    for (const name of [PLAN, GONE, FRIEND, BROUGHT, FURTHER, DUE]) cli('add', name);
    for (const name of [PLAN, FRIEND, BROUGHT, FURTHER])
      for (const day of ['2026-10-25', '2026-11-08', '2026-11-20'])
        cli('note', name, 'purchase', '12.50', '--day', day);
    for (const day of ['2025-01-05', '2025-01-12', '2025-01-19'])
      cli('note', GONE, 'purchase', '20', '--day', day);
    cli('referral', FURTHER, '--by', BROUGHT);
    cli('pay-plan', DUE, 'agree', '90', '--first', '2026-11-22');
    await fidele.start({ args: [book], language });
    await fidele.find('link', w.nav.today);
  });
  afterAll(() => fidele.leave());

  const visit = async (name: string) => {
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type(name);
    await fidele.click('option', name);
    await fidele.find('heading', name);
  };

  test('an instalment due today is on Today, in a kind tone, until it is paid', async () => {
    await fidele.sees(f.today.title);
    expect(await capture(fidele, 'today-instalment', language)).toEqual([]);
    await fidele.click('button', f.today.paidFor(DUE));
    await fidele.sees(f.plan.paidDone);
    await fidele.seesNoMore(f.today.note);
    await fidele.press(Key.CONTROL, 'z');
    await fidele.sees(f.today.note);
  });

  test('instalments are agreed from the journey, and come to the sum', async () => {
    await visit(PLAN);
    await fidele.click('button', w.common.more, true);
    await fidele.click('menuitem', f.plan.action);
    await fidele.sees(f.plan.agree(PLAN));
    await fidele.fill(f.plan.total, decimal);
    await fidele.sees(f.plan.preview);
    await fidele.waitFor('three instalments', async () => {
      const said = await fidele.text();
      return ['33,34', '33.34'].some((one) => said.includes(one));
    });
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', f.plan.save, true);
    await fidele.sees(f.plan.saved);
    await fidele.sees(f.plan.state.running);
  });

  test('an instalment is paid by the keyboard, and undone', async () => {
    const [first] = await fidele.all('button', f.plan.paidAct(1, '').replace(/, $/, ''));
    expect(first).toBeDefined();
    await fidele.run((one) => one.focus(), first as unknown as HTMLElement);
    await fidele.type(Key.ENTER);
    // Not by the message, which an earlier one may still show.
    await fidele.find('button', f.plan.unpaid(1));
    await fidele.press(Key.CONTROL, 'z');
    await fidele.find('button', f.plan.paidAct(1, '').replace(/, $/, ''));
  });

  test('a kind word is there to adapt', async () => {
    await fidele.click('button', f.plan.words);
    await fidele.sees(f.kind.title(PLAN));
    const text = await fidele.find('textbox', f.kind.label);
    expect(await text.getAttribute('value')).toContain(PLAN);
    await fidele.escape();
    expect(await capture(fidele, 'journey-plan', language)).toEqual([]);
  });

  test('why somebody left is asked, never imposed, and says what to do', async () => {
    await visit(GONE);
    await fidele.sees(f.departure.ask);
    await fidele.click('button', f.departure.note, true);
    await fidele.click('radio', f.reason.competitor);
    await fidele.click('radio', f.departure.avoidables.yes);
    await fidele.fill(f.departure.goneTo, 'Fournil d’Anna');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', f.departure.save, true);
    await fidele.sees(f.departure.saved);
    await fidele.sees(f.departure.to('Fournil d’Anna'));
    await fidele.seesNoMore(f.departure.ask);
    await fidele.sees(w.words.approach.advise.toLocaleLowerCase());
    expect(await capture(fidele, 'journey-departure', language)).toEqual([]);
  });

  test('who brought somebody is a link, and a chain unfolds by the keyboard', async () => {
    await visit(BROUGHT);
    await fidele.click('button', f.referral.set);
    await fidele.sees(f.referral.dialog(BROUGHT));
    await fidele.type(FRIEND);
    await fidele.click('option', FRIEND);
    await fidele.sees(f.referral.saved);
    await fidele.click('link', FRIEND);
    await fidele.find('heading', FRIEND);
    await fidele.sees(f.referral.friends(1));
    const chain = await fidele.find('button', f.referral.show(2));
    await fidele.run((one) => one.focus(), chain as unknown as HTMLElement);
    await fidele.type(Key.ENTER);
    await fidele.find('link', BROUGHT);
    expect(await fidele.all('link', FURTHER)).toEqual([]);
    await fidele.type(Key.TAB, Key.ENTER);
    await fidele.find('link', FURTHER);
    expect(await capture(fidele, 'journey-referrals', language)).toEqual([]);
    expect(await enlarged(fidele, 'journey-referrals', language)).toEqual([]);
  });

  test('nobody comes from whom they brought', async () => {
    await fidele.click('button', f.referral.set);
    await fidele.type(FURTHER);
    await fidele.click('option', FURTHER);
    await fidele.sees(w.errors.reasons.circular);
    await fidele.escape();
  });

  test('the figures stand among what the notebook shows, each with its list', async () => {
    await fidele.click('link', w.nav.glasses);
    await fidele.sees(f.glasses.word.proved(2));
    await fidele.sees(f.glasses.satisfaction.none);
    await fidele.sees(f.glasses.departures.avoidable);
    await fidele.sees(f.glasses.some);
    const card = await fidele.find('heading', f.glasses.departures.title);
    await fidele.run((one) => one.scrollIntoView(), card as unknown as HTMLElement);
    expect(await capture(fidele, 'glasses-relationship', language)).toEqual([]);
    await fidele.click('button', f.glasses.word.ambassadors);
    await fidele.find('dialog', f.glasses.word.ambassadors);
    await fidele.find('link', FRIEND);
    await fidele.escape();
    await fidele.click('button', f.glasses.departures.all);
    await fidele.click('link', GONE);
    await fidele.find('heading', GONE);
  });

  test('what people are taken to tell is the owner’s to set', async () => {
    await fidele.click('link', w.nav.settings);
    const field = await fidele.find('textbox', f.settings.happy);
    await fidele.run((one) => one.scrollIntoView(), field as unknown as HTMLElement);
    await fidele.click('button', f.settings.modest);
    await fidele.waitFor('the modest factor', async () => {
      const [now] = await fidele.all('textbox', f.settings.happy);
      return (await now?.getAttribute('value')) === '3';
    });
    expect(await capture(fidele, 'settings-reach', language)).toEqual([]);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
}

describe('échéancier, départ et bouche-à-oreille', () => story('fr'));
describe('payment plan, departure and word of mouth', () => story('en'));
