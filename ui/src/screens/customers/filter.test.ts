import { describe, expect, it } from 'vitest';
import { everyone, nobody, plus, toggled } from '../../lib/selection';
import { chosenOf, filterOf, narrowed, pristine } from './filter.svelte';

const TODAY = '2026-11-22';

describe('the filter of the list', () => {
  it('asks for days counted from today', () => {
    const filter = filterOf({ ...pristine(), last: 'older90', tag: 'vip' }, TODAY);
    expect(filter).toMatchObject({
      notSince: '2026-08-24',
      boughtSince: null,
      tags: ['vip'],
      archived: false,
    });
  });
  it('asks for the archived ones instead of the others', () => {
    expect(filterOf({ ...pristine(), behaviour: 'archived' }, TODAY)).toMatchObject({
      archived: true,
      behaviours: [],
    });
  });
  it('asks for a chance in percent and an amount', () => {
    const filter = filterOf({ ...pristine(), chanceTo: 40, worthFrom: 5000 }, TODAY);
    expect(filter).toMatchObject({ chanceFrom: null, chanceTo: 40, worthFrom: 5000 });
    expect(narrowed({ ...pristine(), chanceFrom: 0 })).toBe(true);
  });
  it('knows when it lets everybody through', () => {
    expect(narrowed(pristine())).toBe(false);
    expect(narrowed({ ...pristine(), city: 'Lyon' })).toBe(true);
    expect(narrowed({ ...pristine(), fields: [{ field: 'f', test: { kind: 'empty' } }] })).toBe(true);
  });
});

describe('a selection of the list', () => {
  const filter = filterOf(pristine(), TODAY);
  it('is sent as ids while it is of a few', () => {
    expect(chosenOf(plus(nobody, ['a', 'b']), filter)).toEqual({ kind: 'these', ids: ['a', 'b'] });
  });
  it('is sent as the filter when it is of all, with who was taken out', () => {
    expect(chosenOf(toggled(everyone, 'a'), filter)).toEqual({ kind: 'all', filter, except: ['a'] });
  });
});
