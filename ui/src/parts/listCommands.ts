import type { ExportList } from '../lib/backend';
import { t } from '../lib/i18n/index.svelte';
import type { Command } from './command';
import { exportList } from './export';
import { showList } from './views.svelte';

const BEHAVIOURS = [
  'new',
  'regular',
  'loyal',
  'drifting',
  'onHoliday',
  'gone',
  'back',
  'closed',
  'prospect',
] as const;

/** The lists one may want to see, by what they have in common. */
export function lists(): Command[] {
  const list = (id: string, name: string, part: Parameters<typeof showList>[0]): Command => ({
    id: `list ${id}`,
    place: 'go',
    name: t.commands.names.list(name),
    more: t.commands.more.customers,
    icon: 'customers',
    possible: true,
    run: () => showList(part),
  });
  return [
    list('everyone', t.people.views.everyone, {}),
    ...BEHAVIOURS.map((one) => list(one, t.words.behaviour[one], { behaviours: [one] })),
    list('never', t.commands.neverBought, { neverBought: true }),
    list('archived', t.people.archived, { archived: true }),
  ];
}

/** A list written to a file, in either form. */
export function exporting(list: ExportList, name: string, id: string = list.kind): Command[] {
  return (['xlsx', 'csv'] as const).map((form): Command => ({
    id: `export ${id} ${form}`,
    place: 'do',
    name: t.commands.names.export(name, form === 'xlsx' ? 'Excel' : 'CSV'),
    more: t.commands.more.export,
    icon: 'export',
    possible: true,
    run: () => void exportList(list, form),
  }));
}

export function exports(): Command[] {
  const { names } = t.exports;
  return [
    ...exporting(
      {
        kind: 'customers',
        filter: {},
        sort: { by: 'name', descending: false },
      },
      names.customers,
    ),
    ...exporting({ kind: 'winback' }, names.winback),
    ...exporting({ kind: 'contacts' }, names.contacts),
  ];
}
