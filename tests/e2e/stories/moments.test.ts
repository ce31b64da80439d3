import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele, type Language } from '../harness/fidele';
import { ANDRE, asFrenchCsv, sales } from '../harness/sales';
import { words } from '../harness/words';

const STORIES: Record<
  Language,
  { bought: string; amount: string; felt: string; angry: string; left: string }
> = {
  fr: {
    bought: 'Achat 34,50 € hier, très contente',
    amount: '34,50',
    felt: 'contentement',
    angry: 'A appelé ce matin, furieuse d’avoir attendu',
    left: 'Offert un café, 2 €',
  },
  en: {
    bought: 'Bought for 34.50 yesterday, very pleased',
    amount: '34.50',
    felt: 'contentment',
    angry: 'She called this morning, furious about the wait',
    left: 'We gave him a coffee, 2 €',
  },
};

describe.each(['fr', 'en'] as const)('a moment in a sentence (%s)', (language) => {
  const fidele = new Fidele();
  const w = words[language];
  const story = STORIES[language];
  const field = (label: string) =>
    fidele.run(
      (label) =>
        [...document.querySelectorAll('[role=dialog] label')]
          .find((one) => one.textContent?.includes(label))
          ?.querySelector('input')?.value ?? '',
      label,
    );

  beforeAll(async () => {
    const notebook = `${fidele.home}/Boulangerie.fidele`;
    fidele.cli('new', notebook, '--name', 'Boulangerie');
    fidele.cli('--notebook', notebook, 'import', fidele.file('ventes.csv', asFrenchCsv(sales())));
    const letter = fidele.file('lettre.pdf', '%PDF-1.7 une lettre');
    fidele.cli(
      ...['--notebook', notebook, '--today', '2026-11-20', 'note', ANDRE, 'Merci à Luc', '--attach', letter],
    );
    await fidele.start({ args: [notebook], language });
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('andre');
    await fidele.click('option', ANDRE);
    await fidele.find('heading', ANDRE);
  });
  afterAll(() => fidele.leave());

  test('N, a sentence, Enter: what it says is proposed, and why', async () => {
    await fidele.type('n');
    await fidele.sees(w.note.titleFor(ANDRE));
    await fidele.type(story.bought);
    await fidele.sees(w.moments.quick.read);
    await fidele.waitFor('the amount', async () => (await field(w.moments.quick.amount)) === story.amount);
    expect(await field(w.moments.quick.day)).toBe('21/11/2026');
    await fidele.sees(w.moments.form.disclosable);
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.picture(`moments-quick-${language}`);
    await fidele.type(Key.ENTER);
    await fidele.sees(w.note.saved);
    await fidele.sees(story.bought);
    await fidele.sees(story.felt);
    await fidele.picture(`moments-journal-${language}`);
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('what is proposed can be changed and cleared', async () => {
    await fidele.type('n');
    await fidele.find('dialog');
    await fidele.type(story.angry);
    await fidele.sees(w.moments.quick.read);
    await fidele.find('button', w.moments.quick.strength);
    await fidele.click('button', w.moments.quick.emotion);
    await fidele.click('option', w.moments.quick.none);
    await fidele.press(Key.CONTROL, Key.ENTER);
    await fidele.sees(w.note.saved);
    await fidele.sees(story.angry);
    await fidele.sees(w.journey.journal.callIn);
    // As a word of its own: it also hides in « boulangerie ».
    expect(await fidele.text()).not.toMatch(new RegExp(`\\b${w.moments.emotion.anger}\\b`));
  });

  test('undo takes it back, with what was felt', async () => {
    await fidele.type('n');
    await fidele.find('dialog');
    await fidele.type(story.left);
    await fidele.sees(w.moments.quick.read);
    await fidele.type(Key.ENTER);
    await fidele.sees(story.left);
    await fidele.click('radio', w.moments.filters.gestures);
    await fidele.sees(story.left);
    await fidele.seesNoMore(story.bought);
    await fidele.click('radio', w.journey.journal.all);
    await fidele.press(Key.CONTROL, 'z');
    await fidele.seesNoMore(story.left);
  });

  test('a correction keeps what was said', async () => {
    await fidele.sees('lettre.pdf');
    await fidele.click('button', w.journey.journal.more(w.moments.told.praise));
    await fidele.click('menuitem', w.journey.journal.edit);
    await fidele.fill(w.moments.form.praiseText, 'Merci à Claire');
    await fidele.click('button', w.common.save, true);
    await fidele.sees('Merci à Claire');
    await fidele.click(
      'button',
      w.moments.told.corrected(language === 'fr' ? '22 nov. 2026' : '22 Nov 2026'),
    );
    await fidele.sees(w.moments.history.title);
    await fidele.sees('Merci à Luc');
    expect(await fidele.accessibility()).toEqual([]);
    await fidele.picture(`moments-versions-${language}`);
    await fidele.escape();
    expect(fidele.complaints()).toEqual([]);
  });
});
