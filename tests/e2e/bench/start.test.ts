import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drive } from '../harness/driver';
import { Fidele } from '../harness/fidele';

const RUNS = 7;

interface Started {
  seconds: number;
  megabytes: number;
}

/** Starts a program, waits until its page can be used, and weighs it. */
async function start(binary: string, args: string[]): Promise<Started> {
  const person = new Fidele();
  const session = await drive(binary, args, person.environment());
  try {
    for (;;) {
      const usable = await session.web.executeScript<boolean>(
        "return document.readyState === 'complete' && !!document.querySelector('h1') && !document.querySelector('[aria-busy=true]')",
      );
      if (usable) break;
    }
    const seconds = (performance.now() - session.launched) / 1000;
    await session.web.executeAsyncScript('const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))');
    return { seconds, megabytes: weight(session.pid) };
  } finally {
    await session.end();
    await person.leave();
  }
}

/** Memory of all that a process started, shared pages counted once, in MB. */
function weight(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const under = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && parent > 0 && (parent === root || under(parent));
  };
  let kilobytes = 0;
  for (const pid of parents.keys()) {
    if (!under(pid)) continue;
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It ended meanwhile.
    }
  }
  return kilobytes / 1024;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

test('start to a window one can use', { timeout: 600_000 }, async () => {
  const env = (name: string) => process.env[name] ?? '';
  const candidates: [string, string, string[]][] = [
    ['empty', env('FIDELE_EMPTY'), []],
    ['first', env('FIDELE_DESKTOP'), []],
  ];
  if (env('FIDELE_LARGE')) {
    // A copy: opening a notebook may write to it.
    const copy = join(new Fidele().home, 'large.fidele');
    cpSync(env('FIDELE_LARGE'), copy);
    candidates.push(['large', env('FIDELE_DESKTOP'), [copy]]);
  }
  const runs = new Map<string, Started[]>(candidates.map(([name]) => [name, []]));
  // The first round warms the disk's cache and is not counted.
  for (let round = 0; round <= RUNS; round++) {
    for (const [name, binary, args] of candidates) {
      const started = await start(binary, args);
      if (round > 0) runs.get(name)?.push(started);
    }
  }
  const lines = [...runs].flatMap(([name, all]) => [
    `${name} seconds ${median(all.map((one) => one.seconds))}`,
    `${name} megabytes ${median(all.map((one) => one.megabytes))}`,
  ]);
  writeFileSync(env('FIDELE_RESULTS'), `${lines.join('\n')}\n`);
  expect(lines.join()).not.toContain('NaN');
});
