import { t } from '../lib/i18n/index.svelte';
import type { Keys } from '../lib/keys';
import type { Place } from './command';

/** What keys do inside a list, the week or the thread: they belong to the place, and to no command. */
export function movesIn(): { place: Place; name: string; keys: readonly Keys[] }[] {
  const words = t.commands.moves;
  return [
    { place: 'list', name: words.open, keys: ['Enter'] },
    { place: 'list', name: words.ends, keys: ['Home', 'End'] },
    { place: 'list', name: words.choose, keys: ['Space'] },
    { place: 'list', name: words.range, keys: ['Shift+ArrowUp', 'Shift+ArrowDown'] },
    { place: 'list', name: words.all, keys: ['Control+a'] },
    { place: 'list', name: words.none, keys: ['Escape'] },
    { place: 'week', name: words.lift, keys: ['Space'] },
    { place: 'week', name: words.day, keys: ['ArrowLeft', 'ArrowRight'] },
    { place: 'week', name: words.week, keys: ['ArrowUp', 'ArrowDown'] },
    { place: 'week', name: words.back, keys: ['Escape'] },
    { place: 'thread', name: words.travel, keys: ['ArrowLeft', 'ArrowRight'] },
    { place: 'thread', name: words.zoom, keys: ['+', '-'] },
    { place: 'thread', name: words.whole, keys: ['0'] },
  ];
}
