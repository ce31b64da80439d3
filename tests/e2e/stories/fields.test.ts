import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { fr } from '../harness/words';

const words = fr.fields;

/** What a shop would write on cards: a field there is, one there is not. */
const CARDS =
  'Nom complet;E-mail;Allergies;Taille de chemise\n' +
  'Zoé Petit;zoe@exemple.fr;arachide;M\n' +
  'Luc Fabre;luc@exemple.fr;;L\n' +
  'Inès Caron;ines@exemple.fr;lait;M\n' +
  'Paul Roussel;paul@exemple.fr;;L\n';

describe('fields of the notebook’s own', () => {
  const fidele = new Fidele();
  const notebook = `${fidele.home}/Boulangerie.fidele`;
  const people = (count: number) => fr.people.sub(fr.words.customers(count));
  const filtered = (count: number, all: number) =>
    fr.people.subFiltered(fr.words.customers(count), fr.words.customers(all));

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'add', 'Amélie Morin');
    fidele.cli('--notebook', notebook, 'add', 'André Lefèvre');
    await fidele.start({ args: [notebook] });
  });
  afterAll(() => fidele.leave());

  test('are made in the settings, from nothing', async () => {
    await fidele.click('link', fr.nav.settings);
    await fidele.sees(words.empty);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', 'Allergies', true);
    await fidele.find('dialog');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.type(Key.ENTER);
    await fidele.sees(words.added('Allergies'));

    await fidele.click('button', words.add);
    await fidele.fill(words.name, 'Jour de marché');
    await fidele.click('combobox', words.kind);
    await fidele.click('option', words.kinds.choice, true);
    await fidele.fill(words.choice(1), 'Mardi');
    await fidele.fill(words.choice(2), 'Samedi');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', fr.common.save);
    await fidele.sees(words.added('Jour de marché'));
    await fidele.sees('Choix (Mardi, Samedi)');

    await fidele.click('button', words.up('Jour de marché'));
    await fidele.sees(words.moved('Jour de marché'));
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('are filled beside the journey and on the record', async () => {
    await fidele.click('link', fr.nav.customers);
    await fidele.sees(people(2));
    await fidele.fill(fr.people.search, 'andre', 'searchbox');
    await fidele.sees(filtered(1, 2));
    await fidele.type(Key.ENTER);
    await fidele.type(Key.ENTER);
    await fidele.sees(words.title);
    await fidele.click('button', words.fill('Allergies'));
    await fidele.fill('Allergies', 'Fruits à coque');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.type(Key.ENTER);
    await fidele.find('button', words.change('Allergies', 'Fruits à coque'));

    await fidele.click('button', fr.common.more, true);
    await fidele.click('menuitem', fr.journey.edit);
    await fidele.click('combobox', 'Jour de marché');
    await fidele.click('option', 'Samedi', true);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', fr.common.save);
    await fidele.find('button', words.change('Jour de marché', 'Samedi'));
    await fidele.press(Key.CONTROL, 'z');
    await fidele.find('button', words.fill('Jour de marché'));
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('are filled by a file, which may bring one more', async () => {
    await fidele.close();
    await fidele.start({ args: [notebook, fidele.file('fiches.csv', CARDS)] });
    await fidele.find('combobox', fr.imports.ownField('Allergies'));
    const column = fr.imports.preview.column('Taille de chemise');
    await fidele.click('combobox', column);
    await fidele.click('option', fr.imports.newField('Taille de chemise'));
    await fidele.find('combobox', fr.imports.newFieldKind('Taille de chemise'));
    await fidele.sees(words.kinds.choice);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', fr.imports.check.action);
    await fidele.sees(fr.imports.check.title);
    await fidele.click('button', fr.imports.run.action, true);
    await fidele.sees(fr.imports.done.title);
  });

  test('narrow the list, also under a name, and what is chosen can be exported', async () => {
    await fidele.click('link', fr.nav.customers);
    await fidele.sees(people(6));
    await fidele.click('button', words.filter.button, true);
    await fidele.click('combobox', words.filter.field);
    await fidele.click('option', 'Allergies', true);
    await fidele.fill(words.filter.words, 'A COQUE');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.type(Key.ENTER);
    await fidele.sees(words.filter.saysContains('Allergies', 'A COQUE'));
    await fidele.sees(filtered(1, 6));
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', words.filter.remove(words.filter.saysContains('Allergies', 'A COQUE')));
    await fidele.sees(people(6));

    await fidele.click('button', words.filter.button, true);
    await fidele.click('combobox', words.filter.field);
    await fidele.click('option', 'Taille de chemise', true);
    await fidele.click('checkbox', 'M', true);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', words.filter.add);
    await fidele.sees(filtered(2, 6));
    await fidele.click('button', fr.people.views.keep);
    await fidele.fill(fr.people.views.name, 'Taille M');
    await fidele.click('button', fr.common.save);
    await fidele.sees(fr.people.views.kept('Taille M'));
    await fidele.click('radio', fr.people.views.everyone);
    await fidele.sees(people(6));
    await fidele.click('radio', 'Taille M');
    await fidele.sees(filtered(2, 6));

    await fidele.run(() => document.querySelector<HTMLElement>('main [role=grid]')?.focus());
    await fidele.press(Key.CONTROL, 'a');
    await fidele.sees(fr.people.choose.count(2));
    await fidele.find('toolbar');
    await fidele.run(() =>
      [...document.querySelectorAll<HTMLElement>('[role=toolbar] button[aria-haspopup=menu]')]
        .at(-1)
        ?.click(),
    );
    await fidele.find('menuitem', fr.exports.xlsx);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.type(Key.ESCAPE);
  });

  test('go with what was in them, and come back so', async () => {
    await fidele.click('link', fr.nav.settings);
    await fidele.click('button', words.remove('Taille de chemise'));
    await fidele.sees(words.removed('Taille de chemise'));
    await fidele.press(Key.CONTROL, 'z');
    await fidele.find('button', words.remove('Taille de chemise'));
    await fidele.sees('Choix (M, L)');
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
