import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { en, fr } from '../harness/words';

describe('everything from the keyboard', () => {
  const fidele = new Fidele();
  const notebook = `${fidele.home}/Boulangerie.fidele`;
  const names = fr.commands.names;
  const palette = async (typed: string) => {
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    if (typed) await fidele.type(typed);
  };

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
    await fidele.start({ args: [notebook] });
    await fidele.sees(fr.today.drifting.title);
  });
  afterAll(() => fidele.leave());

  test('the palette finds customers and commands, whatever the accents', async () => {
    await palette('reglages');
    await fidele.find('option', names.settings);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.type(Key.ENTER);
    await fidele.find('heading', fr.settings.title);
    await palette('lefevre');
    await fidele.find('option', ANDRE);
    await fidele.type(Key.ENTER);
    await fidele.find('heading', ANDRE);
  });

  test('it offers first what one does with the customer in view, with its key', async () => {
    await palette('');
    await fidele.find('option', names.plan(ANDRE));
    expect(await fidele.run(() => document.querySelector('[role=option]')?.textContent)).toContain(ANDRE);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.type('archiver', Key.ENTER);
    await fidele.sees(fr.journey.archivedDone);
    await palette('defaire');
    await fidele.find('option', fr.undo.ops.archiveCustomer);
    await fidele.type(Key.ENTER);
    await fidele.seesNoMore(fr.journey.archived);
  });

  test('the language changes under its own words', async () => {
    await palette('english');
    await fidele.find('option', names.language('English'));
    await fidele.type(Key.ENTER);
    await fidele.sees(en.nav.today);
    await palette('undo');
    await fidele.find('option', en.commands.names.undo);
    await fidele.escape();
    await palette('francais');
    await fidele.find('option', en.commands.names.language('Français'));
    await fidele.type(Key.ENTER);
    await fidele.sees(fr.nav.today);
  });

  test('single keys go, note, plan, tag, edit', async () => {
    await fidele.type('g', 'c');
    await fidele.sees(fr.people.columns.rhythm);
    await fidele.seesRows();
    await fidele.type('j', 'j');
    const name = await fidele.run(
      () => document.querySelector('main [role=row].active b')?.textContent ?? '',
    );
    expect(name).not.toBe('');
    for (const [key, title] of [
      ['n', fr.note.titleFor(name)],
      ['p', fr.plan.title(name)],
      ['t', names.tag(name)],
    ] as const) {
      await fidele.type(key);
      await fidele.sees(title);
      expect(await fidele.accessibility()).toEqual([]);
      await fidele.escape();
      expect(await fidele.run(() => document.activeElement?.getAttribute('role')), key).toBe('grid');
    }
    await fidele.type('e');
    await fidele.find('dialog');
    await fidele.escape();
    await fidele.type(Key.ENTER);
    await fidele.find('heading', name);
    await fidele.type('g', 't');
    await fidele.sees(fr.today.drifting.title);
    await fidele.type('j', 'n');
    await fidele.find('dialog', null);
    await fidele.escape();
  });

  test('never while one types', async () => {
    await fidele.type('g', 'c');
    await fidele.sees(fr.people.columns.rhythm);
    await fidele.type('/');
    await fidele.waitFor('the search to have the keyboard', () =>
      fidele.run(() => document.activeElement?.matches('main search input') ?? false),
    );
    await fidele.type('nu?');
    expect(await fidele.run(() => (document.activeElement as HTMLInputElement).value)).toBe('nu?');
    expect(await fidele.all('dialog')).toEqual([]);
    await fidele.fill(fr.people.search, '', 'searchbox');
  });

  test('the sheet shows every key, in both languages', async () => {
    await fidele.click('link', fr.nav.today);
    await fidele.sees(fr.today.drifting.title);
    await fidele.type('?');
    await fidele.sees(fr.commands.sheet.title);
    for (const place of Object.values(fr.commands.places).filter(
      (one) => one !== fr.commands.places.notebook,
    ))
      await fidele.sees(place);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.escape();
  });

  test('letters can be turned off; keys with Ctrl stay', async () => {
    await fidele.type('g', 's');
    await fidele.click('checkbox', fr.settings.letters);
    await fidele.waitFor('the letters to be off', () =>
      fidele.run(() => document.querySelector('[aria-keyshortcuts="?"]') === null),
    );
    await fidele.run(() => (document.activeElement as HTMLElement).blur());
    await fidele.type('n', 'g', 't');
    expect(await fidele.all('dialog')).toEqual([]);
    await fidele.find('heading', fr.settings.title);
    await fidele.type(Key.F1);
    await fidele.sees(fr.commands.sheet.off);
    await fidele.escape();
    await palette('lettre');
    await fidele.find('option', names.lettersOn);
    await fidele.type(Key.ENTER);
    await fidele.find('button', fr.settings.allKeys);
    await fidele.waitFor('the letters to be on', () =>
      fidele.run(() => document.querySelector('[aria-keyshortcuts="?"]') !== null),
    );
  });

  test('the palette leads to a setting, a list, and what the screen in view offers', async () => {
    await palette('silence');
    await fidele.find('option', names.setting(fr.calling.quietFrom));
    await fidele.type(Key.ENTER);
    await fidele.find('heading', fr.settings.title);
    await fidele.waitFor('the setting to have the keyboard', () =>
      fidele.run(
        (label) => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent === label,
        fr.calling.quietFrom,
      ),
    );
    await palette('voir fidele');
    await fidele.find('option', names.list(fr.words.behaviour.loyal));
    await fidele.type(Key.ENTER);
    await fidele.sees(fr.people.columns.rhythm);
    await palette('tout effacer');
    await fidele.find('option', fr.people.clear);
    await fidele.type(Key.ENTER);
    await fidele.sees(ANDRE);
    await palette('trier retard');
    await fidele.find('option', names.sortBy(fr.people.columns.lateness));
    await fidele.type(Key.ENTER);
    await fidele.waitFor('the order', () =>
      fidele.run(() => document.querySelector('[aria-sort=descending]') !== null),
    );
    await fidele.type('g', 'w');
    await fidele.sees(fr.winback.planWeek);
    await palette('revenus');
    await fidele.find('option', fr.winback.tabs.back);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.type(Key.ENTER);
    await fidele.waitFor('the tab', () =>
      fidele.run(
        (label) =>
          document
            .querySelector('main [role=radiogroup] input:checked')
            ?.closest('label')
            ?.textContent.includes(label) ?? false,
        fr.winback.tabs.back,
      ),
    );
  });

  test('it opens another window', async () => {
    await palette('nouvelle fenetre');
    await fidele.find('option', names.newWindow);
    await fidele.type(Key.ENTER);
    await fidele.waitFor(
      'the second window',
      async () => (await fidele.web.getAllWindowHandles()).length === 2,
    );
    const first = await fidele.web.getWindowHandle();
    const other = (await fidele.web.getAllWindowHandles()).find((handle) => handle !== first) ?? first;
    await fidele.web.switchTo().window(other);
    await fidele.find('button', fr.start.example.title);
    await fidele.web.switchTo().window(first);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
