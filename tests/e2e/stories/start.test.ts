import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { en, fr } from '../harness/words';

describe('the first start', () => {
  const fidele = new Fidele();
  beforeAll(() => fidele.start());
  afterAll(() => fidele.leave());

  test('one screen, three doors', async () => {
    for (const door of [fr.start.example, fr.start.import, fr.start.empty])
      await fidele.find('button', door.title);
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('the example opens, and says that it is one', async () => {
    await fidele.click('button', fr.start.example.title);
    await fidele.sees(fr.today.drifting.title);
    await fidele.sees(fr.words.customers(2357));
    await fidele.click('link', fr.nav.settings);
    await fidele.sees(fr.settings.example);
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('language and theme change at once, and are remembered', async () => {
    await fidele.click('radio', fr.settings.languages.en);
    await fidele.find('heading', en.settings.title);
    await fidele.click('radio', en.settings.themes.dark);
    const look = () =>
      fidele.run(() => [document.documentElement.lang, document.documentElement.dataset['theme']]);
    expect(await look()).toEqual(['en', 'dark']);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.close();
    // One file, with nothing beside it: what is copied is the whole of it.
    expect(fidele.notebooks()).toHaveLength(1);
    await fidele.start();
    expect(await look()).toEqual(['en', 'dark']);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});

describe('the first start in English', () => {
  const fidele = new Fidele();
  beforeAll(() => fidele.start({ language: 'en' }));
  afterAll(() => fidele.leave());

  test('follows the system', async () => {
    await fidele.find('button', en.start.example.title);
    expect(await fidele.accessibility()).toEqual([]);
  });
});
