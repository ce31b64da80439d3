import { describe, expect, it } from 'vitest';
import { bare, caps, pressed, Reader, spoken } from './keys';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => pressed({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('what was pressed', () => {
  it('is written as commands write it', () => {
    expect(press('n')).toBe('n');
    expect(press('K', { ctrlKey: true })).toBe('Control+k');
    expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('Control+Shift+z');
    expect(press('F1')).toBe('F1');
    expect(press('ArrowDown', { shiftKey: true })).toBe('Shift+ArrowDown');
  });
  it('is the sign printed, whatever it takes on the keyboard', () => {
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('/', { shiftKey: true })).toBe('/');
  });
  it('is nothing while a key is only held', () => {
    for (const key of ['Shift', 'Control', 'Dead']) expect(press(key)).toBeNull();
  });
});

describe('keys one after the other', () => {
  const known = ['n', 'g t', 'g c', 'Control+k'];
  it('are found, within a moment', () => {
    const reader = new Reader();
    expect(reader.read('g', known, 0)).toBe('begun');
    expect(reader.read('t', known, 900)).toEqual({ keys: 'g t' });
    expect(reader.read('t', known, 1000)).toBeNull();
    expect(reader.read('g', known, 2000)).toBe('begun');
    expect(reader.read('t', known, 9000)).toBeNull();
  });
  it('give way to a single key that is not the second', () => {
    const reader = new Reader();
    reader.read('g', known, 0);
    expect(reader.read('n', known, 100)).toEqual({ keys: 'n' });
    expect(reader.read('g', known, 200)).toBe('begun');
    expect(reader.read('g', known, 300)).toBe('begun');
    expect(reader.read('c', known, 400)).toEqual({ keys: 'g c' });
  });
});

describe('letters', () => {
  it('are told from keys held with Ctrl', () => {
    expect(['n', '?', 'g t', 'Shift+u'].every(bare)).toBe(true);
    expect(['Control+k', 'F1', 'Enter'].some(bare)).toBe(false);
  });
  it('are drawn and spoken', () => {
    expect(caps('Control+k')).toEqual([['Ctrl', 'K']]);
    expect(caps('g t')).toEqual([['G'], ['T']]);
    expect(caps('Enter', { Enter: 'Entrée' })).toEqual([['Entrée']]);
    expect(spoken('Control+k')).toBe('Control+K');
    expect(spoken('g t')).toBeUndefined();
    expect(spoken('?')).toBe('?');
  });
});
