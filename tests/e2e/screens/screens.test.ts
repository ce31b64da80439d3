import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele, type Language } from '../harness/fidele';
import { ANDRE, asFrenchCsv, bareNames, sales } from '../harness/sales';
import { words } from '../harness/words';
import { capture, clear, leaf } from './gallery';

beforeAll(clear);
afterAll(leaf);

describe.each<Language>(['fr', 'en'])('every screen, %s', (language) => {
  const w = words[language];

  describe('before any notebook', () => {
    const fidele = new Fidele();
    beforeAll(() => fidele.start({ language }));
    afterAll(() => fidele.leave());

    test('start', async () => {
      await fidele.find('button', w.start.example.title);
      expect(await capture(fidele, '01-start', language)).toEqual([]);
    });

    test('a new notebook', async () => {
      await fidele.click('button', w.start.empty.title);
      await fidele.sees(w.start.create.title);
      expect(await capture(fidele, '02-new-notebook', language)).toEqual([]);
      await fidele.escape();
    });

    test('today, on the example', async () => {
      await fidele.click('button', w.start.example.title);
      await fidele.sees(w.today.drifting.title);
      expect(await capture(fidele, '03-today-example', language)).toEqual([]);
    });

    test('customers', async () => {
      await fidele.click('link', w.nav.customers);
      await fidele.sees(w.people.columns.rhythm);
      // Who speaks of the chance is learnt within seconds of the notebook's being opened.
      await fidele.sees(w.outlook.columns.chance);
      expect(await capture(fidele, '04-customers', language)).toEqual([]);
    });

    test('customers by their chance', async () => {
      await fidele.click('button', w.outlook.columns.chance);
      await fidele.click('button', w.outlook.filter.button, true);
      await fidele.fill(w.outlook.filter.from, '20');
      await fidele.fill(w.outlook.filter.to, '60');
      await fidele.fill(w.outlook.filter.worth, '100');
      const wrong = await capture(fidele, '33-customers-chance', language);
      await fidele.click('button', w.outlook.filter.set, true);
      await fidele.sees(w.people.clear);
      wrong.push(...(await capture(fidele, '34-customers-by-chance', language)));
      await fidele.click('button', w.people.clear);
      // The rows of the filter stand until those of everybody are there: choosing begins among these.
      await fidele.sees(w.people.sub(w.words.customers(2357)));
      expect(wrong).toEqual([]);
    });

    test('several customers chosen', async () => {
      await fidele.run(() => document.querySelector<HTMLElement>('main [role=grid]')?.focus());
      await fidele.type(' ');
      for (let i = 0; i < 3; i += 1) await fidele.press(Key.SHIFT, Key.ARROW_DOWN);
      await fidele.sees(w.people.choose.count(4));
      const wrong = await capture(fidele, '07-customers-chosen', language);
      await fidele.click('button', w.people.choose.tags, true);
      await fidele.sees(w.journey.addTagTitle);
      wrong.push(...(await capture(fidele, '08-customers-tags', language)));
      await fidele.escape();
      await fidele.click('button', w.people.choose.plan);
      await fidele.sees(w.plan.many.will(4));
      wrong.push(...(await capture(fidele, '09-plan-many', language)));
      await fidele.escape();
      expect(wrong).toEqual([]);
    });

    test('win-back', async () => {
      await fidele.click('link', w.nav.winback);
      await fidele.sees(w.winback.planWeek);
      await fidele.sees(w.outlook.order.gain);
      expect(await capture(fidele, '05-winback', language)).toEqual([]);
    });

    test('a journey with its chance, then without', async () => {
      const row = await fidele.find('gridcell', w.words.behaviour.drifting);
      await row.click();
      await fidele.sees(w.outlook.opinion);
      const stand = await fidele.find('heading', w.journey.stand.title);
      await fidele.web.executeScript('arguments[0].scrollIntoView()', stand);
      const wrong = await capture(fidele, '35-chance', language);
      await fidele.click('button', w.common.more, true);
      await fidele.click('menuitem', w.outlook.unprofile.action);
      await fidele.sees(w.outlook.unprofile.stand);
      wrong.push(...(await capture(fidele, '36-unprofiled', language)));
      await fidele.click('button', w.outlook.unprofile.again);
      await fidele.sees(w.outlook.opinion);
      await fidele.click('link', w.nav.winback);
      await fidele.sees(w.winback.planWeek);
      expect(wrong).toEqual([]);
    });

    test('the week', async () => {
      await fidele.click('button', w.winback.planWeek);
      await fidele.click('radio', w.winback.tabs.planned);
      expect(await capture(fidele, '06-winback-planned', language)).toEqual([]);
    });

    test('without rose-tinted glasses', async () => {
      await fidele.click('link', w.nav.glasses);
      await fidele.sees(w.glasses.forecasts.reading);
      const wrong = await capture(fidele, '33-glasses', language);
      await fidele.click('button', w.glasses.forecasts.asFigures);
      await fidele.click('button', w.glasses.voices.title);
      await fidele.sees(w.glasses.voices.columns.logLoss);
      wrong.push(...(await capture(fidele, '34-glasses-figures', language)));
      expect(wrong).toEqual([]);
    });

    test('nothing went wrong unseen', () => {
      expect(fidele.complaints()).toEqual([]);
    });
  });

  describe('with a small notebook', () => {
    const fidele = new Fidele();
    const csv = fidele.file('Ventes 2026.csv', asFrenchCsv(sales()));
    beforeAll(async () => {
      await fidele.start({ language, args: [csv] });
      await fidele.click('button', w.start.import.title);
      await fidele.fill(w.start.create.name, 'Boulangerie Martin');
      await fidele.fill(w.settings.owner, 'Claire');
      await fidele.click('button', w.start.create.save, true);
    });
    afterAll(() => fidele.leave());

    test('import: columns', async () => {
      await fidele.sees(ANDRE);
      expect(await capture(fidele, '10-import-columns', language)).toEqual([]);
    });

    test('import: check', async () => {
      await fidele.click('button', w.imports.check.action);
      await fidele.sees(w.imports.check.title);
      expect(await capture(fidele, '11-import-check', language)).toEqual([]);
    });

    test('import: done', async () => {
      await fidele.click('button', w.imports.run.action, true);
      await fidele.sees(w.imports.done.title);
      expect(await capture(fidele, '12-import-done', language)).toEqual([]);
    });

    test('import: another file', async () => {
      await fidele.click('button', w.imports.done.another);
      await fidele.sees(w.imports.drop.title);
      await fidele.sees('Ventes 2026.csv');
      expect(await capture(fidele, '13-import', language)).toEqual([]);
    });

    test('today', async () => {
      await fidele.click('link', w.nav.today);
      await fidele.sees(ANDRE);
      expect(await capture(fidele, '20-today', language)).toEqual([]);
    });

    test('search', async () => {
      await fidele.press(Key.CONTROL, 'k');
      await fidele.find('dialog');
      await fidele.type('andre');
      await fidele.find('option', ANDRE);
      expect(await capture(fidele, '21-search', language)).toEqual([]);
      await fidele.type(Key.ENTER);
    });

    test('journey', async () => {
      await fidele.find('heading', ANDRE);
      await fidele.sees(w.journey.journal.title);
      expect(await capture(fidele, '22-journey', language)).toEqual([]);
    });

    test('noting a moment', async () => {
      await fidele.type('n');
      await fidele.sees(w.note.titleFor(ANDRE));
      const said = {
        fr: 'Achat 34,50 € hier, très contente',
        en: 'Bought for 34.50 yesterday, very pleased',
      };
      await fidele.fill(w.moments.quick.sentence, said[language]);
      await fidele.sees(w.moments.quick.read);
      expect(await capture(fidele, '23-quick', language)).toEqual([]);
      await fidele.click('button', w.moments.quick.full, true);
      await fidele.click('radio', w.note.kinds.call);
      expect(await capture(fidele, '23-note', language)).toEqual([]);
      await fidele.fill(w.note.text, 'Cherche un pain sans sel');
      await fidele.click('button', w.note.save, true);
      await fidele.sees(w.note.saved);
    });

    test('planning a contact', async () => {
      await fidele.click('button', w.journey.next.planCall);
      await fidele.sees(w.plan.title(ANDRE));
      await fidele.fill(w.plan.day, language === 'fr' ? 'aujourd’hui' : 'today');
      await fidele.fill(w.plan.time, '14:30');
      expect(await capture(fidele, '24-plan', language)).toEqual([]);
      await fidele.click('button', w.plan.save, true);
      await fidele.sees(w.contact.record);
    });

    test('recording how it went', async () => {
      await fidele.click('button', w.contact.record);
      await fidele.sees(w.words.outcomeHint.peace);
      expect(await capture(fidele, '25-outcome', language)).toEqual([]);
      await fidele.escape();
    });

    test('today, with something planned', async () => {
      await fidele.click('link', w.nav.today);
      await fidele.sees('14:30');
      expect(await capture(fidele, '26-today-planned', language)).toEqual([]);
    });

    test('closing a relationship', async () => {
      await fidele.click('link', ANDRE);
      await fidele.click('button', w.common.more, true);
      await fidele.click('menuitem', w.journey.close.action);
      await fidele.click('radio', w.words.closed.peace);
      const wrong = await capture(fidele, '41-close', language);
      await fidele.click('button', w.journey.close.confirm, true);
      await fidele.sees(w.journey.close.reopen);
      wrong.push(...(await capture(fidele, '42-closed', language)));
      expect(wrong).toEqual([]);
    });

    test('adding a customer', async () => {
      await fidele.click('link', w.nav.customers);
      await fidele.click('button', w.people.add);
      await fidele.sees(w.people.create.phone);
      expect(await capture(fidele, '27-new-customer', language)).toEqual([]);
      await fidele.escape();
    });

    test('settings', async () => {
      await fidele.click('link', w.nav.settings);
      await fidele.sees(w.settings.bands);
      expect(await capture(fidele, '28-settings', language)).toEqual([]);
    });

    test('nothing went wrong unseen', () => {
      expect(fidele.complaints()).toEqual([]);
    });
  });

  describe('with fields of its own', () => {
    const fidele = new Fidele();
    const notebook = `${fidele.home}/Boulangerie Martin.fidele`;
    beforeAll(async () => {
      const tell = (...words: string[]) => fidele.cli('--notebook', notebook, ...words);
      fidele.cli('new', notebook, '--name', 'Boulangerie Martin');
      tell('import', fidele.file('ventes.csv', asFrenchCsv(sales())));
      tell('fields', 'add', 'Allergies');
      tell('fields', 'add', 'Jour de marché', '--kind', 'choice', '--choice', 'Mardi', '--choice', 'Samedi');
      tell('fields', 'add', 'Points', '--kind', 'number');
      tell('fields', 'add', 'Membre depuis', '--kind', 'date');
      tell('fields', 'add', 'Carte de fidélité', '--kind', 'yesNo');
      tell('edit', ANDRE, '--field', 'Allergies=Fruits à coque, lait', '--field', 'Membre depuis=2019-03-04');
      tell('edit', ANDRE, '--field', 'Carte de fidélité=oui', '--field', 'Points=1234,5');
      await fidele.start({ language, args: [notebook] });
    });
    afterAll(() => fidele.leave());

    test('in the settings', async () => {
      await fidele.click('link', w.nav.settings);
      await fidele.sees('Carte de fidélité');
      const wrong = await capture(fidele, '45-fields', language);
      await fidele.click('button', w.fields.edit('Jour de marché'));
      await fidele.sees(w.fields.addChoice);
      wrong.push(...(await capture(fidele, '46-field', language)));
      await fidele.escape();
      expect(wrong).toEqual([]);
    });

    test('in the list', async () => {
      await fidele.click('link', w.nav.customers);
      await fidele.click('button', w.fields.filter.button, true);
      await fidele.fill(w.fields.filter.words, 'LAIT');
      await fidele.type(Key.ENTER);
      await fidele.sees(w.fields.filter.saysContains('Allergies', 'LAIT'));
      expect(await capture(fidele, '48-customers-filtered', language)).toEqual([]);
    });

    test('beside the journey, and on the record', async () => {
      await fidele.click('row', ANDRE);
      await fidele.sees(w.fields.title);
      const wrong = await capture(fidele, '49-journey-fields', language);
      await fidele.click('button', w.common.more, true);
      await fidele.click('menuitem', w.journey.edit);
      await fidele.sees(w.journey.form.title);
      wrong.push(...(await capture(fidele, '50-record-fields', language)));
      await fidele.escape();
      expect(wrong).toEqual([]);
    });

    test('nothing went wrong unseen', () => {
      expect(fidele.complaints()).toEqual([]);
    });
  });

  describe('with names left to be decided', () => {
    const fidele = new Fidele();
    beforeAll(async () => {
      const notebook = `${fidele.home}/Boulangerie Martin.fidele`;
      fidele.cli('new', notebook, '--name', 'Boulangerie Martin');
      fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', bareNames()));
      await fidele.start({ language, args: [notebook] });
      await fidele.click('button', w.today.import);
    });
    afterAll(() => fidele.leave());

    test('one by one, or together', async () => {
      await fidele.sees(w.imports.decide.title);
      const wrong = await capture(fidele, '43-decide', language);
      await fidele.click('button', w.imports.decide.all.action);
      await fidele.sees(w.imports.decide.all.willSame(7));
      wrong.push(...(await capture(fidele, '44-decide-all', language)));
      expect(wrong).toEqual([]);
    });
  });

  describe('with an empty notebook', () => {
    const fidele = new Fidele();
    beforeAll(async () => {
      await fidele.start({ language });
      await fidele.click('button', w.start.empty.title);
      await fidele.fill(w.start.create.name, 'Garage Petit');
      await fidele.click('button', w.start.create.save, true);
    });
    afterAll(() => fidele.leave());

    test('each screen says what to do first', async () => {
      await fidele.sees(w.today.empty.title);
      const wrong = await capture(fidele, '30-today-empty', language);
      await fidele.click('link', w.nav.customers);
      await fidele.sees(w.people.emptyTitle);
      wrong.push(...(await capture(fidele, '31-customers-empty', language)));
      await fidele.click('link', w.nav.winback);
      await fidele.sees(w.winback.emptyTitle);
      wrong.push(...(await capture(fidele, '32-winback-empty', language)));
      await fidele.click('link', w.nav.glasses);
      await fidele.sees(w.glasses.empty.title);
      wrong.push(...(await capture(fidele, '35-glasses-empty', language)));
      expect(wrong).toEqual([]);
    });
  });
});
