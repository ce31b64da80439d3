import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { fr } from '../harness/words';

/** The first number of a text: « 1 234 € » is 1234. */
const figure = (text: string) =>
  Number(/-?\d[\d\s]*/.exec(text.replace('−', '-'))?.[0].replace(/\s/g, '') ?? Number.NaN);
const falling = (list: number[]) => list.every((one, at) => at === 0 || one <= (list[at - 1] ?? one));

describe('the chance that they come back, on the example', () => {
  const fidele = new Fidele();
  let first = '';

  beforeAll(async () => {
    await fidele.start();
    await fidele.click('button', fr.start.example.title);
    await fidele.sees(fr.today.drifting.title);
  });
  afterAll(() => fidele.leave());

  /** What the rows in sight say under a heading. */
  const column = (heading: string) =>
    fidele.run((heading) => {
      const grid = document.querySelector('main [role=grid]');
      const heads = [...(grid?.querySelectorAll('[role=columnheader]') ?? [])];
      const at = heads.findIndex((one) => one.textContent.trim().startsWith(heading));
      return [...(grid?.querySelectorAll('[role=row]') ?? [])]
        .map((row) => row.querySelectorAll('[role=gridcell]')[at]?.textContent.trim() ?? '')
        .filter((text) => text !== '');
    }, heading);
  /** Whose rows are in sight, top first. */
  const names = () =>
    fidele.run(() =>
      [...document.querySelectorAll('main [role=grid] [role=row] bdi')].map((one) => one.textContent),
    );
  /** The number the line under the title begins with. */
  const counted = async () =>
    figure(await fidele.run(() => document.querySelector('main h1 ~ p, main p')?.textContent ?? ''));

  test('the queue comes by what a contact would bring, and says so', async () => {
    await fidele.click('link', fr.nav.winback);
    await fidele.sees(fr.outlook.order.gain);
    const gains = (await column(fr.outlook.columns.gain)).map(figure);
    expect(gains.length).toBeGreaterThan(5);
    expect(gains.every(Number.isFinite)).toBe(true);
    expect(falling(gains)).toBe(true);
    for (const chance of await column(fr.outlook.columns.chance)) expect(chance).toMatch(/^([<>]\s)?\d+\s%$/);
    expect(await fidele.accessibility()).toEqual([]);
    [first = ''] = await names();
  });

  test('a journey says the chance with its interval, what it was learnt from, and the sum behind the gain', async () => {
    await fidele.click('gridcell', first);
    await fidele.find('heading', first);
    await fidele.sees(fr.outlook.chance);
    const said = await fidele.text();
    expect(said).toMatch(/\d+ % \(\d+–\d+\)/);
    expect(said).toMatch(/Appris .* de \d[\d ]* clients et \d[\d ]* retours\./);
    await fidele.sees(fr.outlook.worth);
    await fidele.sees(fr.outlook.gain);
    await fidele.sees(fr.outlook.opinion);
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('who refuses to be assessed is left out of figures and queue', async () => {
    await fidele.click('link', fr.nav.winback);
    await fidele.waitFor('the queue', async () => (await names())[0] === first);
    const before = await counted();
    await fidele.click('gridcell', first);
    await fidele.find('heading', first);
    await fidele.click('button', fr.common.more, true);
    await fidele.click('menuitem', fr.outlook.unprofile.action);
    await fidele.sees(fr.outlook.unprofile.said('22 nov. 2026'));
    await fidele.sees(fr.outlook.unprofile.stand);
    await fidele.seesNoMore(fr.outlook.chance);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('link', fr.nav.winback);
    await fidele.sees(fr.outlook.order.gain);
    await fidele.waitFor('the row to go', async () => {
      const there = await names();
      return there.length > 0 && !there.includes(first);
    });
    expect(await counted()).toBe(before - 1);
  });

  test('undo brings them back', async () => {
    await fidele.press(Key.CONTROL, 'z');
    await fidele.sees(fr.undo.ops.profileCustomer);
    await fidele.waitFor('the row to come back', async () => (await names())[0] === first);
  });

  test('the list is sorted and filtered by the chance', async () => {
    await fidele.click('link', fr.nav.customers);
    await fidele.click('button', fr.outlook.columns.chance, true);
    await fidele.waitFor('the largest chances', async () => {
      const chances = (await column(fr.outlook.columns.chance)).map(figure);
      return (chances[0] ?? 0) > 50 && falling(chances);
    });
    await fidele.click('button', fr.outlook.filter.button, true);
    await fidele.fill(fr.outlook.filter.to, '140');
    await fidele.click('button', fr.outlook.filter.set, true);
    await fidele.sees(fr.outlook.filter.percentWrong);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.fill(fr.outlook.filter.to, '40');
    await fidele.fill(fr.outlook.filter.worth, '10');
    await fidele.click('button', fr.outlook.filter.set, true);
    await fidele.waitFor('small chances, the largest first', async () => {
      const chances = (await column(fr.outlook.columns.chance)).map(figure);
      return chances.length > 5 && (chances[0] ?? 100) <= 40 && falling(chances);
    });
    expect((await column(fr.outlook.columns.worth)).map(figure).every((worth) => worth >= 10)).toBe(true);
    const said = fr.outlook.filter.chanceTo('40\u00a0%');
    await fidele.click('button', fr.fields.filter.remove(said));
    await fidele.waitFor('larger chances', async () =>
      (await column(fr.outlook.columns.chance)).map(figure).some((chance) => chance > 40),
    );
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});

describe('the chance that they come back, in a shop of fourteen customers', () => {
  const fidele = new Fidele();

  beforeAll(async () => {
    const notebook = `${fidele.home}/Boulangerie.fidele`;
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
    await fidele.start({ args: [notebook] });
    await fidele.find('link', fr.nav.today);
  });
  afterAll(() => fidele.leave());

  test('a journey says that the estimate is rough, and of how many', async () => {
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('andre');
    await fidele.find('option', ANDRE);
    await fidele.type(Key.ENTER);
    await fidele.find('heading', ANDRE);
    await fidele.sees(fr.outlook.rough);
    expect(await fidele.text()).toMatch(/Appris .* de 14 clients et \d[\d ]* retours\./);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.picture('chance-rough');
  });

  test('the figures by month say so too', async () => {
    await fidele.type('g', 'l');
    await fidele.find('heading', fr.glasses.title);
    await fidele.sees(fr.glasses.forecasts.rough);
    await fidele.sees(fr.glasses.cohorts.how.month);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.picture('chance-rough-figures');
    expect(fidele.complaints()).toEqual([]);
  });
});
