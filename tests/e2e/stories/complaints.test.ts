import { Key } from 'selenium-webdriver';
import { afterAll, describe, expect, test } from 'vitest';
import { Fidele, type Language } from '../harness/fidele';
import { words as catalogues } from '../harness/words';

/** The article that was missing in the parcel, from anger to relief, as it happens: three days of September. */
const STORY: Record<
  Language,
  {
    text: string;
    asked: string;
    sent: string;
    action: string;
    gesture: string;
    cost: string;
  }
> = {
  fr: {
    text: 'Article manquant dans le colis : on ne me croit jamais quand je le dis',
    asked: 'l’article manquant',
    sent: 'remplacement envoyé, chez elle sous 48 h',
    action: 'Un second contrôle avant de fermer le colis',
    gesture: 'livraison offerte',
    cost: '6,90',
  },
  en: {
    text: 'An article was missing in the parcel: nobody ever believes me when I say so',
    asked: 'the missing article',
    sent: 'replacement sent, there within 48 hours',
    action: 'A second check before the parcel is closed',
    gesture: 'free delivery',
    cost: '6.90',
  },
};

describe.each(['fr', 'en'] as const)('the missing article, %s', (language) => {
  const t = catalogues[language];
  const c = t.complaints;
  const story = STORY[language];
  const fidele = new Fidele();
  const path = `${fidele.home}/martin.fidele`;
  afterAll(() => fidele.leave());

  const on = async (today: string) => {
    await fidele.close();
    await fidele.start({ args: [path], language, today });
  };
  const step = async (name: string) => {
    await fidele.click('button', t.common.more, true);
    await fidele.click('menuitem', name);
    await fidele.find('dialog');
  };
  const save = async (name: string) => {
    await fidele.click('button', name, true);
    await fidele.waitFor('the dialog to close', async () => (await fidele.all('dialog')).length === 0);
  };
  const look = async (name: string) => {
    expect(await fidele.accessibility()).toEqual([]);
    for (const [width, height] of [
      [1280, 800],
      [1024, 700],
    ] as const) {
      await fidele.resize({ width, height });
      for (const theme of ['light', 'dark']) {
        await fidele.run((theme) => (document.documentElement.dataset.theme = theme), theme);
        await fidele.settled();
        await fidele.picture(`complaints-${name}-${language}-${width}-${theme}`);
      }
    }
    await fidele.run(() => (document.documentElement.dataset.theme = 'light'));
    await fidele.resize({ width: 1280, height: 800 });
  };

  test('on 20 September she is angry, and it is noted in her words', async () => {
    const cli = (...args: string[]) => fidele.cli(...args, '--today', '2026-09-19');
    cli('new', path, '--name', 'Boulangerie Martin');
    cli('-n', path, 'add', 'Jeanne Dupuis', '--phone', '06 12 34 56 78');
    for (const day of ['2026-07-30', '2026-08-12', '2026-08-25', '2026-09-06', '2026-09-18'])
      cli('-n', path, 'note', 'jeanne', 'purchase', '58.00', '--day', day);
    cli('-n', path, 'complaint', 'cause', 'add', c.causes.offered[0] ?? '', c.causes.offered[1] ?? '');
    await on('2026-09-20');
    await fidele.type('g', 'r');
    await fidele.sees(c.emptyTitle);
    await look('empty');

    await fidele.type('g', 'c');
    await fidele.find('heading', t.people.title);
    await fidele.click('row', 'Jeanne Dupuis');
    await fidele.find('heading', 'Jeanne Dupuis');
    await fidele.type('r');
    await fidele.fill(c.dialog.text, story.text);
    await fidele.fill(c.dialog.asked, story.asked);
    await fidele.fill(c.dialog.accountable, 'Luc');
    await fidele.fill(c.dialog.update, '22/09/2026');
    await look('new');
    await save(c.dialog.save);
    await fidele.sees(story.text);
    await fidele.sees(c.states.received);
    expect(await fidele.accessibility()).toEqual([]);
  });

  test('her journey says so at the top, and nothing is to be sold to her', async () => {
    await fidele.click('button', c.page.journey);
    await fidele.sees(c.announce.title);
    await fidele.sees(t.words.approach.apologise.toLocaleLowerCase());
    await look('journey');
    await fidele.click('link', c.announce.open);
    await fidele.find('heading', c.guide.title);
  });

  test('on 22 September it is acknowledged, apologised for and solved, as promised', async () => {
    await on('2026-09-22');
    await fidele.type('g', 'r');
    await fidele.find('heading', c.columns.received);
    await look('board');
    // By hand: where no step leads it stays, and a click is still a click.
    const card = await fidele.waitFor(
      'the card',
      async () => (await fidele.all('button', 'Jeanne Dupuis'))[0],
    );
    const middle = (state: string) =>
      fidele.run((state) => {
        const box = document.querySelector(`[data-state=${state}]`)?.getBoundingClientRect();
        return box
          ? { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + Math.min(box.height, 200) / 2) }
          : { x: 0, y: 0 };
      }, state);
    const drag = async (state: string, drop: () => Promise<void>) => {
      const actions = fidele.web.actions();
      await actions.move({ origin: card }).press().move({ origin: card, x: 30, y: 12 }).perform();
      await fidele.waitFor('where it may go', () =>
        fidele.run(() => document.querySelector('section.takes[data-state=acknowledged]') !== null),
      );
      await fidele.web
        .actions()
        .move(await middle(state))
        .perform();
      await drop();
    };
    await drag('closed', async () => {
      expect(await fidele.run(() => document.querySelector('section.over'))).toBeNull();
      await fidele.web.actions().release().perform();
    });
    expect(await fidele.all('dialog')).toEqual([]);
    await drag('acknowledged', async () => {
      await fidele.waitFor('the column under it', () =>
        fidele.run(() => document.querySelector('section.over[data-state=acknowledged]') !== null),
      );
      await fidele.picture(`complaints-drag-${language}`);
      // Escape puts it back.
      await fidele.type(Key.ESCAPE);
      await fidele.web.actions().release().perform();
    });
    expect(await fidele.all('dialog')).toEqual([]);
    await fidele.find('heading', c.columns.received);
    await drag('acknowledged', () => fidele.web.actions().release().perform());
    await fidele.find('dialog', c.acts.acknowledged);
    await fidele.escape();
    // With the keyboard: lifted, and put down where a step may lead.
    await fidele.run(() => document.querySelector<HTMLElement>('[data-state=received] button')?.focus());
    await fidele.type(' ');
    await fidele.sees(c.states.acknowledged);
    await fidele.type(' ');
    await fidele.find('dialog', c.acts.acknowledged);
    await look('step');
    await save(c.step.save);
    await fidele.waitFor('the card in its column', () =>
      fidele.run(() => document.querySelector('[data-state=acknowledged] button') !== null),
    );
    await fidele.run(() => document.querySelector<HTMLElement>('[data-state=acknowledged] button')?.focus());
    await fidele.type(Key.ENTER);
    await fidele.find('heading', c.page.facts);
    await step(c.acts.apology);
    await save(c.step.save);
    await fidele.sees(c.steps.apology);
    await fidele.click('button', c.page.edit, true);
    await fidele.click('combobox', c.dialog.cause);
    await fidele.click('option', c.causes.offered[0] ?? '');
    await save(t.common.save);
    await step(c.acts.solved);
    await fidele.fill(c.step.text, story.sent);
    await save(c.step.save);
    await fidele.sees(story.sent);
    await fidele.seesNoMore(c.lateNow);
    await fidele.click('button', c.actions.add);
    await fidele.fill(c.actions.text, story.action);
    await save(c.actions.save);
    await fidele.sees(story.action);
  });

  test('on 28 September a gesture relieves her, and it is checked and closed', async () => {
    await on('2026-09-28');
    await fidele.type('g', 'r');
    await fidele.waitFor('the card', () =>
      fidele.run(() => document.querySelector('[data-state=solved] button') !== null),
    );
    await fidele.run(() => document.querySelector<HTMLElement>('[data-state=solved] button')?.click());
    await fidele.click('button', c.gestures.add);
    await fidele.fill(c.gestures.text, story.gesture);
    await fidele.fill(c.gestures.cost, story.cost);
    await save(c.gestures.save);
    await fidele.sees(story.gesture);
    await fidele.click('button', c.acts.checked, true);
    await save(c.step.save);
    await look('page');
    await fidele.click('button', c.acts.closed, true);
    await save(c.step.save);
    await fidele.sees(c.states.closed);
    // Closed too early? Everything can be taken back.
    await fidele.type('u');
    await fidele.find('button', c.acts.closed, true);
    await fidele.press(Key.CONTROL, 'y');
    await fidele.find('button', c.acts.reopened, true);
  });

  test('the figures count it, say of how many, and conclude nothing from one', async () => {
    await on('2026-11-22');
    await fidele.type('g', 'r');
    await fidele.click('radio', c.tabs.figures);
    await fidele.sees(c.figures.rates.firstContact.title);
    await fidele.sees(c.figures.notEnough);
    await fidele.sees(c.causes.offered[0] ?? '');
    await look('figures');
    await fidele.click('radio', c.tabs.causes);
    await fidele.sees(c.causes.title);
    await look('causes');
    await fidele.type('g', 's');
    await fidele.find('heading', t.settings.title);
    await fidele.sees(c.settings.opening);
    expect(await fidele.accessibility()).toEqual([]);
    expect(fidele.complaints()).toEqual([]);
  });
});
