import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { fr } from '../harness/words';

const SALES = `Date;Client;Téléphone;Montant
01/10/2026;Zoé Petit;06 12 34 50 01;10,00
15/10/2026;Zoé Petit;06 12 34 50 01;11,00
20/10/2026;Zoé Petit;;12,00
`;

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
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', SALES));
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
