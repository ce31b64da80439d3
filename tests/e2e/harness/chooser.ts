import { execFileSync } from 'node:child_process';
import { until } from './until';

function xdotool(...words: string[]): string {
  try {
    return execFileSync('xdotool', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    // It found nothing.
    return '';
  }
}

/** The windows in sight, of whatever program. */
const windows = () => new Set(xdotool('search', '--onlyvisible', '--name', '.').split('\n').filter(Boolean));

/** The dialog of the system that `ask` opens. */
export async function opened(ask: () => Promise<void>): Promise<string> {
  const before = windows();
  await ask();
  return until('the dialog of the system', () => [...windows()].find((one) => !before.has(one)));
}

/**
 * Answers the dialog of the system that `ask` opens by typing a path into it. The driver of the page does not reach it: these are
 * keys of the display. A path is to be of ASCII letters, which every layout has.
 */
export async function choose(path: string, ask: () => Promise<void>): Promise<void> {
  const dialog = await opened(ask);
  // There is no window manager to give it the keyboard.
  xdotool('windowfocus', '--sync', dialog);
  // A slash opens the line for a path where there is none; keys get lost until it is there.
  xdotool('key', '--delay', '50', 'slash', ...Array.from({ length: 6 }, () => 'ctrl+a'));
  xdotool('type', '--delay', '15', path);
  let pressed = -Infinity;
  await until('the dialog of the system to go', () => {
    if (!windows().has(dialog)) return true;
    // The first may only take what the dialog proposes; one too many would be for the page.
    if (performance.now() - pressed > 2000) {
      xdotool('key', 'Return');
      pressed = performance.now();
    }
    return false;
  });
}
