import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele, type Language } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { words } from '../harness/words';
import { capture, enlarged } from './gallery';

describe.each<Language>(['fr', 'en'])('the text at twice its size, and what keys open, %s', (language) => {
  const w = words[language];
  const fidele = new Fidele();
  const large = (screen: string) => enlarged(fidele, screen, language);

  beforeAll(() => fidele.start({ language }));
  afterAll(() => fidele.leave());

  test('start', async () => {
    await fidele.find('button', w.start.example.title);
    expect(await large('50-start')).toEqual([]);
  });

  test('importing', async () => {
    await fidele.close();
    await fidele.start({ language, args: [fidele.file('Ventes 2026.csv', asFrenchCsv(sales()))] });
    await fidele.click('button', w.start.import.title);
    await fidele.fill(w.start.create.name, 'Boulangerie Martin');
    const wrong = await large('51-new-notebook');
    await fidele.click('button', w.start.create.save, true);
    await fidele.sees(ANDRE);
    wrong.push(...(await large('52-import')));
    await fidele.click('button', w.imports.check.action);
    await fidele.sees(w.imports.check.title);
    wrong.push(...(await large('53-import-check')));
    await fidele.click('button', w.imports.run.action, true);
    await fidele.sees(w.imports.done.title);
    expect(wrong).toEqual([]);
  });

  test('each screen', async () => {
    const wrong: string[] = [];
    await fidele.click('link', w.nav.today);
    await fidele.sees(w.today.drifting.title);
    wrong.push(...(await large('54-today')));
    await fidele.click('link', w.nav.winback);
    await fidele.sees(w.winback.planWeek);
    await fidele.click('button', w.winback.planWeek);
    await fidele.sees(w.undo.label);
    wrong.push(...(await large('55-winback')));
    await fidele.click('link', w.nav.settings);
    await fidele.sees(w.settings.bands);
    wrong.push(...(await large('56-settings')));
    await fidele.click('link', w.nav.glasses);
    await fidele.sees(w.glasses.forecasts.title);
    wrong.push(...(await large('65-glasses')));
    await fidele.click('link', w.nav.customers);
    await fidele.sees(w.people.columns.rhythm);
    wrong.push(...(await large('57-customers')));
    await fidele.run(() => document.querySelector<HTMLElement>('main [role=grid]')?.focus());
    await fidele.type(' ');
    await fidele.sees(w.people.choose.count(1));
    wrong.push(...(await large('58-customers-chosen')));
    await fidele.type(Key.ESCAPE);
    expect(wrong).toEqual([]);
  });

  test('a journey and its dialogs', async () => {
    const wrong: string[] = [];
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('andre');
    await fidele.find('option', ANDRE);
    wrong.push(...(await large('59-palette')));
    await fidele.type(Key.ENTER);
    await fidele.find('heading', ANDRE);
    await fidele.sees(w.journey.journal.title);
    wrong.push(...(await large('60-journey')));
    for (const [key, name] of [
      ['n', '61-note'],
      ['p', '62-plan'],
      ['e', '63-record'],
      ['?', '64-keys'],
    ] as const) {
      await fidele.type(key);
      await fidele.find('dialog');
      wrong.push(...(await large(name)));
      await fidele.escape();
    }
    expect(wrong).toEqual([]);
  });

  test('the palette, the keys and the views at usual size', async () => {
    const wrong: string[] = [];
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.find('option', w.commands.names.plan(ANDRE));
    wrong.push(...(await capture(fidele, '70-palette', language)));
    await fidele.escape();
    await fidele.type('?');
    await fidele.sees(w.commands.sheet.title);
    wrong.push(...(await capture(fidele, '71-keys', language)));
    await fidele.escape();
    await fidele.type('g', 'c');
    await fidele.sees(w.people.columns.rhythm);
    for (const [name, column] of [
      [language === 'fr' ? 'Meilleurs' : 'Best', w.people.columns.value],
      [language === 'fr' ? 'Les plus en retard' : 'Latest', w.people.columns.lateness],
    ] as const) {
      await fidele.click('radio', w.people.views.everyone);
      await fidele.click('button', column);
      await fidele.click('button', w.people.views.keep);
      await fidele.find('dialog');
      await fidele.type(name, Key.ENTER);
      await fidele.sees(w.people.views.kept(name));
    }
    await fidele.click('button', w.people.columns.name);
    await fidele.find('button', w.people.views.update);
    wrong.push(...(await capture(fidele, '72-views', language)));
    expect(wrong).toEqual([]);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
