import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele, TODAY } from '../harness/fidele';
import { fr } from '../harness/words';

describe('the program calls, and there is one of it', () => {
  const fidele = new Fidele();
  const bakery = join(fidele.home, 'Boulangerie.fidele');
  const salon = join(fidele.home, 'Salon.fidele');
  let bus: ChildProcess;
  let announced = '';

  beforeAll(async () => {
    fidele.cli('new', bakery, '--name', 'Boulangerie Martin');
    fidele.cli('new', salon, '--name', 'Salon Zoé');
    fidele.cli('add', 'André Lefèvre', '--phone', '06 12 34 50 01', '--notebook', bakery);
    fidele.cli('plan', 'andre', '--day', TODAY, '--time', '08:30', '--notebook', bakery);
    // Nobody shows notifications here; what is asked of whoever would is heard all the same.
    bus = spawn('dbus-monitor', ['--session', "interface='org.freedesktop.Notifications',member='Notify'"]);
    bus.stdout?.setEncoding('utf8').on('data', (text: string) => (announced += text));
    await fidele.start({ args: [bakery] });
  });
  afterAll(async () => {
    bus.kill();
    await fidele.leave();
  });

  test('what came due with the laptop closed is announced at the next start, once', async () => {
    await fidele.waitFor('the announcement', () => announced.includes('André Lefèvre'));
    expect(announced).toContain(fr.words.contactVerb.call);
    // With the icon that the packages install, and what a click does.
    expect(announced).toContain('"fidele-desktop"');
    expect(announced).toContain(`"${fr.calling.open}"`);
    await fidele.close();
    announced = '';
    await fidele.start({ args: [bakery] });
    await fidele.sees('Boulangerie Martin');
    // The look at what is due comes with the notebook, before Today is there.
    await fidele.sees('André Lefèvre');
    expect(announced).not.toContain('André Lefèvre');
  });

  test('a second start opens another notebook beside the first, and ends', async () => {
    const program = process.env['FIDELE_DESKTOP'] ?? '';
    const second = spawn(program, [salon], { env: fidele.environment(), stdio: 'ignore' });
    const [code] = (await once(second, 'exit')) as [number];
    expect(code).toBe(0);
    await fidele.waitFor(
      'the second window',
      async () => (await fidele.web.getAllWindowHandles()).length === 2,
    );
    const first = await fidele.web.getWindowHandle();
    const other = (await fidele.web.getAllWindowHandles()).find((handle) => handle !== first) ?? first;
    await fidele.web.switchTo().window(other);
    await fidele.sees('Salon Zoé');
    await fidele.web.switchTo().window(first);
    await fidele.sees('Boulangerie Martin');
  });

  test('a second start of what is open already opens nothing', async () => {
    const program = process.env['FIDELE_DESKTOP'] ?? '';
    const again = spawnSync(program, [bakery], {
      env: fidele.environment(),
      stdio: 'ignore',
      timeout: 30_000,
    });
    expect(again.status).toBe(0);
    expect(await fidele.web.getAllWindowHandles()).toHaveLength(2);
  });

  test('when and how it calls is chosen in the settings', async () => {
    await fidele.click('link', fr.nav.settings);
    await fidele.sees(fr.calling.title);
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('where the desktop has no tray, it says what that means', async () => {
    await fidele.click('checkbox', fr.calling.tray);
    await fidele.sees(fr.calling.noTray);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('checkbox', fr.calling.tray);
    await fidele.seesNoMore(fr.calling.noTray);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
