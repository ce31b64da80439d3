import { tick } from 'svelte';
import type { Calling } from '../lib/backend';
import { calling, chooseCalling } from '../lib/calling.svelte';
import { t } from '../lib/i18n/index.svelte';
import { go } from '../lib/router.svelte';
import { attempt } from '../lib/tell';
import { toast } from '../lib/ui/toasts.svelte';
import type { Command } from './command';

/** Goes to the settings and puts the keyboard where one is changed. */
async function goTo(label: string) {
  go({ screen: 'settings' });
  await tick();
  // After the palette has given the keyboard back to where it was.
  setTimeout(() => {
    const labels = [...document.querySelectorAll<HTMLElement>('main label, main .label, main legend')];
    const said = labels.find((one) => one.textContent?.trim() === label);
    const beside = said?.parentElement?.querySelector<HTMLElement>('input, button, [role=radio]');
    const field = said instanceof HTMLLabelElement ? (said.control ?? beside) : beside;
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  }, 150);
}

/** Each setting by its name, and those that are on or off turned at once. */
export function settings(): Command[] {
  const { names, more } = t.commands;
  const [words, calls] = [t.settings, t.calling];
  const at = (label: string): Command => ({
    id: `setting ${label}`,
    place: 'go',
    name: names.setting(label),
    more: more.settings,
    icon: 'settings',
    possible: true,
    run: () => void goTo(label),
  });
  const now = calling();
  const turned = (
    id: 'notify' | 'tray' | 'autostart',
    word: string,
    change: (on: boolean) => Partial<Calling>,
  ): Command => ({
    id: `${id} ${now?.[id] ? 'off' : 'on'}`,
    place: 'do',
    name: now?.[id] ? names.off(word) : names.on(word),
    more: more.calling,
    icon: 'clock',
    possible: now !== null,
    run: () => {
      const on = !now?.[id];
      void attempt(async () => {
        await chooseCalling(change(on));
        toast(on ? names.on(word) : names.off(word));
      });
    },
  });
  return [
    turned('notify', calls.notify, (notify) => ({ notify })),
    turned('tray', calls.tray, (tray) => ({ tray, autostart: tray && (now?.autostart ?? false) })),
    turned('autostart', calls.autostart, (autostart) => ({
      autostart,
      tray: autostart || (now?.tray ?? false),
    })),
    ...(now?.notify ? [at(calls.morning), at(calls.quietFrom), at(calls.quietTo)] : []),
    ...[
      words.name,
      words.owner,
      words.trade,
      words.country,
      words.currency,
      words.perWeek,
      words.window,
      words.pause,
      words.bands,
    ].map(at),
  ];
}
