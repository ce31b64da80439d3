import { render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { initials } from './initials';
import { moveBy, pickOf, scrollTo, visibleRange } from './virtual';
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
