/** Some rows of a list longer than what is read of it: a few of them, or all but a few. */
export interface Selection {
  readonly everyone: boolean;
  /** Who is chosen; when everyone is, who was taken out again. */
  readonly ids: ReadonlySet<string>;
}

export const nobody: Selection = { everyone: false, ids: new Set() };
export const everyone: Selection = { everyone: true, ids: new Set() };

export function has(selection: Selection, id: string): boolean {
  return selection.everyone !== selection.ids.has(id);
}

/** How many are chosen of a list of `total`. */
export function size(selection: Selection, total: number): number {
  return selection.everyone ? Math.max(0, total - selection.ids.size) : selection.ids.size;
}

export function toggled(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ...selection, ids };
}

export function plus(selection: Selection, more: readonly string[]): Selection {
  const ids = new Set(selection.ids);
  for (const id of more) {
    if (selection.everyone) ids.delete(id);
    else ids.add(id);
  }
  return { ...selection, ids };
}

/** Whether all, some or none of a list of `total` are chosen, as a box at its top shows it. */
export function shown(selection: Selection, total: number): boolean | 'mixed' {
  const n = size(selection, total);
  return n === 0 ? false : n < total ? 'mixed' : true;
}
