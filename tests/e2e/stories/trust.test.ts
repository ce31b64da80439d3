import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele, type Language } from '../harness/fidele';
import { words } from '../harness/words';

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

describe.each<Language>(['fr', 'en'])('trust, bond and the map, %s', (language) => {
  const w = words[language];
  const t = w.trust;
  const fidele = new Fidele();
  const notebook = `${fidele.home}/Boulangerie.fidele`;
  const JEANNE = 'Jeanne Dupuis';
  const cli = (...args: string[]) => fidele.cli('--notebook', notebook, ...args);

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    for (const name of [JEANNE, 'Paul Henry']) {
      cli('add', name);
      for (const day of ['2026-03-10', '2026-05-09', '2026-07-08', '2026-09-06', '2026-10-07', '2026-11-05'])
        cli('note', name, 'purchase', '12.50', '--day', day);
    }
    const said = ['exchange', 'Conseil pour le pain', '--channel', 'counter', '--purpose'];
    for (const day of ['2026-04-01', '2026-06-01', '2026-08-01', '2026-10-01', '2026-11-01'])
      for (const purpose of ['thanks', 'advice']) cli('note', JEANNE, ...said, purpose, '--day', day);
    await fidele.start({ language, args: [notebook] });
    await fidele.find('link', w.nav.customers);
  });
  afterAll(() => fidele.leave());

  test('two keys lead to the map; a cell lists who is there', async () => {
    await fidele.type('g', 'm');
    await fidele.find('heading', t.map.title);
    expect(await fidele.accessibility()).toEqual([]);
    const cell = t.map.cell(1, w.words.behaviour.loyal, t.bond.attached);
    await fidele.click('button', cell);
    await fidele.sees(JEANNE);
    expect(await fidele.text()).not.toContain('Paul Henry');
    await fidele.sees(w.people.subFiltered(w.words.customers(1), w.words.customers(2)));
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('the journey shows the bond, trust of its ceiling, and why, step by step', async () => {
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('jeanne');
    await fidele.find('option', JEANNE);
    await fidele.type(Key.ENTER);
    await fidele.find('heading', JEANNE);
    await fidele.find('heading', t.title, true);
    await fidele.sees(t.bond.attached);
    await fidele.sees(t.index);
    await fidele.click('button', t.show(10));
    await fidele.sees(t.reason.advice);
    expect(plain(await fidele.text())).toContain('68 / 100');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.run(() => document.querySelector<HTMLElement>('main ol [data-step]')?.focus());
    await fidele.type(Key.ARROW_DOWN, Key.ENTER);
    await fidele.waitFor('the step in the picture', () =>
      fidele.run(() => document.querySelector('main svg .dot.chosen') !== null),
    );
  });

  test('other weights are tried before they are set, and can be taken back', async () => {
    await fidele.type('g', 's');
    await fidele.find('heading', t.settings.title);
    await fidele.fill(t.settings.attached, '90');
    await fidele.type(Key.TAB);
    await fidele.sees(t.settings.changed(1));
    await fidele.sees(t.settings.change(1, t.bond.attached, t.bond.neutral));
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', t.settings.apply);
    await fidele.sees(t.settings.done);
    await fidele.type('g', 'm');
    await fidele.find('button', t.map.cell(2, w.words.behaviour.loyal, t.bond.neutral));
    await fidele.type('u');
    await fidele.find('button', t.map.cell(1, w.words.behaviour.loyal, t.bond.attached));
  });

  test('a bond is pinned by hand with a reason, and what is worked out stays beside it', async () => {
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('paul');
    await fidele.find('option', 'Paul Henry');
    await fidele.type(Key.ENTER);
    await fidele.find('heading', 'Paul Henry');
    // By the palette, without the mouse; it is offered once.
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type(plain(w.commands.names.pinBond('Paul Henry')).slice(0, 12));
    await fidele.find('option', w.commands.names.pinBond('Paul Henry'));
    expect(await fidele.all('option', w.commands.names.pinBond('Paul Henry'))).toHaveLength(1);
    await fidele.type(Key.ENTER);
    await fidele.find('heading', t.pin.dialog('Paul Henry'));
    await fidele.click('radio', t.bond.hurt);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', t.pin.save, true);
    await fidele.sees(t.pin.reasonMissing);
    await fidele.fill(t.pin.reason, 'Vexé au comptoir');
    await fidele.fill(t.pin.until, '2026-11-21');
    await fidele.type(Key.TAB, Key.ENTER);
    await fidele.fill(t.pin.until, '2026-12-31');
    await fidele.type(Key.TAB);
    await fidele.click('button', t.pin.save, true);
    await fidele.sees(t.pin.saved);
    await fidele.sees('Vexé au comptoir');
    await fidele.sees(t.pin.computed(t.bond.neutral, t.why.nothingNoted));
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.picture(`trust-pinned-${language}`);

    await fidele.type('g', 'm');
    const cell = `${t.map.cell(1, w.words.behaviour.loyal, t.bond.hurt)}, ${t.pin.count(1)}`;
    await fidele.find('button', cell);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.picture(`map-pinned-${language}`);
    await fidele.click('button', cell);
    await fidele.sees('Paul Henry');
    await fidele.find('img', t.pin.pinned);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.picture(`list-pinned-${language}`);
  });

  test('a pin is taken out, and undone', async () => {
    await fidele.click('row', 'Paul Henry');
    await fidele.find('heading', 'Paul Henry');
    await fidele.click('button', t.pin.take, true);
    await fidele.sees(t.pin.taken);
    await fidele.seesNoMore('Vexé au comptoir');
    await fidele.type('u');
    await fidele.sees('Vexé au comptoir');
    await fidele.click('button', t.pin.take, true);
    await fidele.seesNoMore('Vexé au comptoir');
  });

  test('whether trust means anything is said, also when it cannot be', async () => {
    await fidele.type('g', 'l');
    await fidele.sees(t.meaning.title);
    await fidele.sees(t.meaning.tooFew);
    await fidele.sees(t.leaving.title);
    expect(await fidele.accessibility()).toEqual([]);
  });
});
