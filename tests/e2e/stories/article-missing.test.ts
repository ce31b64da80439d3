import { Key } from 'selenium-webdriver';
import { afterAll, describe, expect, test } from 'vitest';
import { Fidele, type Language } from '../harness/fidele';
import { words as catalogues } from '../harness/words';

/** The picture of her journey, lived day by day in the window: an article is missing in the parcel, and trust is mended. */
const STORY: Record<
  Language,
  Record<
    'angry' | 'asked' | 'promise' | 'said' | 'sent' | 'action' | 'gesture' | 'thanks' | 'cost' | 'fix',
    string
  >
> = {
  fr: {
    angry: 'Article manquant dans le colis, furieuse : « on ne me croit jamais quand je le dis »',
    asked: 'l’article manquant',
    promise: 'remplacement chez elle sous 48 heures',
    said: 'c’est nous, le colis n’a pas été recompté',
    sent: 'remplacement livré le matin même',
    action: 'Un second contrôle avant de fermer le colis',
    gesture: 'livraison offerte : « merci, je ne m’y attendais pas »',
    thanks: 'tout est arrivé, elle est soulagée',
    cost: '6,90',
    fix: 'Préparation',
  },
  en: {
    angry: 'An article was missing in the parcel, she complained and is furious: “nobody ever believes me”',
    asked: 'the missing article',
    promise: 'replacement with her within 48 hours',
    said: 'it was us, nobody counted the parcel again',
    sent: 'replacement delivered this very morning',
    action: 'A second check before the parcel is closed',
    gesture: 'free delivery: “thank you, I did not expect it”',
    thanks: 'everything came, she is relieved',
    cost: '6.90',
    fix: 'Preparation',
  },
};
const JEANNE = 'Jeanne Dupuis';

