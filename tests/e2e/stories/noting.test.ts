import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele, type Language } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { words } from '../harness/words';

const SAID: Record<Language, { note: string; promised: string }> = {
  fr: { note: 'Aime le pain bien cuit', promised: 'Promis de la rappeler demain' },
  en: { note: 'Likes the bread well done', promised: 'Promised to call her back tomorrow' },
};
const INES = 'Inès Caron';

describe.each<Language>(['fr', 'en'])('noting from anywhere, and nothing typed is lost, %s', (language) => {
  const w = words[language];
  const said = SAID[language];
  const fidele = new Fidele();
  const dialogs = async () => (await fidele.all('dialog')).length;
  const typed = () =>
    fidele.run(() => document.querySelector<HTMLTextAreaElement>('[role=dialog] textarea')?.value ?? '');

  beforeAll(async () => {
    const notebook = `${fidele.home}/Boulangerie.fidele`;
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
    await fidele.start({ language, args: [notebook] });
    await fidele.find('link', w.nav.today);
  });
  afterAll(() => fidele.leave());

  test('N opens it from every screen, and whom it is about is found by typing', async () => {
    for (const keys of ['t', 'c', 'w', 'r', 'l', 'm', 's']) {
      await fidele.type('g', keys);
      await fidele.waitFor('the screen', () =>
        fidele.run(
          () => document.querySelector('main h1') !== null && !document.querySelector('[role=dialog]'),
        ),
      );
      await fidele.type('n');
      await fidele.sees(w.note.title);
      await fidele.sees(w.note.who);
      await fidele.escape();
    }
    await fidele.type('n');
    await fidele.sees(w.note.who);
    await fidele.type('ines');
    await fidele.find('option', INES);
    await fidele.type(Key.ENTER);
    await fidele.sees(w.note.titleFor(INES));
    await fidele.type(said.note);
    await fidele.picture(`noting-picked-${language}`);
    await fidele.type(Key.ENTER);
    await fidele.sees(w.note.saved);
    await fidele.sees(w.undo.label);
    expect(await dialogs()).toBe(0);
    await fidele.type('u');
    await fidele.sees(w.undo.done);
  });

  test('in a list it is about the row, and Escape keeps nothing', async () => {
    await fidele.type('g', 'c');
    await fidele.find('heading', w.people.title);
    await fidele.sees(w.people.columns.rhythm);
    await fidele.seesRows();
    await fidele.type('j', 'j');
    const name = await fidele.waitFor('a row', () =>
      fidele.run(() => document.querySelector('main [role=row].active b')?.textContent ?? ''),
    );
    await fidele.type('n');
    await fidele.sees(w.note.titleFor(name));
    await fidele.type(said.note);
    await fidele.escape();
    await fidele.type('n');
    await fidele.sees(w.note.titleFor(name));
    expect(await typed()).toBe('');
    await fidele.escape();
  });

  test('a sentence that promises makes the promise, for the day it says', async () => {
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('andre');
    await fidele.find('option', ANDRE);
    await fidele.type(Key.ENTER);
    await fidele.find('heading', ANDRE);
    await fidele.type('n');
    await fidele.sees(w.note.titleFor(ANDRE));
    await fidele.type(said.promised);
    await fidele.sees(w.moments.quick.promise);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.picture(`noting-promise-${language}`);
    await fidele.type(Key.ENTER);
    await fidele.sees(w.promises.saved(w.dates.tomorrow));
    await fidele.type('u');
    await fidele.sees(w.undo.done);
  });

  test('the full form goes on from the sentence, and leads to every other form', async () => {
    const others = w.moments.form;
    const forms: [string, string][] = [
      [w.moments.kinds.complaint, w.complaints.dialog.titleFor(ANDRE)],
      [w.moments.kinds.promise, w.promises.makeTo(ANDRE)],
      [others.plan, w.plan.title(ANDRE)],
      [others.payPlan, w.figures.plan.agree(ANDRE)],
      [others.referral, w.figures.referral.dialog(ANDRE)],
    ];
    for (const [label, title] of forms) {
      await fidele.type('n');
      await fidele.sees(w.note.titleFor(ANDRE));
      await fidele.type(said.note);
      await fidele.click('button', w.moments.quick.full);
      await fidele.waitFor('what was typed', async () => (await typed()) === said.note);
      if (label === w.moments.kinds.complaint) {
        expect(await fidele.accessibility()).toEqual([]);
        await fidele.picture(`noting-full-${language}`);
      }
      const other = await fidele.find('button', label, true);
      await fidele.run((one) => one.focus(), other as unknown as HTMLElement);
      await fidele.type(Key.ENTER);
      await fidele.sees(title);
      if (title === w.complaints.dialog.titleFor(ANDRE)) expect(await typed()).toBe(said.note);
      await fidele.escape();
    }
  });

  test('a message in a small window leaves the buttons of the tallest form free', async () => {
    const wide = await fidele.web.manage().window().getRect();
    await fidele.resize({ width: 1024, height: 700 });
    await fidele.type('n');
    await fidele.sees(w.note.titleFor(ANDRE));
    await fidele.type(said.note, Key.ENTER);
    await fidele.sees(w.note.saved);
    await fidele.type('n');
    await fidele.sees(w.note.titleFor(ANDRE));
    await fidele.click('button', w.moments.quick.full);
    const [over, form, high] = await fidele.run(() => {
      const message = document.querySelector('.toast')?.getBoundingClientRect();
      const form = document.querySelector('[role=dialog]')?.getBoundingClientRect();
      return [message?.top ?? NaN, form?.bottom ?? NaN, form?.height ?? NaN] as const;
    });
    await fidele.picture(`noting-message-${language}`);
    expect(high).toBeGreaterThan(600);
    expect(form).toBeLessThanOrEqual(over);
    await fidele.escape();
    await fidele.type('u');
    await fidele.sees(w.undo.done);
    await fidele.resize(wide);
  });

  test('the way back beside a message is its own, whatever was written since', async () => {
    await fidele.type('n');
    await fidele.sees(w.note.titleFor(ANDRE));
    await fidele.type(said.note, Key.ENTER);
    await fidele.sees(w.note.saved);
    await fidele.sees(said.note);
    await fidele.click('button', w.journey.addTagTitle);
    await fidele.fill(w.journey.addTagTitle, 'levain');
    await fidele.type(Key.ENTER);
    await fidele.find('button', w.journey.removeTag('levain'));
    await fidele.click('button', w.undo.label, true);
    await fidele.sees(w.undo.done);
    await fidele.seesNoMore(said.note);
    await fidele.find('button', w.journey.removeTag('levain'));
  });

  test('a whole book is refused at once, and is still there', async () => {
    await fidele.type('n');
    await fidele.sees(w.note.titleFor(ANDRE));
    await fidele.run(() => {
      const field = document.querySelector<HTMLTextAreaElement>('[role=dialog] textarea');
      if (!field) return;
      field.value = 'é '.repeat(1 << 19);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    const before = performance.now();
    await fidele.press(Key.CONTROL, Key.ENTER);
    await fidele.sees(w.errors.reasons.tooLong);
    expect(performance.now() - before).toBeLessThan(10_000);
    expect((await typed()).length).toBe(1 << 20);
    await fidele.settled();
    await fidele.sees(w.errors.reasons.tooLong);
    await fidele.picture(`noting-long-${language}`);
    await fidele.escape();
  });

  test('whoever is gone meanwhile takes nothing along: it is noted for somebody else', async () => {
    await fidele.type('c');
    await fidele.fill(w.people.create.name, 'Zoé Passagère');
    await fidele.click('button', w.people.create.save, true);
    await fidele.find('heading', 'Zoé Passagère');
    await fidele.type('n');
    await fidele.sees(w.note.titleFor('Zoé Passagère'));
    await fidele.type(said.note);
    // Somebody takes her record back while the form is open.
    await fidele.web.executeAsyncScript(
      'const done = arguments[0]; window.__TAURI_INTERNALS__.invoke("undo", { seq: null }).then(() => done(), () => done())',
    );
    await fidele.press(Key.CONTROL, Key.ENTER);
    await fidele.sees(w.errors.customerGone('Zoé Passagère'));
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.picture(`noting-gone-${language}`);
    await fidele.type('ines');
    await fidele.find('option', INES);
    await fidele.type(Key.ENTER);
    await fidele.waitFor('what was typed', async () => (await typed()) === said.note);
    await fidele.press(Key.CONTROL, Key.ENTER);
    await fidele.sees(w.note.saved);
    expect(fidele.complaints().filter((line) => !line.includes('404'))).toEqual([]);
  });
});
