import { constants, copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { drive } from '../harness/driver';
import { Fidele } from '../harness/fidele';

const RUNS = 7;
/** The day after the last sale of the large notebooks. */
const TODAY = '2027-01-01';

interface Started {
  /** From start to a page one can use. */
  seconds: number;
  /** From start to the first picture with something to read; in an empty window, to one that can be used. */
  painted: number;
  /** Lines of that picture. */
  lines: number;
  /** Memory then. */
  megabytes: number;
  /** Memory once nothing is done in the background any more. */
  settled: number;
}

interface Candidate {
  name: string;
  binary: string;
  args: string[];
  /** The day of the n-th run. */
  today: (run: number) => string;
}

/** Starts a program, waits until its page can be used, and weighs it. */
async function start({ binary, args, today }: Candidate, run: number): Promise<Started> {
  const person = new Fidele();
  const session = await drive(binary, args, person.environment('fr', today(run)));
  try {
    for (;;) {
      const usable = await session.web.executeScript<boolean>(
        "return document.readyState === 'complete' && !!document.querySelector('h1') && !document.querySelector('[aria-busy=true]')",
      );
      if (usable) break;
    }
    const seconds = (performance.now() - session.launched) / 1000;
    await session.web.executeAsyncScript(
      'const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))',
    );
    const megabytes = weight(session.pid);
    const [at, lines] = await session.web.executeScript<[number | null, number]>(
      "const [paint] = performance.getEntriesByName('first-contentful-paint'); const [drawn] = performance.getEntriesByName('drawn'); return [paint && drawn ? performance.timeOrigin + paint.startTime : null, drawn ? drawn.detail : 0]",
    );
    const painted = at === null ? seconds : (at - performance.timeOrigin - session.launched) / 1000;
    await atRest(session.pid);
    return { seconds, painted, lines, megabytes, settled: weight(session.pid) };
  } finally {
    await session.end();
    await person.leave();
  }
}

/** All that a process started. */
function family(root: number): number[] {
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
  return [...parents.keys()].filter(under);
}

/** Waits until nobody of a process's family computes for a second; a minute at most. */
async function atRest(root: number): Promise<void> {
  const ticks = () =>
    family(root).reduce((sum, pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return sum + Number(fields[11]) + Number(fields[12]);
      } catch {
        return sum;
      }
    }, 0);
  for (let second = 0, before = ticks(); second < 60; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const now = ticks();
    // A blinking caret costs a little.
    if (now - before <= 3) return;
    before = now;
  }
}

/** Memory of all that a process started, shared pages counted once, in MB. */
function weight(root: number): number {
  let kilobytes = 0;
  for (const pid of family(root)) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It ended meanwhile.
    }
  }
  return kilobytes / 1024;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const day = (ahead: number) => new Date(Date.parse(TODAY) + ahead * 86_400_000).toISOString().slice(0, 10);

test('start to a window one can use', { timeout: 1_800_000 }, async () => {
  const env = (name: string) => process.env[name] ?? '';
  const fidele = env('FIDELE_DESKTOP');
  const candidates: Candidate[] = [
    { name: 'empty', binary: env('FIDELE_EMPTY'), args: [], today: () => TODAY },
    { name: 'first', binary: fidele, args: [], today: () => TODAY },
  ];
  const desk = new Fidele();
  onTestFinished(() => desk.leave());
  for (const name of ['large', 'million']) {
    const notebook = env(`FIDELE_${name.toUpperCase()}`);
    if (!notebook) continue;
    // A copy: opening a notebook may write to it.
    const copy = join(desk.home, `${name}.fidele`);
    copyFileSync(notebook, copy, constants.COPYFILE_FICLONE);
    candidates.push({ name, binary: fidele, args: [copy], today: () => TODAY });
    // As every morning: the notebook is of the day before.
    candidates.push({ name: `${name} morning`, binary: fidele, args: [copy], today: (run) => day(run + 1) });
  }
  const runs = new Map<string, Started[]>();
  // One after the other, so that days go forward; before each, an empty window, which is what it is compared with: a machine
  // is not as fast at all times. The first run warms the disk's cache and is not counted.
  const [empty, ...others] = candidates as [Candidate, ...Candidate[]];
  for (const candidate of others) {
    const beside: Started[] = [];
    const own: Started[] = [];
    runs.set(`empty ${candidate.name}`, beside).set(candidate.name, own);
    for (let run = 0; run <= RUNS; run++) {
      const pair = [await start(empty, run), await start(candidate, run)] as const;
      if (run === 0) continue;
      beside.push(pair[0]);
      own.push(pair[1]);
    }
  }
  const lines = [...runs].flatMap(([name, all]) =>
    (['seconds', 'painted', 'lines', 'megabytes', 'settled'] as const).map(
      (figure) => `${name} ${figure} ${median(all.map((one) => one[figure]))}`,
    ),
  );
  console.log(lines.join('\n'));
  writeFileSync(env('FIDELE_RESULTS'), `${lines.join('\n')}\n`);
  expect(lines.join()).not.toContain('NaN');
});
