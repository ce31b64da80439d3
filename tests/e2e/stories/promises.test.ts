import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele, type Language } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { words } from '../harness/words';

const INES = 'Inès Caron';
const REFUND = 'rembourser 42 €';

describe.each<Language>(['fr', 'en'])('what was promised, %s', (language) => {
  const w = words[language];
  const p = w.promises;
  const fidele = new Fidele();
  const notebook = `${fidele.home}/Boulangerie.fidele`;
  const promise = (who: string, text: string, due: string, today: string) =>
    fidele.cli('--notebook', notebook, '--today', today, 'promise', 'make', who, text, '--due', due);

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
    promise(ANDRE, REFUND, '2026-11-21', '2026-11-15');
    promise(INES, 'mettre une tarte de côté', '2026-11-22', '2026-11-20');
    await fidele.start({ language, args: [notebook] });
  });
  afterAll(() => fidele.leave());

  test('what is late comes first, by word and colour', async () => {
    await fidele.sees(p.title);
    await fidele.sees(p.late(1));
    await fidele.sees(p.lateBy(1));
    const order = await fidele.run(() =>
      [...document.querySelectorAll<HTMLElement>('main section ul')][0]?.innerText.replace(/\s+/g, ' '),
    );
    expect(order?.indexOf(ANDRE)).toBeLessThan(order?.indexOf(INES) ?? -1);
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('nothing is sold to who waits for it', async () => {
    await fidele.click('link', ANDRE);
    await fidele.sees(p.settleFirst);
    await fidele.sees(REFUND);
    await fidele.type('p');
    await fidele.sees(w.plan.title(ANDRE));
    await fidele.waitFor('a plan that cannot be saved', async () => {
      const save = (await fidele.all('button', w.plan.save, true))[0];
      return save && !(await save.isEnabled());
    });
    await fidele.escape();
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('it is kept by keyboard, late, and that can be taken back', async () => {
    await fidele.click('link', w.nav.today);
    const kept = p.keepOf(REFUND, ANDRE);
    const button = await fidele.find('button', kept);
    await fidele.run((one) => one.focus(), button as unknown as HTMLElement);
    await fidele.type(Key.ENTER);
    await fidele.sees(p.keptLate);
    await fidele.waitFor('it to go', async () => (await fidele.all('button', kept)).length === 0);
    await fidele.type('u');
    await fidele.sees(w.undo.done);
    await fidele.find('button', kept);
  });

  test('it is put off, which the notebook does not take for kept', async () => {
    await fidele.click('button', p.acts(REFUND, ANDRE));
    await fidele.click('menuitem', p.move);
    await fidele.sees(p.moveText);
    await fidele.fill(p.due, '22/11/2026');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', p.moveSave, true);
    await fidele.sees(p.moved(w.dates.today));
    await fidele.sees(p.insteadOf);
    await fidele.seesNoMore(p.lateBy(1));
  });

  test('one is made with M from a journey, and stands there', async () => {
    await fidele.click('link', INES);
    await fidele.find('heading', INES);
    await fidele.type('m');
    await fidele.sees(p.makeTo(INES));
    await fidele.fill(p.text, 'rappeler avec une réponse');
    await fidele.fill(p.due, '21/11/2026');
    await fidele.click('button', p.save, true);
    await fidele.sees(p.dueTooEarly);
    await fidele.fill(p.due, '23/11/2026');
    await fidele.fill(p.dueTime, '18h');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', p.save, true);
    await fidele.sees(p.saved(w.dates.at(w.dates.tomorrow, '18:00')));
    await fidele.sees('rappeler avec une réponse');
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('after a contact, the promise that was made is noted next', async () => {
    await fidele.type('p');
    await fidele.fill(w.plan.day, '22/11/2026');
    await fidele.click('button', w.plan.save, true);
    await fidele.click('button', w.contact.record, true);
    await fidele.click('checkbox', p.asked);
    await fidele.click('button', w.words.outcome.reached);
    await fidele.sees(p.makeTo(INES));
    await fidele.escape();
  });

  test('how many are kept is looked at without rose-tinted glasses', async () => {
    await fidele.click('link', w.nav.glasses);
    await fidele.sees(p.rate.title);
    await fidele.sees(p.rate.outOf('0', '1'));
    await fidele.sees(p.rate.notEnough);
    await fidele.sees(p.rate.counts);
    await fidele.click('button', p.rate.list);
    await fidele.sees(REFUND);
    await fidele.sees(p.state.renegotiated);
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('all of it is still there after closing the window', async () => {
    await fidele.close();
    await fidele.start({ language, args: [notebook], today: '2026-11-24' });
    await fidele.sees(p.late(3));
    await fidele.sees(p.lateBy(2));
  });

  test('one that was done on another day is told so', async () => {
    await fidele.click('button', p.acts(REFUND, ANDRE));
    await fidele.click('menuitem', p.keepOn);
    await fidele.sees(p.keepTitle);
    await fidele.fill(p.keptOn, '22/11/2026');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.picture(`promise-kept-on-${language}`);
    await fidele.click('button', w.common.save, true);
    await fidele.sees(p.kept);
    await fidele.seesNoMore(p.lateBy(2));
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
