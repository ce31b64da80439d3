import type { CustomerSort, View } from '../../lib/backend';
import { plain, pristine, type Filter } from './filter.svelte';

const days = (last: string, word: string) => {
  const found = new RegExp(`^${word}(\\d+)$`).exec(last);
  return found ? Number(found[1]) : null;
};

/** The order of the list before anybody asked for another. */
export const byName = (): CustomerSort => ({ by: 'name', descending: false }) as CustomerSort;

/** The list one looks at, as it is kept under a name. */
export function viewOf(name: string, filter: Filter, sort: CustomerSort): View {
  return {
    name,
    search: filter.search,
    behaviours: filter.behaviour === 'any' || filter.behaviour === 'archived' ? [] : [filter.behaviour],
    tags: filter.tag ? [filter.tag] : [],
    cities: filter.city ? [filter.city] : [],
    fields: plain(filter.fields),
    within: days(filter.last, 'within'),
    older: days(filter.last, 'older'),
    neverBought: filter.last === 'never',
    chanceFrom: filter.chanceFrom,
    chanceTo: filter.chanceTo,
    worthFrom: filter.worthFrom,
    archived: filter.behaviour === 'archived',
    bonds: filter.bond === 'any' ? [] : [filter.bond],
    sort: { by: sort.by, descending: sort.descending },
  };
}

/** The filter a view stands for, as the screen holds it. */
export function filterOfView(view: View): Filter {
  const last =
    view.within !== null
      ? (`within${view.within}` as const)
      : view.older !== null
        ? (`older${view.older}` as const)
        : view.neverBought
          ? 'never'
          : 'any';
  return {
    ...pristine(),
    search: view.search,
    behaviour: view.archived ? 'archived' : (view.behaviours[0] ?? 'any'),
    tag: view.tags[0] ?? '',
    city: view.cities[0] ?? '',
    chanceFrom: view.chanceFrom,
    chanceTo: view.chanceTo,
    worthFrom: view.worthFrom,
    fields: plain(view.fields),
    bond: view.bonds[0] ?? 'any',
    last,
  };
}

/** Whether a view shows this very list. */
export function shows(view: View, filter: Filter, sort: CustomerSort): boolean {
  const now = viewOf(view.name, filter, sort);
  return (Object.keys(now) as (keyof View)[]).every(
    (key) =>
      JSON.stringify(now[key]) ===
      JSON.stringify(key === 'sort' ? { by: view.sort.by, descending: view.sort.descending } : view[key]),
  );
}
