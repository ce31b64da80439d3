import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { fr } from '../harness/words';

describe('the focus', () => {
  const fidele = new Fidele();
  const notebook = `${fidele.home}/Boulangerie.fidele`;

  beforeAll(async () => {
    // Who asks their system for less motion gets it here too.
    fidele.file('.config/gtk-3.0/settings.ini', '[Settings]\ngtk-enable-animations=0\n');
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
    fidele.cli('--notebook', notebook, 'plan', ANDRE, '--day', '2026-11-22');
    await fidele.start({ args: [notebook] });
    await fidele.sees(fr.today.drifting.title);
  });
  afterAll(() => fidele.leave());

  /** It settles on something that can be seen, and is never left on nothing. */
  const somewhere = (after: string) =>
    fidele.waitFor(`a focus after ${after}`, () =>
      fidele.run(() => {
        const active = document.activeElement;
        return active !== null && active !== document.body && active.getClientRects().length > 0;
      }),
    );

  test('is somewhere after every change of screen, by key and by hand', async () => {
    for (const [key, title] of [
      ['c', fr.people.title],
      ['w', fr.winback.title],
      ['i', fr.imports.title],
      ['s', fr.settings.title],
      ['t', fr.today.contacts.title],
    ] as const) {
      await fidele.type('g', key);
      await fidele.find('heading', title);
      await somewhere(`g ${key}`);
    }
    for (const [link, title] of [
      [fr.nav.customers, fr.people.title],
      [fr.nav.winback, fr.winback.title],
      [fr.nav.today, fr.today.contacts.title],
    ] as const) {
      await fidele.click('link', link);
      await fidele.find('heading', title);
      await somewhere(link);
    }
    await fidele.click('link', ANDRE);
    await fidele.find('heading', ANDRE);
    await somewhere('a journey');
  });

  test('goes back where it was when a dialog closes', async () => {
    for (const [button, exact] of [[fr.note.button, false]] as const) {
      await fidele.click('button', button, exact);
      await fidele.find('dialog');
      await fidele.escape();
      await somewhere(button);
      expect(await fidele.run(() => document.activeElement?.textContent?.trim() ?? '')).toContain(button);
    }
    for (const key of ['n', 'p', 't', 'e', '?']) {
      await fidele.type(key);
      await fidele.find('dialog');
      await somewhere(`opening with ${key}`);
      await fidele.escape();
      await somewhere(`closing ${key}`);
    }
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.escape();
    await somewhere('the palette');
  });

  test('goes to the neighbour when what held it goes away', async () => {
    await fidele.type('t');
    await fidele.find('dialog');
    await fidele.type('marché', Key.ENTER);
    await fidele.sees('marché');
    await somewhere('a tag');
    await fidele.click('button', fr.journey.removeTag('marché'));
    await fidele.waitFor(
      'the tag to go',
      async () => (await fidele.all('button', fr.journey.removeTag('marché'))).length === 0,
    );
    await somewhere('a tag removed');
    await fidele.type('n');
    await fidele.fill(fr.moments.quick.sentence, 'Cherche un pain sans sel');
    await fidele.click('button', fr.note.save, true);
    await fidele.sees(fr.note.saved);
    await somewhere('a moment noted');
    await fidele.click('button', fr.journey.journal.more(fr.words.moment.note));
    await fidele.click('menuitem', fr.journey.journal.remove);
    await fidele.sees(fr.journey.journal.removed);
    await somewhere('a moment removed');
    await fidele.press(Key.CONTROL, 'z');
    await fidele.sees(fr.undo.done);
    await somewhere('undo');
  });

  test('stays after a contact is recorded, cancelled, archived', async () => {
    await fidele.type('g', 't');
    await fidele.click('button', `${fr.contact.recordShort}, ${ANDRE}`);
    await fidele.click('button', fr.words.outcome.noAnswer);
    await fidele.sees(fr.contact.recorded);
    await somewhere('an outcome');
    await fidele.type('g', 'c');
    await fidele.sees(fr.people.columns.rhythm);
    await fidele.seesRows();
    await fidele.type('j', 'a');
    await fidele.sees(fr.journey.archivedDone);
    await somewhere('archiving');
    await fidele.type('u');
    await fidele.sees(fr.undo.done);
    await somewhere('bringing back');
    await fidele.type(' ');
    await fidele.sees(fr.people.choose.count(1));
    await fidele.click('button', fr.people.choose.none);
    await somewhere('choosing nothing');
  });

  test('and nothing moves for those who asked for less motion', async () => {
    expect(await fidele.run(() => matchMedia('(prefers-reduced-motion: reduce)').matches)).toBe(true);
    await fidele.type('n');
    await fidele.find('dialog');
    const longest = await fidele.run(() =>
      Math.max(
        0,
        ...document.getAnimations().map((one) => Number(one.effect?.getComputedTiming().duration ?? 0)),
        ...[...document.querySelectorAll('*')].map(
          (one) => Number.parseFloat(getComputedStyle(one).animationDuration) * 1000,
        ),
      ),
    );
    expect(longest).toBeLessThan(1);
    await fidele.escape();
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
