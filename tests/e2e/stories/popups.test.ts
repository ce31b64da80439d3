import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { fr } from '../harness/words';

/** What opens over the page belongs to it: who moves by landmarks, or is kept in a dialog, finds it there. */
describe('pop-ups', () => {
  const fidele = new Fidele();
  const inside = (role: string, around: string) =>
    fidele.run(
      (role, around) => document.querySelector(`[role=${role}]`)?.closest(around) !== null,
      role,
      around,
    );
  const close = async (role: string) => {
    await fidele.type(Key.ESCAPE);
    await fidele.waitFor('the pop-up to close', async () => (await fidele.all(role)).length === 0);
  };

  beforeAll(async () => {
    await fidele.start();
    await fidele.click('button', fr.start.example.title);
    await fidele.sees(fr.today.drifting.title);
  });
  afterAll(() => fidele.leave());

  test('of the navigation and of a screen open inside the main landmark', async () => {
    await fidele.click('button', fr.notebookMenu(fr.start.example.name));
    await fidele.find('menuitem', fr.showFile);
    expect(await inside('menu', 'main')).toBe(true);
    expect(await fidele.accessibility()).toEqual([]);
    await close('menu');
    await fidele.click('link', fr.nav.customers);
    await fidele.click('combobox', fr.people.behaviour);
    await fidele.find('option', fr.words.behaviour.gone);
    expect(await inside('listbox', 'main')).toBe(true);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('option', fr.words.behaviour.gone);
    await fidele.sees(fr.people.clear);
  });

  test('of a dialog open inside it', async () => {
    await fidele.click('link', fr.nav.today);
    await fidele.sees(fr.today.drifting.title);
    await fidele.type('n');
    await fidele.find('dialog');
    await fidele.fill(fr.note.who, 'a', 'searchbox');
    await fidele.click('option');
    await fidele.click('button', fr.moments.quick.full, true);
    await fidele.click('button', fr.common.calendar);
    await fidele.waitFor('the calendar', () =>
      fidele.run(() => document.querySelector('.cal-grid') !== null),
    );
    expect(await fidele.run(() => document.querySelector('.cal-grid')?.closest('.dlg') !== null)).toBe(true);
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
