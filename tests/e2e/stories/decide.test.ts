import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { bareNames } from '../harness/sales';
import { fr } from '../harness/words';

describe('a bare name is nobody until somebody says so', () => {
  const fidele = new Fidele();
  const notebook = join(fidele.home, 'Boulangerie.fidele');
  const names = () => {
    const answer = fidele.cli('--notebook', notebook, '--json', 'customers');
    const { rows } = JSON.parse(answer) as { rows: { name: string; visits: number }[] };
    return rows.map(({ name, visits }) => `${name} ${visits}`).sort();
  };

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', bareNames(['Zoé Petit'])));
    expect(names()).toEqual(['Zoé Petit 1', 'Zoé Petit 2']);
    await fidele.start({ args: [notebook] });
  });
  afterAll(() => fidele.leave());

  test('the question waits on the import screen, and is settled in one click', async () => {
    await fidele.click('button', fr.today.import);
    await fidele.sees(fr.imports.decide.title);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', fr.imports.decide.sameAs(`Zoé Petit, ${fr.words.purchases(2)}`));
    await fidele.sees(fr.imports.decide.settled('Zoé Petit'));
    await fidele.seesNoMore(fr.imports.decide.title);
    await fidele.close();
    expect(names()).toEqual(['Zoé Petit 3']);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});

describe('many bare names are decided in one go', () => {
  const fidele = new Fidele();
  const notebook = join(fidele.home, 'Boulangerie.fidele');
  const all = fr.imports.decide.all;
  const customers = () =>
    (JSON.parse(fidele.cli('--notebook', notebook, '--json', 'customers')) as { rows: { visits: number }[] }).rows;

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', bareNames()));
    expect(customers()).toHaveLength(14);
    await fidele.start({ args: [notebook] });
    await fidele.click('button', fr.today.import);
    await fidele.sees(fr.imports.decide.title);
  });
  afterAll(() => fidele.leave());

  const decide = async () => {
    await fidele.click('button', all.action);
    await fidele.sees(all.title);
    await fidele.sees(all.willSame(7));
    await fidele.sees(all.gains(fr.words.purchases(7)));
  };

  test('with a count and a preview of what it would do', async () => {
    await decide();
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('radio', all.other);
    await fidele.sees(all.willOther(7));
    await fidele.click('radio', all.same);
    await fidele.click('button', all.save(7), true);
    await fidele.sees(all.done(7));
    await fidele.seesNoMore(fr.imports.decide.title);
  });

  test('and taken back in one step', async () => {
    await fidele.press(Key.CONTROL, 'z');
    await fidele.sees(fr.undo.done);
    await fidele.sees(fr.imports.decide.title);
    await decide();
    await fidele.click('button', all.save(7), true);
    await fidele.seesNoMore(fr.imports.decide.title);
    await fidele.close();
    expect(customers().map((one) => one.visits)).toEqual(Array.from({ length: 7 }, () => 3));
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});

/** Real files too large for this repository lie beside it, on the machines that have them. */
const bakery = [process.env['FIDELE_SHARED'], '../../../../shared', '../../../../../shared']
  .filter((folder) => folder !== undefined)
  .map((folder) => join(resolve(import.meta.dirname, folder), 'data/boulangerie'))
  .find(existsSync);
if (!bakery) console.log('skipped: the files of the bakery are not here');

describe.skipIf(!bakery)('a bakery’s till leaves names by the hundred', () => {
  const fidele = new Fidele();
  const notebook = join(fidele.home, 'Boulangerie.fidele');
  const { all, doubts } = fr.imports.decide;
  let open = 0;
  let before = 0;
  const customers = () => {
    const answer = fidele.cli('--notebook', notebook, '--json', 'customers', '--limit', '1');
    return (JSON.parse(answer) as { total: number }).total;
  };

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    for (const file of ['clients.xlsx', 'caisse.csv']) fidele.cli('--notebook', notebook, 'import', join(bakery ?? '', file));
    before = customers();
    await fidele.start({ args: [notebook] });
    await fidele.click('button', fr.today.import);
    await fidele.sees(fr.imports.decide.title);
  });
  afterAll(() => fidele.leave());

  test('those who can be one person alone join them, the others stay to be decided', async () => {
    await fidele.click('button', all.action);
    await fidele.sees(all.title);
    await fidele.sees(doubts.otherName);
    expect(await fidele.accessibility()).toEqual([]);
    const save = await fidele.find('button', all.save(0).split('0')[0] ?? '');
    open = Number(/\d+/.exec(await save.getText())?.[0]);
    expect(open).toBeGreaterThan(100);
    await fidele.picture('decide-bakery');
    await save.click();
    await fidele.sees(all.done(open));
    await fidele.close();
    expect(customers()).toBe(before - open);
  });
});
