import { backend, type View } from '../lib/backend';
import { go } from '../lib/router.svelte';

/** The view asked for from elsewhere, waiting for the list of customers. */
let wanted = $state.raw<View | null>(null);

/** Goes to the list of customers as a view shows it. */
export function showView(view: View): void {
  wanted = view;
  go({ screen: 'customers' });
}

const everyone: View = {
  name: '',
  search: '',
  behaviours: [],
  tags: [],
  cities: [],
  within: null,
  older: null,
  neverBought: false,
  chanceFrom: null,
  chanceTo: null,
  worthFrom: null,
  fields: [],
  archived: false,
  bonds: [],
  sort: { by: 'name', descending: false },
};

/** Goes to the list of customers, those alone of whom this is so. */
export function showList(part: Partial<View>): void {
  showView({ ...everyone, ...part });
}

export function takeView(): View | null {
  const view = wanted;
  if (view) wanted = null;
  return view;
}

/** Keeps the views as `change` leaves them. */
export async function keep(change: (views: View[]) => View[]): Promise<void> {
  await backend.keepViews(change(await backend.views()));
}

/** The views with one of them a place earlier or later. */
export function shifted(views: readonly View[], name: string, by: 1 | -1): View[] {
  const at = views.findIndex((view) => view.name === name);
  const to = at + by;
  if (at < 0 || to < 0 || to >= views.length) return [...views];
  return views.toSpliced(at, 1).toSpliced(to, 0, ...views.slice(at, at + 1));
}
