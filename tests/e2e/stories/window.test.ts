import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';

describe('the window', () => {
  let fidele: Fidele;
  beforeAll(async () => {
    fidele = await Fidele.open();
  });
  afterAll(() => fidele.leave());

  test('opens under its name', async () => {
    expect(await fidele.web.getTitle()).toContain('Fidèle');
  });

  test('speaks the language of the system', async () => {
    const language = () => fidele.run(() => navigator.language);
    expect(await language()).toBe('fr-FR');
    await fidele.close();
    await fidele.start({ language: 'en' });
    expect(await language()).toBe('en-GB');
  });

  test('holds the page to its policy', async () => {
    const broken = await fidele.web.executeAsyncScript<string[]>(`
      const done = arguments[0], broken = [];
      addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective));
      Promise.allSettled([fetch('https://example.com')]).then(() => setTimeout(() => done(broken), 50));
    `);
    expect(broken).toEqual(['connect-src']);
  });

  test('refuses what is not a command of Fidèle', async () => {
    const refused = await fidele.web.executeAsyncScript<string>(`
      const done = arguments[0];
      window.__TAURI_INTERNALS__.invoke('plugin:dialog|open', { options: {} }).then(() => done('allowed'), (e) => done(String(e)));
    `);
    expect(refused).toContain('not allowed');
  });
});