describe.each(['fr', 'en'] as const)('from anger to a kept promise, %s', (language) => {
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
  const save = async (name: string) => {
    await fidele.click('button', name, true);
    await fidele.waitFor('the dialog to close', async () => (await fidele.all('dialog')).length === 0);
  };
  const step = async (name: string, said?: string) => {
    await fidele.click('button', t.common.more, true);
    await fidele.click('menuitem', name);
    await fidele.find('dialog');
    if (said) await fidele.fill(c.step.text, said);
    await save(c.step.save);
  };
  const choose = async (field: string, option: string) => {
    await fidele.click('button', field);
    await fidele.click('option', option.charAt(0).toUpperCase() + option.slice(1));
  };
  /** Both sizes and both themes, and nothing for axe to find. */
  const look = async (name: string) => {
    for (const theme of ['light', 'dark']) {
      await fidele.run((theme) => void (document.documentElement.dataset.theme = theme), theme);
      expect(await fidele.accessibility()).toEqual([]);
      for (const [width, height] of [
        [1280, 800],
        [1024, 700],
      ] as const) {
        await fidele.resize({ width, height });
        await fidele.settled();
        await fidele.picture(`article-${name}-${language}-${width}-${theme}`);
      }
    }
    await fidele.run(() => void (document.documentElement.dataset.theme = 'light'));
    await fidele.resize({ width: 1280, height: 800 });
  };
  const jeanne = async () => {
    await fidele.press(Key.CONTROL, 'k');
    await fidele.find('dialog');
    await fidele.type('jeanne');
    await fidele.find('option', JEANNE);
    await fidele.type(Key.ENTER);
    await fidele.find('heading', t.trust.title, true);
  };
  /** Trust and its ceiling, as her journey shows them. */
  const trust = async (): Promise<[number, number]> => {
    await jeanne();
    const said = /(\d+) \/ (\d+)/.exec(await fidele.text());
    return [Number(said?.[1]), Number(said?.[2])];
  };
  const seen: [number, number][] = [];

  test('she trusted the shop until 19 September', async () => {
    const cli = (...args: string[]) => fidele.cli(...args, '--today', '2026-09-19');
    cli('new', path, '--name', 'Boulangerie Martin');
    cli('-n', path, 'settings', '--owner', 'Claire');
    cli('-n', path, 'add', JEANNE, '--phone', '06 12 34 56 78');
    for (const day of ['2026-07-30', '2026-08-12', '2026-08-25', '2026-09-06', '2026-09-18'])
      cli('-n', path, 'note', 'jeanne', 'purchase', '58.00', '--day', day);
    const call = ['exchange', 'conseil sur l’entretien', '--channel', 'call', '--purpose', 'advice'];
    cli('-n', path, 'note', 'jeanne', ...call, '--day', '2026-09-02', '--emotion', 'contentment');
    cli('-n', path, 'add', 'Amélie Morin');
    cli('-n', path, 'edit', 'Amélie Morin', '--referrer', JEANNE);
    cli('-n', path, 'note', 'Amélie Morin', 'purchase', '58.00', '--day', '2026-06-21');
    cli('-n', path, 'complaint', 'cause', 'add', story.fix);
    await on('2026-09-19');
    seen.push(await trust());
    expect(seen[0]?.[1]).toBe(100);
  });

  test('on the 20th she is angry: N, a sentence, Enter, and the complaint is open', async () => {
    await on('2026-09-20');
    await jeanne();
    await fidele.type('n');
    await fidele.sees(t.note.titleFor(JEANNE));
    await fidele.type(story.angry);
    await fidele.sees(t.moments.quick.read);
    await fidele.find('button', t.moments.kinds.complaint);
    const emotion = new RegExp(t.moments.emotion.anger, 'i');
    await fidele.waitFor('her anger', async () => emotion.test(await fidele.text()));
    await look('sentence');
    await fidele.type(Key.ENTER);
    await fidele.sees(c.dialog.saved);
    await fidele.sees(c.announce.title);
    await fidele.sees(t.moments.emotion.anger);
    await fidele.sees(t.moments.told.openComplaint);
    seen.push(await trust());
    expect(seen[1]?.[0]).toBeLessThan(seen[0]?.[0] ?? 0);
    expect(seen[1]?.[1]).toBeLessThan(100);
    await look('angry');
  });

  test('what set it off is added, and a replacement is promised for the 22nd', async () => {
    await fidele.click('link', c.announce.open);
    await fidele.find('heading', c.page.facts);
    await fidele.click('button', c.page.edit, true);
    await choose(t.moments.form.trigger, t.moments.trigger.notBelieved);
    await fidele.fill(c.dialog.asked, story.asked);
    await look('form');
    await save(t.common.save);
    await fidele.sees(t.moments.trigger.notBelieved);
    await fidele.click('button', t.promises.make, true);
    await fidele.fill(t.promises.text, story.promise);
    await fidele.fill(t.promises.due, '22/09/2026');
    await look('promise');
    // The page behind has a button of that name too.
    await fidele.press(Key.CONTROL, Key.ENTER);
    await fidele.waitFor('the dialog to close', async () => (await fidele.all('dialog')).length === 0);
    await fidele.sees(story.promise);
  });

  test('on the 22nd Today says what is due; it is acknowledged, apologised for, solved and kept', async () => {
    await on('2026-09-22');
    await fidele.sees(t.promises.title);
    await fidele.sees(story.promise);
    await fidele.sees(t.promises.today);
    await look('today');
    await fidele.type('g', 'r');
    await fidele.find('heading', c.columns.received);
    await fidele.run(() => document.querySelector<HTMLElement>('[data-state=received] button')?.click());
    await fidele.find('heading', c.page.facts);
    await fidele.click('button', c.acts.acknowledged, true);
    await fidele.fill(c.step.text, story.said);
    await save(c.step.save);
    await step(c.acts.apology);
    await fidele.click('button', c.page.edit, true);
    await choose(c.dialog.cause, story.fix);
    await save(t.common.save);
    await step(c.acts.solved, story.sent);
    await fidele.sees(story.sent);
    await fidele.click('button', c.actions.add);
    await fidele.fill(c.actions.text, story.action);
    await save(c.actions.save);
    await fidele.type('g', 't');
    await fidele.click('button', t.promises.keepOf(story.promise, JEANNE));
    await fidele.sees(t.promises.kept);
    await fidele.waitFor('it to be off Today', async () => !(await fidele.text()).includes(story.promise));
  });

  test('on the 28th a gesture relieves her; it is checked with her and closed', async () => {
    await on('2026-09-28');
    await fidele.type('g', 'r');
    await fidele.waitFor('the card', () =>
      fidele.run(() => document.querySelector('[data-state=solved] button') !== null),
    );
    await fidele.run(() => document.querySelector<HTMLElement>('[data-state=solved] button')?.click());
    await fidele.click('button', c.gestures.add);
    await fidele.fill(c.gestures.text, story.gesture);
    await choose(c.gestures.what, c.gestures.kinds.service);
    await fidele.fill(c.gestures.cost, story.cost);
    await choose(t.moments.form.emotion, t.moments.emotion.relief);
    await look('gesture');
    await save(c.gestures.save);
    await fidele.sees(story.gesture);
    await fidele.sees(c.page.feltAfter);
    await fidele.click('button', c.acts.checked, true);
    await fidele.fill(c.step.text, story.thanks);
    await save(c.step.save);
    await look('page');
    await fidele.click('button', c.acts.closed, true);
    await save(c.step.save);
    await fidele.sees(c.states.closed);
  });

  test('trust has come back, under a ceiling that remembers', async () => {
    seen.push(await trust());
    const [[before], [broken, low], [after, ceiling]] = seen as [
      [number, number],
      [number, number],
      [number, number],
    ];
    expect(after).toBeGreaterThan(broken);
    expect(ceiling).toBeGreaterThan(low);
    expect(ceiling).toBeLessThan(100);
    expect(after).toBeLessThanOrEqual(ceiling);
    expect(before).toBeGreaterThan(broken);
    await fidele.sees(t.trust.index);
  });

  test('the journal tells it all, and each entry leads to the complaint', async () => {
    const journal = await fidele.waitFor('the journal', async () => {
      const text = await fidele.text();
      return text.includes(t.moments.told.openComplaint) && text;
    });
    for (const told of [
      story.gesture,
      t.moments.emotion.relief,
      t.moments.promise.kept,
      story.promise,
      t.moments.emotion.anger,
      t.moments.trigger.notBelieved,
      t.moments.told.cause(story.fix),
      c.steps.acknowledged.toLocaleLowerCase(),
      c.steps.apology.toLocaleLowerCase(),
      t.moments.stands.closed,
      t.moments.told.referral,
      'Amélie Morin',
    ])
      expect(journal).toContain(told.replaceAll(/[\u00a0\u202f]/g, ' '));
    await fidele.run(() => {
      let box = document.querySelector('main section ul')?.parentElement;
      while (box && getComputedStyle(box).overflowY !== 'auto') box = box.parentElement;
      if (box) box.scrollTop = 230;
    });
    await look('journal');
    const after = t.moments.told.afterComplaint('');
    await fidele.click('link', after.trim());
    await fidele.find('heading', c.page.facts);
    await fidele.sees(story.sent);
    expect(fidele.complaints()).toEqual([]);
  });
});
