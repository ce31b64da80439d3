import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { choose, opened } from '../harness/chooser';
import { Fidele, type Language } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { words } from '../harness/words';

describe.each<Language>(['fr', 'en'])(
  'files kept with a moment, through the dialogs of the system, %s',
  (language) => {
    const w = words[language];
    const fidele = new Fidele();
    const quote = Buffer.from('%PDF-1.4\nA quote for a wedding cake.\n');

    beforeAll(async () => {
      const notebook = `${fidele.home}/Boulangerie.fidele`;
      fidele.cli('new', notebook, '--name', 'Boulangerie');
      fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
      fidele.file('quote.pdf', quote);
      fidele.file('setup.exe', 'MZ');
      await fidele.start({ language, args: [notebook] });
      await fidele.find('link', w.nav.today);
      await fidele.press(Key.CONTROL, 'k');
      await fidele.find('dialog');
      await fidele.type('andre');
      await fidele.find('option', ANDRE);
      await fidele.type(Key.ENTER);
      await fidele.find('heading', ANDRE);
    });
    afterAll(() => fidele.leave());

    test('one is chosen, kept and comes out again as it went in', async () => {
      await fidele.type('n');
      await fidele.sees(w.note.titleFor(ANDRE));
      await fidele.type('Devis');
      await fidele.click('button', w.moments.quick.full);
      await fidele.find('button', w.moments.form.attach);
      await choose(join(fidele.home, 'quote.pdf'), () => fidele.click('button', w.moments.form.attach));
      await fidele.find('button', w.moments.form.leave('quote.pdf'));
      await fidele.picture(`attach-chosen-${language}`);
      await fidele.press(Key.CONTROL, Key.ENTER);
      await fidele.click('button', w.moments.file.menu('quote.pdf'));
      const copy = join(fidele.home, 'copy.pdf');
      await choose(copy, () => fidele.click('menuitem', w.moments.file.save));
      await fidele.sees(w.moments.file.saved('copy.pdf'));
      // The menu has gone, and with it what keys meant there.
      await fidele.waitFor('no menu', async () => (await fidele.all('menu')).length === 0);
      expect(existsSync(copy)).toBe(true);
      expect(readFileSync(copy)).toEqual(quote);
    });

    test('a program is kept and not opened, and one taken off comes back', async () => {
      await fidele.type('n');
      await fidele.sees(w.note.titleFor(ANDRE));
      await fidele.type('Programme');
      await fidele.click('button', w.moments.quick.full);
      await choose(join(fidele.home, 'setup.exe'), () => fidele.click('button', w.moments.form.attach));
      await fidele.press(Key.CONTROL, Key.ENTER);
      await fidele.click('button', w.moments.file.menu('setup.exe'));
      await fidele.find('menuitem', w.moments.file.save);
      expect(await fidele.all('menuitem', w.moments.file.openIt)).toEqual([]);
      await fidele.click('menuitem', w.moments.file.detach);
      await fidele.sees(w.moments.file.detached);
      await fidele.type('u');
      await fidele.find('button', w.moments.file.menu('setup.exe'));
      expect(fidele.complaints()).toEqual([]);
    });

    test('asked to leave while such a dialog waits, the program leaves', async () => {
      await fidele.type('n');
      await fidele.sees(w.note.titleFor(ANDRE));
      await fidele.click('button', w.moments.quick.full);
      await opened(() => fidele.click('button', w.moments.form.attach));
      await fidele.close();
      expect(fidele.complaints()).toEqual([]);
      expect(fidele.notebooks()).toEqual(['Boulangerie.fidele']);
    });
  },
);
