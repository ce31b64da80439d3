import { By, Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { fr } from '../harness/words';

describe('winning back, on the example', () => {
  const fidele = new Fidele();
  let peaceful = '';
  let returning = '';

  beforeAll(async () => {
    await fidele.start();
    await fidele.click('button', fr.start.example.title);
    await fidele.sees(fr.today.drifting.title);
  });
  afterAll(() => fidele.leave());

  /** The names of those with a planned contact, top first. */
  const planned = () =>
    fidele.run(
      (start) =>
        [...document.querySelectorAll<HTMLElement>('button')]
          .map((button) => button.ariaLabel ?? '')
          .filter((label) => label.startsWith(start))
          .map((label) => label.slice(start.length)),
      `${fr.contact.recordShort}, `,
    );
  const visit = async (name: string) => {
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type(name);
    await fidele.click('option', name);
    await fidele.find('heading', name);
  };

  test('a week is planned in one click, as full as the owner said and no fuller', async () => {
    await fidele.click('link', fr.nav.winback);
    await fidele.click('button', fr.winback.planWeek);
    await fidele.sees(fr.plan.many.done(8));
    await fidele.click('radio', fr.winback.tabs.planned);
    await fidele.waitFor('eight contacts', async () => (await planned()).length === 8);
    [peaceful = ''] = await planned();
    // Thanks are not sent to bring someone back; taking news is.
    const news = await fidele.find('listitem', fr.words.purpose.news);
    returning = await news.findElement(By.css('a')).getText();
    expect(returning).not.toBe(peaceful);
  });

  test('a week that is full is said to be, and only then', async () => {
    await fidele.click('radio', fr.winback.tabs.queue);
    await fidele.click('button', fr.winback.planWeek);
    await fidele.sees(fr.winback.weekFull);
    await fidele.click('radio', fr.winback.tabs.planned);
  });

  test('who wants peace gets it', async () => {
    await fidele.click('button', `${fr.contact.recordShort}, ${peaceful}`);
    await fidele.click('button', fr.words.outcome.peace);
    await fidele.sees(fr.contact.recorded);
    await fidele.waitFor('the contact to go', async () => !(await planned()).includes(peaceful));
    await visit(peaceful);
    await fidele.sees(fr.journey.next.leave);
    await fidele.click('link', fr.nav.winback);
    await fidele.sees(fr.winback.title);
    await fidele.find('radio', fr.winback.tabs.queue);
    expect(await fidele.all('link', peaceful)).toEqual([]);
  });

  test('a purchase closes the contact by itself, and asks for a welcome', async () => {
    await visit(returning);
    await fidele.click('button', fr.contact.record);
    await fidele.click('button', fr.words.outcome.willCome);
    await fidele.sees(fr.contact.recorded);
    await fidele.type('n');
    await fidele.sees(fr.note.titleFor(returning));
    await fidele.fill(fr.moments.quick.sentence, 'Achat 34,50 €');
    await fidele.click('button', fr.note.save, true);
    await fidele.sees(fr.note.saved);
    await fidele.click('link', fr.nav.winback);
    await fidele.click('radio', fr.winback.tabs.back);
    await fidele.find('link', returning);
  });

  test('undo takes the purchase back, and with it the return', async () => {
    await fidele.press(Key.CONTROL, 'z');
    await fidele.sees(fr.undo.done);
    await fidele.waitFor('the return to go', async () => (await fidele.all('link', returning)).length === 0);
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
