import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele, type Language } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { words } from '../harness/words';
import { capture, enlarged } from './gallery';

describe.each<Language>(['fr', 'en'])('promises and gestures, %s', (language) => {
  const w = words[language];
  const fidele = new Fidele();
  const notebook = `${fidele.home}/Boulangerie.fidele`;

  beforeAll(async () => {
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'settings', '--owner', 'Claire');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
    const told = ['--who', 'Claire', '--due-time', '18:00'];
    const make = (who: string, text: string, due: string, today: string) =>
      fidele.cli(
        '--notebook',
        notebook,
        '--today',
        today,
        'promise',
        'make',
        who,
        text,
        '--due',
        due,
        ...told,
      );
    make(ANDRE, 'rembourser 42 €, sous quinzaine', '2026-11-21', '2026-11-06');
    make('Sonia Benali', 'donner des nouvelles de sa commande', '2026-11-22', '2026-11-19');
    make('Luc Fabre', 'rappeler pour la terrasse', '2026-11-25', '2026-11-20');
    for (let i = 0; i < 12; i += 1) {
      make('Paul Roussel', `rappeler, ${i + 1}`, `2026-11-${String(i + 5).padStart(2, '0')}`, '2026-11-02');
      const on = ['--today', `2026-11-${String(i + (i % 4 === 0 ? 6 : 5)).padStart(2, '0')}`];
      fidele.cli('--notebook', notebook, ...on, 'promise', i === 3 ? 'break' : 'keep', 'Paul Roussel');
    }
    await fidele.start({ language, args: [notebook] });
  });
  afterAll(() => fidele.leave());

  test('today', async () => {
    await fidele.sees(w.promises.title);
    expect(await capture(fidele, '60-promises-today', language)).toEqual([]);
  });

  test('a journey, and making one', async () => {
    await fidele.click('link', ANDRE);
    await fidele.sees(w.promises.settleFirst);
    const wrong = await capture(fidele, '61-promises-journey', language);
    await fidele.type('m');
    await fidele.sees(w.promises.makeTo(ANDRE));
    wrong.push(...(await capture(fidele, '62-promise', language)));
    await fidele.escape();
    expect(wrong).toEqual([]);
  });

  test('the week', async () => {
    await fidele.click('link', w.nav.winback);
    await fidele.sees(w.winback.planWeek);
    expect(await capture(fidele, '63-promises-week', language)).toEqual([]);
  });

  test('how many are kept', async () => {
    await fidele.click('link', w.nav.glasses);
    await fidele.sees(w.promises.rate.title);
    await fidele.click('button', w.promises.rate.list);
    const card = await fidele.find('heading', w.promises.rate.title);
    await fidele.web.executeScript('arguments[0].scrollIntoView()', card);
    expect(await capture(fidele, '64-promises-kept', language)).toEqual([]);
  });

  test('the text at twice its size', async () => {
    await fidele.click('link', w.nav.today);
    await fidele.sees(w.promises.title);
    expect(await enlarged(fidele, '65-promises', language)).toEqual([]);
  });
});
