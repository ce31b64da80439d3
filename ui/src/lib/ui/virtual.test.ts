import { render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { initials } from './initials';
import { Scale, moveBy, pickOf, scrollTo, visibleRange } from './virtual';
import VirtualList from './VirtualList.svelte';

describe('virtual list', () => {
  it('draws what is in sight and a little more', () => {
    expect(visibleRange(0, 480, 48, 100_000, 6)).toEqual({ first: 0, last: 16 });
    expect(visibleRange(48_000, 480, 48, 100_000, 6)).toEqual({ first: 994, last: 1016 });
    expect(visibleRange(0, 480, 48, 3, 6)).toEqual({ first: 0, last: 3 });
    expect(visibleRange(9999, 480, 48, 0, 6)).toEqual({ first: 0, last: 0 });
  });
  it('moves by keys and stays inside', () => {
    expect(moveBy('ArrowDown', 4, 10, 5)).toBe(5);
    expect(moveBy('ArrowUp', 0, 10, 5)).toBe(0);
    expect(moveBy('PageDown', 7, 10, 5)).toBe(9);
    expect(moveBy('Home', 7, 10, 5)).toBe(0);
    expect(moveBy('End', 7, 10, 5)).toBe(9);
    expect(moveBy('x', 7, 10, 5)).toBeNull();
    expect(moveBy('End', 0, 0, 5)).toBeNull();
  });
  it('scrolls no further than needed', () => {
    expect(scrollTo(5, 0, 480, 48)).toBe(0);
    expect(scrollTo(12, 0, 480, 48)).toBe(144);
    expect(scrollTo(1, 480, 480, 48)).toBe(48);
  });

  const row = createRawSnippet((index: () => number) => ({
    render: () => `<span role="gridcell">row ${index()}</span>`,
  }));

  it('tells how long it is and holds few elements', () => {
    render(VirtualList, { label: 'Clients', count: 100_000, rowHeight: 48, row });
    const grid = screen.getByRole('grid', { name: 'Clients' });
    expect(grid.getAttribute('aria-rowcount')).toBe('100000');
    expect(screen.getAllByRole('row').length).toBeLessThan(40);
  });
  it('keeps the rows in sight until those asked for are there', async () => {
    let arrive: (there: boolean) => void = () => undefined;
    const onrange = vi.fn((first: number) =>
      first === 0 ? undefined : new Promise<boolean>((resolve) => (arrive = resolve)),
    );
    render(VirtualList, { label: 'Clients', count: 100_000, rowHeight: 48, row, onrange });
    const grid = screen.getByRole('grid');
    await tick();
    const texts = () => screen.getAllByRole('row').map((one) => one.textContent.trim());
    grid.focus();
    grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true }));
    await tick();
    expect(onrange).toHaveBeenLastCalledWith(99_990, 100_000);
    expect(texts()).toContain('row 0');
    arrive(true);
    await tick();
    await tick();
    expect(texts()).toContain('row 99999');
  });
  it('opens the row the keyboard is on', async () => {
    const onopen = vi.fn();
    render(VirtualList, { label: 'Clients', count: 100, rowHeight: 48, row, onopen });
    const grid = screen.getByRole('grid');
    grid.focus();
    const press = (key: string) =>
      grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    press('ArrowDown');
    press('ArrowDown');
    await tick();
    const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
    expect(active?.textContent).toContain('row 2');
    press('Enter');
    expect(onopen).toHaveBeenCalledWith(2);
  });
});

describe('the bar of a list', () => {
  const ROW = 52;
  it('moves with the rows as far as an element can be tall', () => {
    const scale = new Scale(100_000 * ROW, 600);
    expect(scale.tall).toBe(5_200_000);
    expect(scale.bar(123_456)).toBe(123_456);
    expect(scale.scrolled(0, 0, 4_000_000)).toBe(4_000_000);
  });
  it('reaches the last of a million rows', () => {
    const scale = new Scale(1_000_000 * ROW, 600);
    const end = scale.tall - 600;
    expect(scale.tall).toBeLessThan(33_000_000);
    expect(scale.scrolled(0, 0, end)).toBe(scale.most);
    expect(scale.bar(scale.most)).toBe(end);
    expect(scale.scrolled(scale.most, end, 0)).toBe(0);
  });
  it('lets the wheel move a million rows by their own pixels, to either end', () => {
    const scale = new Scale(1_000_000 * ROW, 600);
    expect(scale.scrolled(1_000_000, scale.bar(1_000_000), scale.bar(1_000_000) + 120)).toBe(1_000_120);
    expect(scale.scrolled(50, 80, 0)).toBe(0);
    // The bar is at its end before the rows are: it has to be put back.
    expect(scale.stuck(500_000, 0)).toBe(true);
    expect(scale.stuck(0, 0)).toBe(false);
    expect(scale.stuck(scale.most, scale.tall - 600)).toBe(false);
  });
});

describe('initials', () => {
  it.each([
    ['Jeanne Dupuis', 'JD'],
    ['Marie-Claire de la Tour', 'MT'],
    ['élise', 'É'],
    ['<img onerror=alert(1)>', 'IO'],
    ['  ', '·'],
    ['!!!', '·'],
    ['山田 太郎', '山太'],
    ['Jean 😀', 'J'],
  ])('of %s are %s', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});

describe('keys that pick', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  it('are Space, Shift+Space, Ctrl+A and Escape', () => {
    expect(pickOf({ ...plain, key: ' ' })).toBe('one');
    expect(pickOf({ ...plain, key: ' ', shiftKey: true })).toBe('range');
    expect(pickOf({ ...plain, key: 'a', ctrlKey: true })).toBe('all');
    expect(pickOf({ ...plain, key: 'A', metaKey: true })).toBe('all');
    expect(pickOf({ ...plain, key: 'Escape' })).toBe('none');
  });
  it('are no others: letters, moves and what the window keeps for itself pass', () => {
    for (const key of ['a', 'Enter', 'ArrowDown', 'n']) expect(pickOf({ ...plain, key })).toBeNull();
    expect(pickOf({ ...plain, key: 'k', ctrlKey: true })).toBeNull();
    expect(pickOf({ ...plain, key: ' ', altKey: true })).toBeNull();
  });
});
