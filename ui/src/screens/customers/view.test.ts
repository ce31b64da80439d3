import { describe, expect, it } from 'vitest';
import { shifted } from '../../parts/views.svelte';
import { pristine, type Filter } from './filter.svelte';
import { byName, filterOfView, shows, viewOf } from './view';

const filters: Filter[] = [
  pristine(),
  { ...pristine(), search: 'andré', tag: 'marché' },
  { ...pristine(), behaviour: 'drifting', city: 'Lyon', last: 'older90' },
  { ...pristine(), behaviour: 'archived', last: 'within30' },
  { ...pristine(), last: 'never' },
  { ...pristine(), chanceFrom: 20, chanceTo: 60, worthFrom: 10000 },
  { ...pristine(), fields: [{ field: 'f', test: { kind: 'oneOf', choices: ['Mardi'] } }] },
];

describe('a saved view', () => {
  it('gives back the very list it was made from', () => {
    for (const filter of filters) {
      const view = viewOf('Une vue', filter, { by: 'value', descending: true });
      expect(filterOfView(view)).toEqual(filter);
      expect(shows(view, filter, { by: 'value', descending: true })).toBe(true);
      expect(shows(view, filter, byName())).toBe(false);
    }
  });
  it('says when the list is no longer its own', () => {
    const view = viewOf('Lyon', { ...pristine(), city: 'Lyon' }, byName());
    expect(shows(view, pristine(), byName())).toBe(false);
  });
  it('moves among the others, and not beyond them', () => {
    const views = ['a', 'b', 'c'].map((name) => viewOf(name, pristine(), byName()));
    const names = (list: { name: string }[]) => list.map((one) => one.name).join('');
    expect(names(shifted(views, 'a', 1))).toBe('bac');
    expect(names(shifted(views, 'c', -1))).toBe('acb');
    expect(names(shifted(views, 'a', -1))).toBe('abc');
    expect(names(shifted(views, 'c', 1))).toBe('abc');
    expect(names(shifted(views, 'z', 1))).toBe('abc');
  });
});
