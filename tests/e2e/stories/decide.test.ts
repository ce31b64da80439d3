import { join } from 'node:path';
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
    (JSON.parse(fidele.cli('--notebook', notebook, '--json', 'customers')) as { rows: { visits: number }[] })
      .rows;

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

/** Everybody has a name of their own, as far as a till can tell. */
const NAMES = [
  'Anne',
  'Bruno',
  'Chloé',
  'David',
  'Élise',
  'Fabien',
  'Gaëlle',
  'Hugo',
  'Inès',
  'Julien',
  'Karine',
  'Luc',
].flatMap((first) =>
  [
    'Aubert',
    'Blanchard',
    'Caron',
    'Deschamps',
    'Estève',
    'Fournier',
    'Garnier',
    'Humbert',
    'Joly',
    'Keller',
  ].map((last) => `${first} ${last}`),
);
/** Somebody else pays with the first one's phone at hand. */
const OTHER = '18/10/2026;Mohamed Tahiri;06 12 34 60 10;9,00\n';

describe('a till leaves names by the hundred', () => {
  const fidele = new Fidele();
  const notebook = join(fidele.home, 'Boulangerie.fidele');
  const { all, doubts } = fr.imports.decide;
  const customers = () => {
    const answer = fidele.cli('--notebook', notebook, '--json', 'customers', '--limit', '1');
    return (JSON.parse(answer) as { total: number }).total;
  };

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', bareNames(NAMES) + OTHER));
    expect(customers()).toBe(2 * NAMES.length + 1);
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
    const save = await fidele.find('button', all.save(NAMES.length));
    await fidele.picture('decide-hundred');
    await save.click();
    await fidele.sees(all.done(NAMES.length));
    await fidele.close();
    expect(customers()).toBe(NAMES.length + 1);
  });
});
