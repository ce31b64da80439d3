import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { fr } from '../harness/words';

const move = fr.winback.move;

describe('moving a planned contact in the week', () => {
  const fidele = new Fidele();
  const notebook = `${fidele.home}/Boulangerie.fidele`;

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
    fidele.cli('--notebook', notebook, 'plan', ANDRE, '--day', '2026-11-25');
    await fidele.start({ args: [notebook] });
    await fidele.click('link', fr.nav.winback);
    await fidele.find('button', ANDRE);
  });
  afterAll(() => fidele.leave());

  /** The day whose column holds him. */
  const day = () =>
    fidele.run(
      (name) =>
        [...document.querySelectorAll<HTMLElement>('main [data-day] button')]
          .find((one) => one.textContent?.trim().startsWith(name))
          ?.closest<HTMLElement>('[data-day]')?.dataset['day'] ?? '',
      ANDRE,
    );
  const isOn = (wanted: string) => fidele.waitFor(`him on ${wanted}`, async () => (await day()) === wanted);
  const hears = (text: string) =>
    fidele.waitFor(`hearing « ${text} »`, () =>
      fidele.run(
        (wanted) => document.querySelector('main [aria-live=assertive]')?.textContent?.includes(wanted),
        text,
      ),
    );
  const holds = () =>
    fidele.run((name) => document.activeElement?.textContent?.trim().startsWith(name) ?? false, ANDRE);
  const reach = () =>
    fidele.run(
      (name) =>
        [...document.querySelectorAll<HTMLElement>('main [data-day] button')]
          .find((one) => one.textContent?.trim().startsWith(name))
          ?.focus(),
      ANDRE,
    );

  test('by key: Space takes it, arrows carry it, Space puts it down', async () => {
    await reach();
    await fidele.type(Key.SPACE);
    await hears('pris');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.type(Key.ARROW_RIGHT);
    await hears('jeudi 26 novembre');
    expect(await holds()).toBe(true);
    await fidele.type(Key.SPACE);
    await fidele.sees(move.moved(ANDRE, 'jeudi 26 novembre'));
    await isOn('2026-11-26');
    expect(await holds()).toBe(true);
    await fidele.press(Key.CONTROL, 'z');
    await isOn('2026-11-25');
  });

  test('Escape puts it back, from another week too', async () => {
    await reach();
    await fidele.type(Key.SPACE, Key.ARROW_DOWN, Key.ARROW_DOWN);
    await isOn('2026-12-09');
    await fidele.sees(fr.winback.week('7 décembre'));
    expect(await holds()).toBe(true);
    await fidele.type(Key.ESCAPE);
    await isOn('2026-11-25');
    await hears('remis à sa place');
    await fidele.waitFor('the keyboard on him', holds);
  });

  test('to another week by key', async () => {
    await fidele.type(Key.SPACE, Key.ARROW_DOWN, Key.ENTER);
    await fidele.sees(move.moved(ANDRE, 'mercredi 2 décembre'));
    await isOn('2026-12-02');
    await fidele.press(Key.CONTROL, 'z');
    await fidele.click('button', fr.winback.thisWeek);
    await isOn('2026-11-25');
  });

  test('not into the past', async () => {
    await reach();
    await fidele.type(Key.SPACE, Key.ARROW_UP);
    await hears(move.past);
    await fidele.type(Key.ESCAPE);
    await isOn('2026-11-25');
  });

  test('by hand, to another day', async () => {
    const card = await fidele.find('button', ANDRE);
    const actions = fidele.web.actions();
    await actions.move({ origin: card }).press().move({ origin: card, x: 30, y: 20 }).perform();
    await fidele.waitFor('all seven days', () =>
      fidele.run(() => document.querySelectorAll('main [data-day]').length === 7),
    );
    const friday = await fidele.run(() => {
      const box = document.querySelector('main [data-day="2026-11-27"]')?.getBoundingClientRect();
      return box
        ? { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
        : { x: 0, y: 0 };
    });
    await fidele.web.actions().move(friday).release().perform();
    await isOn('2026-11-27');
    expect(await fidele.all('dialog')).toEqual([]);
    await fidele.press(Key.CONTROL, 'z');
    await isOn('2026-11-25');
  });

  test('by hand, to another week: staying over its button turns to it', async () => {
    const card = await fidele.find('button', ANDRE);
    const next = await fidele.find('button', fr.winback.nextWeek);
    await fidele.web
      .actions()
      .move({ origin: card })
      .press()
      .move({ origin: card, x: 30, y: 20 })
      .move({ origin: next })
      .perform();
    await fidele.sees(fr.winback.week('30 novembre'));
    const day = await fidele.run(() => {
      const box = document.querySelector('main [data-day]:nth-child(2)')?.getBoundingClientRect();
      return box
        ? { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
        : { x: 0, y: 0 };
    });
    await fidele.web.actions().move(day).release().perform();
    await fidele.sees(move.moved(ANDRE, 'mardi 1 décembre'));
    await fidele.press(Key.CONTROL, 'z');
    await fidele.sees(fr.undo.done);
  });

  test('what a guardrail forbids stays where it is, and the reason is said', async () => {
    await fidele.click('button', fr.winback.thisWeek);
    await fidele.click('link', ANDRE);
    await fidele.find('heading', ANDRE);
    await fidele.type('a');
    await fidele.sees(fr.journey.archivedDone);
    await fidele.type('g', 'w');
    await isOn('2026-11-25');
    await reach();
    await fidele.type(Key.SPACE, Key.ARROW_LEFT, Key.SPACE);
    await fidele.sees(fr.journey.guardrails.archived);
    await isOn('2026-11-25');
    await hears('laissé à sa place');
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
