import { join } from 'node:path';
import { Key } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fidele } from '../harness/fidele';
import { scroll, seenWhile } from '../harness/frames';
import { fr } from '../harness/words';

const CUSTOMERS = 50_000;
const name = (n: number) => `Client ${String(n).padStart(5, '0')}`;

describe('a long list', () => {
  const fidele = new Fidele();
  const notebook = join(fidele.home, 'Gare.fidele');

  beforeAll(async () => {
    const lines = Array.from({ length: CUSTOMERS }, (_, n) => `15/10/2026;C${n};${name(n)};10,00`);
    fidele.cli('new', notebook, '--name', 'Gare');
    fidele.cli(
      '--notebook',
      notebook,
      'import',
      fidele.file('ventes.csv', `Date;N° client;Nom;Montant\n${lines.join('\n')}\n`),
    );
    await fidele.start({ args: [notebook] });
    await fidele.type('g', 'c');
    await fidele.sees(name(0));
  }, 180_000);
  afterAll(() => fidele.leave());

  const top = () => fidele.run(() => document.querySelector('main [role=grid]')?.scrollTo(0, 0));

  test.each([
    ['wheel', 120],
    ['fling', 120],
  ] as const)('has no empty row under the %s', async (hand, frames) => {
    await top();
    const seen = await seenWhile(fidele, () => scroll(fidele, hand, frames));
    expect(seen.frames).toBeGreaterThan(0);
    expect(seen.blank).toBe(0);
  });

  test('has none page by page, nor from one end to the other', async () => {
    await top();
    await fidele.run(() => document.querySelector<HTMLElement>('main [role=grid]')?.focus());
    const pages = await seenWhile(fidele, () =>
      fidele.type(...Array.from({ length: 60 }, () => Key.PAGE_DOWN)),
    );
    expect(pages.blank).toBe(0);
    const ends = await seenWhile(fidele, async () => {
      await fidele.type(Key.END);
      await fidele.sees(name(CUSTOMERS - 1));
      await fidele.type(Key.HOME);
      await fidele.sees(name(0));
    });
    expect(ends.blank).toBe(0);
  });

  test('shows where one was until it can show where the bar is dragged to', async () => {
    await top();
    const seen = await seenWhile(fidele, () => scroll(fidele, 'drag', 40));
    expect(seen.blank).toBe(0);
    // The hand rests: what is drawn is what the bar says.
    const at = await fidele.run(() => {
      const grid = document.querySelector('main [role=grid]');
      return Math.floor((grid?.scrollTop ?? 0) / 52) + 1;
    });
    await fidele.sees(name(at));
  });

  test('keeps its rows while something changes', async () => {
    await fidele.run(() => document.querySelector<HTMLElement>('main [role=grid]')?.focus());
    await fidele.type(Key.END);
    await fidele.sees(name(CUSTOMERS - 1));
    const seen = await seenWhile(fidele, async () => {
      await fidele.type('a');
      await fidele.sees(fr.words.customers(CUSTOMERS - 1));
      await fidele.seesNoMore(name(CUSTOMERS - 1));
    });
    expect(seen.blank).toBe(0);
    await fidele.type('u');
    await fidele.sees(fr.words.customers(CUSTOMERS));
    await fidele.sees(name(CUSTOMERS - 1));
  });

  test('nothing went wrong unseen', () => {
    expect(fidele.complaints()).toEqual([]);
  });
});
