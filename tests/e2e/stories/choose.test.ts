import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { ANDRE, asFrenchCsv, customersOf, sales } from '../harness/sales';
import { fr } from '../harness/words';

describe('many customers at once', () => {
  const fidele = new Fidele();
  const notebook = `${fidele.home}/Boulangerie.fidele`;
  const all = customersOf(sales());
  const choose = fr.people.choose;
  const grid = () => fidele.find('grid', fr.people.title);
  /** How many rows in sight say that they are chosen. */
  const chosen = () =>
    fidele.run(() => document.querySelectorAll('main [role=row][aria-selected=true]').length);
  const listTop = () =>
    fidele.run(() => document.querySelector('main [role=grid]')?.getBoundingClientRect().top ?? 0);
  /** How many rows in sight show the tag. */
  const tagged = () =>
    fidele.run(
      () =>
        [...document.querySelectorAll<HTMLElement>('main [role=row] small')].filter((one) =>
          one.innerText.includes('marché'),
        ).length,
    );

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
    fidele.cli('--notebook', notebook, 'plan', ANDRE, '--day', '2026-11-24');
    await fidele.start({ args: [notebook] });
    await fidele.click('link', fr.nav.customers);
    await fidele.sees(fr.people.columns.rhythm);
  });
  afterAll(() => fidele.leave());

  test('are chosen by keyboard alone, and counted aloud', async () => {
    const top = await listTop();
    await fidele.run(() => document.querySelector<HTMLElement>('main [role=grid]')?.focus());
    await fidele.type(' ');
    await fidele.sees(choose.count(1));
    await fidele.press(Key.SHIFT, Key.ARROW_DOWN);
    await fidele.press(Key.SHIFT, Key.ARROW_DOWN);
    await fidele.sees(choose.count(3));
    expect(await chosen()).toBe(3);
    await fidele.press(Key.SHIFT, Key.ARROW_UP);
    await fidele.sees(choose.count(2));
    expect(await fidele.run(() => document.querySelector('main [role=status]')?.textContent)).toBe(
      choose.count(2),
    );
    expect(await listTop(), 'the list does not jump').toBe(top);
    expect(await (await grid()).getAttribute('aria-multiselectable')).toBe('true');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.press(Key.CONTROL, 'a');
    await fidele.sees(choose.count(all));
    await fidele.type(Key.ESCAPE);
    await fidele.waitFor('nobody to be chosen', async () => (await chosen()) === 0);
    expect(await listTop()).toBe(top);
  });

  test('are chosen with the mouse: a box, and up to another with Shift', async () => {
    const box = async (index: number) => (await fidele.all('checkbox', choose.column))[index];
    await (await box(1))?.click();
    await fidele.sees(choose.count(1));
    const last = await box(4);
    if (!last) throw new Error('no fourth row');
    await fidele.web.actions().keyDown(Key.SHIFT).move({ origin: last }).click().keyUp(Key.SHIFT).perform();
    await fidele.sees(choose.count(4));
    await (await box(2))?.click();
    await fidele.sees(choose.count(3));
    await fidele.click('button', choose.none);
    await fidele.waitFor('nobody to be chosen', async () => (await chosen()) === 0);
  });

  test('have what can be done with them in sight, in a small window too', async () => {
    const wide = await fidele.web.manage().window().getRect();
    await fidele.resize({ width: 1024, height: 700 });
    await (await fidele.all('checkbox', choose.column))[1]?.click();
    await fidele.sees(choose.count(1));
    await fidele.find('button', choose.all(fr.words.customers(all)));
    await fidele.settled();
    const inside = await fidele.run(() => {
      const bar = document.querySelector('[role=toolbar]');
      const room = bar?.getBoundingClientRect();
      return [...(bar?.querySelectorAll('button') ?? [])].map((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return room && left >= room.left && right <= room.right && top >= room.top && bottom <= room.bottom;
      });
    });
    await fidele.picture('choose-small');
    expect(inside.length).toBeGreaterThan(4);
    expect(inside).not.toContain(false);
    await fidele.click('button', choose.none);
    await fidele.waitFor('nobody to be chosen', async () => (await chosen()) === 0);
    await fidele.resize(wide);
  });

  test('get a tag, all of them in one step', async () => {
    await fidele.click('checkbox', choose.all(fr.words.customers(all)));
    await fidele.sees(choose.count(all));
    await fidele.click('button', choose.tags, true);
    await fidele.fill(fr.journey.addTagTitle, 'marché');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.type(Key.ENTER);
    await fidele.sees(choose.tagged('marché', fr.words.customers(all)));
    await fidele.waitFor('the tags', async () => (await tagged()) > 4);
    await fidele.click('button', fr.undo.label);
    await fidele.waitFor('no tags', async () => (await tagged()) === 0);
  });

  test('are planned within the guardrails, and who is not is said with the reason', async () => {
    await fidele.click('button', choose.plan);
    await fidele.sees(fr.plan.many.title(fr.words.customers(all)));
    await fidele.sees(fr.plan.many.will(all - 1));
    await fidele.sees(`${fr.plan.guards.alreadyPlanned} (1)`);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('combobox', fr.plan.channel);
    await fidele.find('option', fr.words.channel.letter);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('option', fr.words.channel.letter);
    await fidele.click('button', fr.plan.many.save(all - 1));
    await fidele.sees(fr.plan.many.done(all - 1));
    await fidele.sees(fr.plan.many.aside(fr.plan.many.heldBack(1), `${fr.plan.guards.alreadyPlanned} (1)`));
    await fidele.press(Key.CONTROL, 'z');
    await fidele.sees(fr.undo.done);
  });

  test('are archived, and brought back', async () => {
    await fidele.fill(fr.people.search, 'andre', 'searchbox');
    await fidele.sees(fr.people.subFiltered(fr.words.customers(1), fr.words.customers(all)));
    await fidele.run(() => document.querySelector<HTMLElement>('main [role=grid]')?.focus());
    await fidele.press(Key.CONTROL, 'a');
    await fidele.click('button', choose.archive, true);
    await fidele.sees(choose.archived(1));
    await fidele.sees(fr.people.none);
    await fidele.press(Key.CONTROL, 'z');
    await fidele.sees(ANDRE);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
