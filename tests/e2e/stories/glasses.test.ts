import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { en, fr } from '../harness/words';

const g = fr.glasses;
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

describe('without rose-tinted glasses, on the example', () => {
  const fidele = new Fidele();

  beforeAll(async () => {
    await fidele.start();
    await fidele.click('button', fr.start.example.title);
    await fidele.sees(fr.today.drifting.title);
  });
  afterAll(() => fidele.leave());

  /** What the line below the table tells. */
  const told = async () =>
    plain(
      await fidele.run(() => {
        const table = document.querySelector('main [role=grid]');
        return document.getElementById(table?.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
      }),
    );

  test('two keys lead there, and the title says so', async () => {
    await fidele.type('g', 'l');
    await fidele.find('heading', g.title);
    await fidele.sees(g.cohorts.title);
    expect(
      await fidele.run(() => document.querySelector('nav [aria-current=page]')?.textContent?.trim()),
    ).toBe(fr.nav.glasses);
  });

  test('it says how many came a second time, with an interval and of how many', async () => {
    const words = plain(await fidele.text());
    expect(words).toMatch(
      /\d+ % sont venus une deuxième fois dans les 90 jours \(\d+–\d+ %, [\d ]+ clients\)/,
    );
  });

  test('each cell tells its count, to the pointer and to the keyboard', async () => {
    expect(await told()).toBe(plain(g.cohorts.point));
    await fidele.run(() => document.querySelector<HTMLElement>('main [role=grid] [tabindex="0"]')?.focus());
    await fidele.waitFor('the count of the first cell', async () =>
      / sur .* venus pour la première fois /.test(await told()),
    );
    const first = await told();
    await fidele.type(Key.ARROW_RIGHT);
    await fidele.waitFor('the count of the next cell', async () => (await told()) !== first);
    // One stop for the tab key, however many cells there are.
    expect(await fidele.run(() => document.querySelectorAll('main [role=grid] [tabindex="0"]').length)).toBe(
      1,
    );
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('its lines and columns have headings of their own', async () => {
    const table = await fidele.run(() => ({
      rows: document.querySelectorAll('main [role=grid] th[scope=row]').length,
      columns: document.querySelectorAll('main [role=grid] th[scope=col]').length,
      named: document.querySelector('main [role=grid] caption')?.textContent !== '',
    }));
    expect(table.rows).toBeGreaterThan(3);
    expect(table.columns).toBeGreaterThan(3);
    expect(table.named).toBe(true);
  });

  test('what was announced a month ago is held against what happened', async () => {
    await fidele.waitFor('the forecasts', async () => !(await fidele.text()).includes(g.forecasts.notYet));
    await fidele.waitFor('the month', async () =>
      /Il y a un mois, le carnet aurait annoncé [\d ]+ retours? pour ce mois ; [\d ]+ (a|ont) eu lieu \([\d ]+ à [\d ]+ attendus\)\./.test(
        plain(await fidele.text()),
      ),
    );
    expect(plain(await fidele.text())).toMatch(
      /Erreur moyenne de (\d+ points?|moins d’un point) sur [\d ]+ prévisions/,
    );
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('the picture reads as a table too, with the same figures', async () => {
    const dots = await fidele.run(() => document.querySelectorAll('main .dot').length);
    expect(dots).toBeGreaterThan(2);
    await fidele.click('button', g.forecasts.asFigures);
    await fidele.sees(g.forecasts.columns.returned);
    expect(await fidele.run(() => document.querySelectorAll('main figure tbody tr').length)).toBe(dots);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', g.forecasts.asPicture);
  });

  test('who speaks stands under it, folded', async () => {
    await fidele.click('button', g.voices.title);
    await fidele.sees(g.voices.columns.logLoss);
    const shown = plain(await fidele.text());
    expect(Object.values(g.voices.names).filter((name) => shown.includes(name)).length).toBeGreaterThan(3);
    expect(shown).toContain(g.voices.now);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.click('button', g.voices.title);
  });

  test('a dot opens the list of those with such a chance today, and back leads here again', async () => {
    await fidele.run(() => document.querySelector<HTMLElement>('main .dot:last-of-type')?.focus());
    await fidele.waitFor('the figures of the dot', async () =>
      /Annoncé .*, constaté /.test(await fidele.text()),
    );
    await fidele.type(Key.ENTER);
    await fidele.find('heading', fr.people.title);
    await fidele.waitFor('fewer than all', async () =>
      / sur [\d ]+ clients/.test(plain(await fidele.text())),
    );
    await fidele.click('link', fr.nav.glasses);
    await fidele.find('heading', g.title);
  });

  test('it is in the palette, in both languages', async () => {
    await fidele.click('link', fr.nav.today);
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('cohortes');
    await fidele.find('option', fr.commands.names.glasses);
    await fidele.type(Key.ENTER);
    await fidele.find('heading', g.title);
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('english');
    await fidele.find('option', fr.commands.names.language('English'));
    await fidele.type(Key.ENTER);
    await fidele.find('heading', en.glasses.title);
    await fidele.sees(en.glasses.forecasts.title);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});

describe('without rose-tinted glasses, before there is anything to see', () => {
  const fidele = new Fidele();
  beforeAll(async () => {
    await fidele.start();
    await fidele.click('button', fr.start.empty.title);
    await fidele.fill(fr.start.create.name, 'Garage Petit');
    await fidele.click('button', fr.start.create.save, true);
    await fidele.sees(fr.today.empty.title);
  });
  afterAll(() => fidele.leave());

  test('an empty notebook says what will be there, and how to get it', async () => {
    await fidele.click('link', fr.nav.glasses);
    await fidele.sees(g.empty.title);
    await fidele.find('button', fr.today.empty.import);
    expect(await fidele.accessibility()).toEqual([]);
  });
});

describe('without rose-tinted glasses, with a first customer', () => {
  const fidele = new Fidele();
  const notebook = `${fidele.home}/Garage Petit.fidele`;
  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Garage Petit');
    fidele.cli('--notebook', notebook, 'add', 'Zoé Martin');
    fidele.cli('--notebook', notebook, 'note', 'Zoé Martin', 'purchase', '34,50');
    await fidele.start({ args: [notebook] });
  });
  afterAll(() => fidele.leave());

  test('it says what is missing, and counts instead of comparing', async () => {
    await fidele.click('link', fr.nav.glasses);
    await fidele.sees(g.cohorts.noAgain(90));
    await fidele.sees(g.cohorts.running);
    await fidele.sees(g.forecasts.silent.title);
    expect(await fidele.accessibility()).toEqual([]);
    expect(fidele.complaints()).toEqual([]);
  });
});
