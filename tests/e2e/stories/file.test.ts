import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { fr } from '../harness/words';

describe('the notebook is a file one can find', () => {
  const fidele = new Fidele();
  const notebook = join(fidele.home, 'Boulangerie Martin.fidele');
  const shown = join(fidele.home, 'shown.txt');

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie Martin');
    await fidele.start({ args: [notebook] });
    await fidele.click('link', fr.nav.settings);
    await fidele.sees(notebook);
  });
  afterAll(() => fidele.leave());

  test('with no file manager, the path is said', async () => {
    await fidele.click('button', fr.settings.showFile);
    await fidele.sees(fr.errors.notShown(notebook));
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('the file manager shows where it lies', async () => {
    // The least of file managers: it writes down what it was asked to show.
    const script = fidele.file('files.sh', `#!/bin/sh\necho "$1" > '${shown}'\n`);
    fidele.file(
      '.local/share/applications/files.desktop',
      `[Desktop Entry]\nType=Application\nName=Files\nExec=sh ${script} %u\nMimeType=inode/directory;\n`,
    );
    fidele.file('.config/mimeapps.list', '[Default Applications]\ninode/directory=files.desktop\n');
    await fidele.close();
    await fidele.start({ args: [notebook] });
    await fidele.click('link', fr.nav.settings);
    await fidele.click('button', fr.settings.showFile);
    await fidele.waitFor(
      'the file manager',
      () => existsSync(shown) && readFileSync(shown, 'utf8').trim() !== '',
    );
    expect(readFileSync(shown, 'utf8').trim()).toContain(fidele.home);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
