import { join } from 'node:path';
import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { ANDRE, asFrenchCsv, customersOf, HOSTILE, sales } from '../harness/sales';
import { fr } from '../harness/words';

/** One morning, in order: each step starts where the one before left off. */
describe('from a sales file to the first call', () => {
  const fidele = new Fidele();
  const list = sales();
  const csv = fidele.file('Ventes 2026.csv', asFrenchCsv(list));
  const again = () => join(fidele.home, fidele.notebooks()[0] ?? 'none');

  beforeAll(() => fidele.start({ args: [csv] }));
  afterAll(() => fidele.leave());

  test('a file is at hand: it wants a notebook to go into', async () => {
    await fidele.click('button', fr.start.import.title);
    await fidele.sees(fr.start.create.title);
    await fidele.fill(fr.start.create.name, 'Boulangerie Martin');
    await fidele.fill(fr.settings.owner, 'Claire');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', fr.start.create.save, true);
    await fidele.find('heading', fr.imports.title);
  });

  test('the file is understood, and said so before anything is written', async () => {
    await fidele.sees(fr.imports.title);
    await fidele.sees(ANDRE);
    await fidele.sees(fr.imports.separators.semicolon);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', fr.imports.check.action);
    await fidele.sees(fr.imports.check.title);
    await fidele.sees(fr.imports.check.newCustomers(customersOf(list)));
    await fidele.sees(fr.imports.check.purchases(list.length));
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('it is imported', async () => {
    await fidele.click('button', fr.imports.run.action, true);
    await fidele.sees(fr.imports.done.title);
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('today shows who is slipping away, and why', async () => {
    await fidele.click('button', fr.imports.done.today);
    await fidele.sees(fr.today.drifting.title);
    await fidele.sees(ANDRE);
    await fidele.sees(fr.because.drifting(fr.words.days(12), fr.words.days(41)));
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('"andre" finds André, by keyboard alone', async () => {
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('andre');
    await fidele.find('option', ANDRE);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.type(Key.ENTER);
    await fidele.find('heading', ANDRE);
    await fidele.sees(fr.journey.thread.title);
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('a moment is noted with N, in a few keys', async () => {
    await fidele.type('n');
    await fidele.sees(fr.note.titleFor(ANDRE));
    await fidele.click('button', fr.moments.quick.full, true);
    await fidele.click('radio', fr.note.kinds.call);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.fill(fr.note.text, 'Cherche un pain sans sel');
    await fidele.click('button', fr.note.save, true);
    await fidele.sees(fr.note.saved);
    await fidele.sees('Cherche un pain sans sel');
    await fidele.sees(fr.journey.journal.callIn);
  });

  test('a contact is planned', async () => {
    await fidele.click('button', fr.journey.next.planCall);
    await fidele.sees(fr.plan.title(ANDRE));
    await fidele.fill(fr.plan.day, '22/11/2026');
    await fidele.fill(fr.plan.time, '14h30');
    await fidele.fill(fr.plan.note, 'Prendre des nouvelles');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', fr.plan.save, true);
    await fidele.sees(fr.contact.record);
    await fidele.click('link', fr.nav.today);
    await fidele.sees('14:30');
    await fidele.sees('Prendre des nouvelles');
  });

  test('its outcome is recorded in one gesture, and can be taken back', async () => {
    await fidele.click('button', `${fr.contact.recordShort}, ${ANDRE}`);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', fr.words.outcome.reached);
    await fidele.sees(fr.contact.recorded);
    await fidele.sees(fr.today.contacts.none);
    await fidele.press(Key.CONTROL, 'z');
    await fidele.sees(fr.undo.done);
    await fidele.sees('14:30');
  });

  test('names that have broken programs are just names', async () => {
    await fidele.click('link', fr.nav.customers);
    for (const name of HOSTILE) {
      await fidele.fill(
        fr.people.search,
        name
          .slice(0, 12)
          .replace(/["<>=(){}'\u202A-\u202E]/g, ' ')
          .trim(),
        'searchbox',
      );
      await fidele.sees(name);
    }
    expect(await fidele.run(() => document.querySelectorAll('img[src=x]').length)).toBe(0);
    await fidele.fill(fr.people.search, '', 'searchbox');
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('all of it is still there after closing the window', async () => {
    await fidele.close();
    // One file, with nothing beside it: what is copied is the whole of it.
    expect(fidele.notebooks()).toHaveLength(1);
    await fidele.start({ args: [again()] });
    await fidele.sees('14:30');
    await fidele.sees(ANDRE);
  });

  test('the same file again changes nothing', async () => {
    await fidele.close();
    await fidele.start({ args: [again(), csv] });
    await fidele.click('button', fr.imports.check.action);
    await fidele.sees(fr.imports.check.nothingNew);
  });

  test('the import is taken back in one click', async () => {
    await fidele.click('link', fr.nav.today);
    await fidele.click('button', fr.today.import, true);
    await fidele.click('button', fr.imports.drop.undo);
    await fidele.sees(fr.imports.drop.undone);
  });

  test('nothing on the way was against the page’s policy or went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
