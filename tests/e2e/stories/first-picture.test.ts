import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { fr } from '../harness/words';

/** When the page was complete with so many lines, and when anything was first painted, ms after it began to load. */
function paints(): { drawn: number; lines: number; painted: number } | null {
  const [drawn] = performance.getEntriesByName('drawn') as PerformanceMark[];
  const [painted] = performance.getEntriesByName('first-contentful-paint');
  return drawn && painted
    ? { drawn: drawn.startTime, lines: drawn.detail as number, painted: painted.startTime }
    : null;
}

describe('the first picture', () => {
  const fidele = new Fidele();
  const notebook = join(fidele.home, 'Boulangerie.fidele');

  beforeAll(() => {
    fidele.cli('new', notebook, '--name', 'Boulangerie Martin');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
  });
  afterAll(() => fidele.leave());

  test.each([
    ['the same day', undefined, [notebook]],
    ['with days gone by since', '2026-11-25', [notebook]],
    ['the notebook of the last time', '2026-11-26', []],
  ])('has Today in it: %s', async (_, today, args) => {
    await fidele.start({ args, ...(today ? { today } : {}) });
    const { drawn, lines, painted } = await fidele.waitFor('the first picture', () => fidele.run(paints));
    expect(lines).toBeGreaterThan(3);
    // Not a word was on the screen before all of Today was there.
    expect(painted).toBeGreaterThanOrEqual(drawn);
    await fidele.sees(ANDRE);
    // The day is turned under it.
    const before = fr.today.asOf('', '').trim();
    await fidele.seesNoMore(before);
    await fidele.close();
  });

  test('without a notebook, is the start', async () => {
    const other = await Fidele.open();
    const { drawn, painted } = await other.waitFor('the first picture', () => other.run(paints));
    expect(painted).toBeGreaterThanOrEqual(drawn);
    await other.find('button', fr.start.example.title);
    await other.leave();
  });

  test('a notebook that is no more is told, and the start is there', async () => {
    await fidele.start({ args: [fidele.file('Cassé.fidele', 'not a notebook')] });
    await fidele.sees(fr.errors.notANotebook('Cassé.fidele'));
    await fidele.find('button', fr.start.example.title);
    await fidele.close();
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
