import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { fr } from '../harness/words';

describe('closing a relationship', () => {
  const fidele = new Fidele();
  const visit = async () => {
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('andre');
    await fidele.click('option', ANDRE);
    await fidele.find('heading', ANDRE);
  };

  beforeAll(async () => {
    const notebook = `${fidele.home}/Boulangerie.fidele`;
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
    await fidele.start({ args: [notebook] });
    await fidele.sees(ANDRE);
    await visit();
    await fidele.click('button', fr.journey.next.planCall);
    await fidele.sees(fr.plan.title(ANDRE));
    await fidele.click('button', fr.plan.save, true);
    await fidele.sees(fr.contact.record);
  });
  afterAll(() => fidele.leave());

  test('asks why, and says what becomes of what is planned', async () => {
    await fidele.click('button', fr.common.more, true);
    await fidele.click('menuitem', fr.journey.close.action);
    await fidele.sees(fr.journey.close.title(ANDRE));
    await fidele.sees(fr.journey.close.planned(1));
    const confirm = await fidele.find('button', fr.journey.close.confirm, true);
    expect(await confirm.isEnabled()).toBe(false);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('radio', fr.words.closed.moved);
    await fidele.click('button', fr.journey.close.confirm, true);
    await fidele.sees(fr.journey.close.done);
  });

  test('is said on the journey, and respected everywhere', async () => {
    await fidele.sees(fr.journey.close.said.moved('22 nov. 2026'));
    await fidele.sees(fr.journey.next.leave);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('link', fr.nav.today);
    await fidele.sees(fr.today.contacts.none);
    await fidele.seesNoMore(ANDRE);
    await fidele.click('link', fr.nav.winback);
    await fidele.find('radio', fr.winback.tabs.queue);
    expect(await fidele.all('row', ANDRE)).toEqual([]);
  });

  test('can be taken back, with what was planned', async () => {
    await fidele.press(Key.CONTROL, 'z');
    await fidele.sees(fr.undo.done);
    await fidele.click('radio', fr.winback.tabs.planned);
    await fidele.find('link', ANDRE);
  });

  test('can be reopened later', async () => {
    await fidele.press(Key.CONTROL, 'y');
    await fidele.waitFor('the contact to go', async () => (await fidele.all('link', ANDRE)).length === 0);
    await visit();
    await fidele.click('button', fr.journey.close.reopen);
    await fidele.sees(fr.journey.close.reopened);
    await fidele.seesNoMore(fr.journey.close.said.moved('22 nov. 2026'));
    await fidele.find('button', fr.journey.next.planCall);
  });

  test('says why they left in the same step, and one undo takes both back', async () => {
    await fidele.click('button', fr.common.more, true);
    await fidele.click('menuitem', fr.journey.close.action);
    await fidele.click('radio', fr.words.closed.peace);
    await fidele.sees(fr.figures.departure.onClose);
    await fidele.click('radio', fr.figures.reason.price);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.picture('close-departure-fr');
    await fidele.click('button', fr.journey.close.confirm, true);
    await fidele.sees(fr.journey.close.said.peace('22 nov. 2026'));
    const told = fr.moments.told.departure(fr.figures.reason.price.toLocaleLowerCase());
    await fidele.sees(told);
    await fidele.press(Key.CONTROL, 'z');
    await fidele.seesNoMore(fr.journey.close.said.peace('22 nov. 2026'));
    await fidele.seesNoMore(told);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
