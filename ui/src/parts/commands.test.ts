import { beforeEach, describe, expect, it, vi } from 'vitest';
import { one } from '../lib/here.svelte';
import { setLanguage } from '../lib/i18n/index.svelte';
import { contactActs } from './contactActs';
import { commands } from './commands.svelte';
import type { Contact } from '../lib/backend';

vi.mock('../lib/backend', () => ({
  backend: {},
  onChanges: () => () => undefined,
  only: (id: string) => ({ kind: 'these', ids: [id] }),
}));
vi.mock('../lib/session.svelte', () => ({
  session: { opened: { path: '/a.fidele' }, undoable: null, today: '2026-11-22' },
  enter: () => undefined,
  known: () => ({}),
}));
vi.mock('../lib/calling.svelte', () => ({
  calling: () => ({ notify: true, tray: false, autostart: false }),
  chooseCalling: () => Promise.resolve(),
}));

const sources = import.meta.glob<string>('../**/*.svelte', { query: '?raw', import: 'default', eager: true });

/** The command that does what an entry of a menu does. `offered`: a screen offers it while it is in view. */
const DONE_BY: Record<string, string> = {
  't.openNotebook': 'openNotebook',
  't.newNotebook': 'newNotebook',
  't.showFile': 'showFile',
  't.closeNotebook': 'closeNotebook',
  't.nav.import': 'import',
  't.nav.settings': 'settings',
  'r.name': 'notebook /b.fidele',
  't.exports.xlsx': 'export customers xlsx',
  't.exports.csv': 'export winback csv',
  't.contact.ics': 'exportCalendar',
  't.journey.edit': 'edit',
  't.journey.archive': 'archive',
  't.journey.unarchive': 'unarchive',
  't.journey.close.action': 'close',
  't.outlook.unprofile.action': 'unprofile',
  't.trust.pin.action': 'pinBond',
  't.figures.plan.action': 'offered',
  't.figures.departure.action': 'offered',
  'words.update': 'offered',
  'words.revert': 'offered',
  'words.keepAs': 'offered',
  'words.rename': 'offered',
  'words.earlier': 'offered',
  'words.later': 'offered',
  'words.remove': 'offered',
  't.complaints.page.edit': 'offered',
  't.complaints.page.remove': 'offered',
  't.complaints.acts[step]': 'offered',
  // Of one line of the journal, which no command could point at.
  't.journey.journal.edit': 'of one line',
  't.journey.journal.remove': 'of one line',
  // Of one file kept with one line of it.
  'words.openIt': 'of one line',
  'words.save': 'of one line',
  'words.detach': 'of one line',
  // Of one departure among others.
  'words.change': 'of one line',
};

const somebody = { id: 'a', name: 'Zoé' };
const known = {
  recent: [{ path: '/b.fidele', name: 'Salon', told: null }],
  views: [],
};
const all = () => [
  ...commands(one(somebody), known),
  ...commands(one(somebody, { archived: true, closed: true }), known),
];

beforeEach(() => setLanguage('fr'));

describe('the palette', () => {
  it('has a command for every entry of every menu', () => {
    const ids = new Set(all().map((command) => command.id));
    const entries = Object.entries(sources)
      .filter(([path]) => !path.includes('/lib/ui/'))
      .flatMap(([path, text]) =>
        [...text.matchAll(/label: ([\w.]+),[^{}]*?onselect/g)].map(([, label]) => ({
          path,
          label: label ?? '',
        })),
      );
    expect(entries.length).toBeGreaterThan(15);
    for (const { path, label } of entries) {
      const done = DONE_BY[label];
      expect(done, `${path}: ${label} has no command`).toBeDefined();
      if (done !== 'offered' && done !== 'of one line') expect(ids, `${path}: ${label}`).toContain(done);
    }
    // Who offers commands of its own must say so.
    expect(sources['../screens/customers/Views.svelte']).toContain('offer(');
    expect(sources['../screens/journey/NextGesture.svelte']).toContain('offer(');
    expect(sources['../screens/winback/WinBack.svelte']).toContain('offer(');
  });
  it('turns on and off how the program calls, and leads to each setting', () => {
    const names = all().map((command) => command.name);
    expect(names).toContain('Désactiver : Annoncer contacts prévus et promesses quand c’est l’heure');
    expect(names).toContain('Activer : Démarrer avec la session, sans ouvrir de fenêtre');
    expect(names).toContain('Régler : Silence à partir de');
    expect(names.filter((name) => name.startsWith('Régler')).length).toBeGreaterThan(8);
  });
  it('offers another window, the file and every list', () => {
    const ids = commands(null, known).map((command) => command.id);
    for (const id of [
      'newWindow',
      'openBeside',
      'beside /b.fidele',
      'showFile',
      'copyPath',
      'list drifting',
      'list archived',
    ])
      expect(ids).toContain(id);
    for (const list of ['customers', 'winback', 'contacts'])
      for (const form of ['xlsx', 'csv']) expect(ids).toContain(`export ${list} ${form}`);
  });
  it.each(['fr', 'en'] as const)('calls no two of them the same, %s', (language) => {
    setLanguage(language);
    const list = commands(one(somebody), known);
    expect(new Set(list.map((command) => command.id)).size).toBe(list.length);
    const names = list.map((command) => command.name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
  it('names all one does with a planned contact', () => {
    const { record, move, cancel } = contactActs({ id: 'k', day: '2026-11-25' } as Contact);
    expect([record, ...move, cancel].map((act) => act.label)).toHaveLength(7);
  });
});
