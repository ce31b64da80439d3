import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { ANDRE, asFrenchCsv, customersOf, sales } from '../harness/sales';
import { fr } from '../harness/words';

const words = fr.people.views;

describe('saved views of the customers', () => {
  const fidele = new Fidele();
  const notebook = `${fidele.home}/Boulangerie.fidele`;
  const all = fr.words.customers(customersOf(sales()));
  const chosen = () =>
    fidele.run(
      () =>
        document
          .querySelector<HTMLInputElement>('main .views input:checked')
          ?.closest('label')
          ?.innerText.trim() ?? '',
    );
  const tabs = () =>
    fidele.run(() =>
      [...document.querySelectorAll<HTMLElement>('main .views label')].map((one) => one.innerText.trim()),
    );

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
    await fidele.start({ args: [notebook] });
    await fidele.click('link', fr.nav.customers);
    await fidele.sees(fr.people.columns.rhythm);
  });
  afterAll(() => fidele.leave());

  test('a filter and an order are kept under a name', async () => {
    await fidele.fill(fr.people.search, 'andre', 'searchbox');
    await fidele.sees(fr.people.subFiltered(fr.words.customers(1), all));
    await fidele.click('button', fr.people.columns.value);
    await fidele.click('button', words.keep);
    await fidele.find('dialog');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.type('Les André', Key.ENTER);
    await fidele.sees(words.kept('Les André'));
    expect(await chosen()).toBe('Les André');
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('they are tabs above the list, by key too', async () => {
    await fidele.click('radio', words.everyone);
    await fidele.sees(fr.people.sub(all));
    await fidele.run(() => document.querySelector<HTMLInputElement>('main .views input:checked')?.focus());
    await fidele.type(Key.ARROW_RIGHT);
    await fidele.sees(fr.people.subFiltered(fr.words.customers(1), all));
    await fidele.sees(ANDRE);
    expect(
      await fidele.run(() => document.querySelector('[aria-sort=descending]')?.textContent?.trim()),
    ).toBe(fr.people.columns.value);
  });

  test('the palette leads to them from anywhere', async () => {
    await fidele.click('radio', words.everyone);
    await fidele.click('link', fr.nav.today);
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('voir les andre');
    await fidele.find('option', fr.commands.names.view('Les André'));
    await fidele.type(Key.ENTER);
    await fidele.sees(fr.people.subFiltered(fr.words.customers(1), all));
    expect(await chosen()).toBe('Les André');
  });

  test('they are changed, renamed and removed, and all of it can be undone', async () => {
    await fidele.click('button', fr.people.columns.name);
    await fidele.click('button', words.update);
    await fidele.sees(words.updated('Les André'));
    await fidele.click('button', words.more('Les André'));
    await fidele.click('menuitem', words.rename);
    await fidele.find('dialog');
    await fidele.press(Key.CONTROL, 'a');
    await fidele.type('André seul', Key.ENTER);
    await fidele.sees(words.renamed('André seul'));
    expect(await tabs()).toEqual([words.everyone, 'André seul']);
    await fidele.click('button', words.more('André seul'));
    await fidele.click('menuitem', words.remove);
    await fidele.sees(words.removed('André seul'));
    expect(await tabs()).toEqual([words.everyone]);
    await fidele.run(() => (document.activeElement as HTMLElement).blur());
    await fidele.type('u');
    await fidele.waitFor('the view again', async () => (await tabs()).includes('André seul'));
  });

  test('two views never bear one name', async () => {
    await fidele.fill(fr.people.search, 'luc', 'searchbox');
    await fidele.click('button', words.more('André seul'));
    await fidele.click('menuitem', words.keepAs);
    await fidele.find('dialog');
    await fidele.type('andre SEUL', Key.ENTER);
    await fidele.sees(fr.errors.reasons.taken);
    await fidele.escape();
  });

  test('they are in the notebook: closed and opened again, they are there', async () => {
    await fidele.close();
    await fidele.start({ args: [notebook] });
    await fidele.type('g', 'c');
    await fidele.find('radio', 'André seul');
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
