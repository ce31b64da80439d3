import { addDays } from '../../lib/days';
import { nobody, type Selection } from '../../lib/selection';
import type { Behaviour, Bond, Chosen, CustomerFilter, CustomerSort, FieldFilter } from '../../lib/backend';

export type Last = 'any' | 'never' | `within${number}` | `older${number}`;

/** The filter as the screen holds it. */
export interface Filter {
  search: string;
  /** Where they stand; archived customers are a list of their own. */
  behaviour: Behaviour | 'any' | 'archived';
  tag: string;
  city: string;
  last: Last;
  /** The least and the largest chance of coming back, in whole percent. */
  chanceFrom: number | null;
  chanceTo: number | null;
  /** The least they are expected to spend in 12 months, in minor units. */
  worthFrom: number | null;
  /** Conditions on the notebook's own fields, all of which have to be met. */
  fields: FieldFilter[];
  /** How they feel about the shop. */
  bond: Bond | 'any';
}

export function pristine(): Filter {
  return {
    search: '',
    behaviour: 'any',
    tag: '',
    city: '',
    last: 'any',
    chanceFrom: null,
    chanceTo: null,
    worthFrom: null,
    fields: [],
    bond: 'any',
  };
}

/** A selection belongs to one list: that of a notebook under a filter. */
interface Kept {
  of: string;
  selection: Selection;
}

/** Kept while the notebook is open, so that coming back from a customer finds the list as it was. */
export const kept = $state<{
  filter: Filter;
  sort: CustomerSort;
  /** The name of the saved view one chose; empty for none. */
  view: string;
  active: number;
  chosen: Kept;
}>({
  filter: pristine(),
  sort: { by: 'name', descending: false },
  view: '',
  active: 0,
  chosen: { of: '', selection: nobody },
});

export function narrowed(filter: Filter): boolean {
  const plain = pristine();
  return (Object.keys(plain) as (keyof Filter)[]).some(
    (key) => JSON.stringify(filter[key]) !== JSON.stringify(plain[key]),
  );
}

/** A copy of its own: what the screen holds changes under whoever else looks at it. */
export function plain(fields: readonly FieldFilter[]): FieldFilter[] {
  return JSON.parse(JSON.stringify(fields)) as FieldFilter[];
}

export function filterOf(filter: Filter, today: string): CustomerFilter {
  const within = /^within(\d+)$/.exec(filter.last);
  const older = /^older(\d+)$/.exec(filter.last);
  return {
    search: filter.search,
    behaviours: filter.behaviour === 'any' || filter.behaviour === 'archived' ? [] : [filter.behaviour],
    tags: filter.tag ? [filter.tag] : [],
    cities: filter.city ? [filter.city] : [],
    fields: plain(filter.fields),
    boughtSince: within ? addDays(today, -Number(within[1])) : null,
    notSince: older ? addDays(today, -Number(older[1])) : null,
    neverBought: filter.last === 'never',
    chanceFrom: filter.chanceFrom,
    chanceTo: filter.chanceTo,
    worthFrom: filter.worthFrom,
    archived: filter.behaviour === 'archived',
    bonds: filter.bond === 'any' ? [] : [filter.bond],
  };
}

/** The customers a selection of the list stands for, as the notebook is asked. */
export function chosenOf(selection: Selection, filter: CustomerFilter): Chosen {
  const ids = [...selection.ids];
  return selection.everyone ? { kind: 'all', filter, except: ids } : { kind: 'these', ids };
}
