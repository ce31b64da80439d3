import { openDialog } from '../lib/dialogs.svelte';
import { subject, type Subject } from '../lib/here.svelte';
import { t } from '../lib/i18n/index.svelte';
import {
  choose,
  languageChoice,
  lettersAct,
  suit,
  textSize,
  TEXT_SIZES,
  themeChoice,
} from '../lib/look.svelte';
import { go, route, type Route } from '../lib/router.svelte';
import { session } from '../lib/session.svelte';
import { attempt, named, redo, undo } from '../lib/tell';
import { toast } from '../lib/ui/toasts.svelte';
import type { Recent, View } from '../lib/backend';
import type { IconName } from '../lib/ui/icons';
import { exportCalendar } from './calendar';
import { KEYS, type Command } from './command';
import { withCustomer } from './customerCommands';
import { exports, lists } from './listCommands';
import { moveRow, searchHere } from './moving';
import { notebooks } from './notebookCommands';
import { offers } from './offers.svelte';
import { planWeek } from './planning';
import { settings } from './settingCommands';
import { showView } from './views.svelte';

/** What the palette knows beside what is in view. */
export interface Known {
  recent: readonly Recent[];
  views: readonly View[];
}

/** Every command of the program, in the language in force, about whom it is given. */
export function commands(
  about: Subject | null = subject(),
  known: Known = { recent: [], views: [] },
): Command[] {
  return [
    ...goes(known),
    ...does(),
    ...offers(),
    ...withCustomer(about),
    ...moves(),
    ...exports(),
    ...lists(),
    ...notebooks(known.recent),
    ...looks(),
    ...settings(),
  ];
}

function goes({ views }: Known): Command[] {
  const screens: [Exclude<Route['screen'], 'journey' | 'complaint' | 'import' | 'map'>, IconName][] = [
    ['today', 'today'],
    ['customers', 'customers'],
    ['winback', 'winback'],
    ['glasses', 'glasses'],
    ['complaints', 'complaint'],
    ['settings', 'settings'],
  ];
  return [
    ...screens.map(([screen, icon]): Command => ({
      id: screen,
      place: 'go',
      name: t.commands.names[screen],
      more: t.commands.more[screen],
      keys: KEYS[screen],
      icon,
      possible: route().screen !== screen,
      run: () => go({ screen }),
    })),
    {
      id: 'map',
      place: 'go',
      name: t.trust.map.go,
      more: t.trust.map.more,
      keys: KEYS.map,
      icon: 'map',
      possible: route().screen !== 'map',
      run: () => go({ screen: 'map' }),
    },
    ...views.map((view): Command => ({
      id: `view ${view.name}`,
      place: 'go',
      name: t.commands.names.view(view.name),
      icon: 'customers',
      possible: true,
      run: () => showView(view),
    })),
  ];
}

function does(): Command[] {
  const { names, more } = t.commands;
  const undoable = session.undoable;
  return [
    {
      id: 'palette',
      place: 'do',
      name: names.palette,
      keys: KEYS.palette,
      icon: 'search',
      possible: true,
      listed: false,
      always: true,
      run: () => openDialog({ kind: 'palette', about: subject() }),
    },
    {
      id: 'search',
      place: 'do',
      name: names.search,
      keys: KEYS.search,
      icon: 'search',
      possible: true,
      listed: false,
      run: () => {
        if (!searchHere()) openDialog({ kind: 'palette', about: subject() });
      },
    },
    {
      id: 'newCustomer',
      place: 'do',
      name: names.newCustomer,
      more: more.newCustomer,
      keys: KEYS.newCustomer,
      icon: 'plus',
      possible: true,
      run: () => openDialog({ kind: 'customer' }),
    },
    {
      id: 'import',
      place: 'do',
      name: names.import,
      more: more.import,
      keys: KEYS.import,
      icon: 'import',
      possible: true,
      run: () => go({ screen: 'import' }),
    },
    {
      id: 'planWeek',
      place: 'do',
      name: names.planWeek,
      more: more.planWeek,
      icon: 'calendar',
      possible: true,
      run: () => void planWeek(),
    },
    {
      id: 'exportCalendar',
      place: 'do',
      name: names.exportCalendar,
      more: more.exportCalendar,
      icon: 'export',
      possible: true,
      run: () => void exportCalendar(null),
    },
    {
      id: 'undo',
      place: 'do',
      name: undoable ? names.undoThat(named(undoable)) : names.undo,
      whose: undoable?.detail ?? undefined,
      more: more.undo,
      keys: KEYS.undo,
      icon: 'undo',
      possible: true,
      run: () => (session.undoable ? void undo() : toast(t.undo.nothing)),
    },
    {
      id: 'redo',
      place: 'do',
      name: names.redo,
      more: more.redo,
      keys: KEYS.redo,
      icon: 'arrow',
      possible: true,
      run: () => void redo(),
    },
    {
      id: 'keys',
      place: 'do',
      name: names.keys,
      more: more.keys,
      keys: KEYS.keys,
      icon: 'info',
      possible: true,
      run: () => openDialog({ kind: 'keys' }),
    },
  ];
}

function moves(): Command[] {
  const move = (id: 'next' | 'previous', icon: IconName, step: 1 | -1): Command => ({
    id,
    place: 'list',
    name: t.commands.names[id],
    keys: KEYS[id],
    icon,
    possible: true,
    listed: false,
    run: () => void moveRow(step),
  });
  return [move('next', 'down', 1), move('previous', 'up', -1)];
}

function looks(): Command[] {
  const { names, more } = t.commands;
  const look = (
    id: string,
    name: string,
    words: string,
    possible: boolean,
    act: () => Promise<void>,
  ): Command => ({
    id,
    place: 'look',
    name,
    more: words,
    icon: 'settings',
    possible,
    run: () => void attempt(act),
  });
  const at = TEXT_SIZES.findIndex((size) => size >= textSize());
  const sized = (id: 'larger' | 'smaller' | 'usual', size: number | undefined): Command => ({
    ...look(id, names[id], more.text, size !== undefined && size !== textSize(), () =>
      suit({ text: size ?? textSize() }),
    ),
    keys: KEYS[id],
    always: true,
  });
  return [
    ...(['fr', 'en', 'system'] as const).map((language) =>
      look(
        `language ${language}`,
        names.language(t.settings.languages[language]),
        more.language,
        languageChoice() !== language,
        () => choose({ language }),
      ),
    ),
    ...(['light', 'dark', 'system'] as const).map((theme) =>
      look(`theme ${theme}`, names.theme(t.settings.themes[theme]), more.theme, themeChoice() !== theme, () =>
        choose({ theme }),
      ),
    ),
    sized('larger', TEXT_SIZES[at + 1]),
    sized('smaller', TEXT_SIZES[at - 1]),
    sized('usual', 100),
    look('letters', lettersAct() ? names.lettersOff : names.lettersOn, more.letters, true, () =>
      suit({ letters: !lettersAct() }),
    ),
  ];
}
