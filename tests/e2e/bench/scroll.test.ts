import { constants, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { Key } from 'selenium-webdriver';
import { expect, onTestFinished, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { scroll, seenWhile } from '../harness/frames';
import { fr } from '../harness/words';

/** The wheel and the keys must never show an empty row, nor the bar, however many rows there are. */
test('scrolling through everybody', { timeout: 600_000 }, async () => {
  for (const name of ['LARGE', 'MILLION']) {
    const notebook = process.env[`FIDELE_${name}`];
    if (!notebook) continue;
    const fidele = new Fidele();
    // Also when something is wrong: a copy is two gigabytes.
    onTestFinished(() => fidele.leave());
    const copy = join(fidele.home, 'copy.fidele');
    copyFileSync(notebook, copy, constants.COPYFILE_FICLONE);
    await fidele.start({ args: [copy], today: '2027-01-01' });
    await fidele.type('g', 'c');
    await fidele.sees(fr.people.columns.rhythm);
    // Until everybody is gathered, lists come from the file.
    await fidele.seesRows();
    await fidele.run(() => document.querySelector<HTMLElement>('main [role=grid]')?.focus());
    for (const [what, act] of [
      ['the wheel', () => scroll(fidele, 'wheel', 400)],
      ['a fling', () => scroll(fidele, 'fling', 400)],
      ['page by page', () => fidele.type(...Array.from({ length: 80 }, () => Key.PAGE_DOWN))],
      ['to the end and back', () => fidele.type(Key.END, Key.HOME, Key.END, Key.HOME)],
      ['the bar dragged', () => scroll(fidele, 'drag', 80)],
    ] as const) {
      const seen = await seenWhile(fidele, act);
      console.log(`${name.toLowerCase()}, ${what}: ${JSON.stringify(seen)}`);
      expect(seen.blank, what).toBe(0);
    }
    await fidele.leave();
  }
});
