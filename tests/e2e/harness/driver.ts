import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Capabilities, WebDriver } from 'selenium-webdriver';
import { Executor, HttpClient } from 'selenium-webdriver/http';
import { until } from './until';

/** A driver process with one session on the real program. */
export interface Session {
  readonly web: WebDriver;
  /** When the program was asked for, on the clock of `performance.now()`. */
  readonly launched: number;
  /** The driver, parent of the program and its page. */
  readonly pid: number;
  /** What the program and its page printed so far. */
  output(): string;
  /** Closes the window, then the driver and all it started. Safe to call twice. */
  end(): Promise<void>;
}

/**
 * Starts WebKitWebDriver on a free port and, through it, the program.
 *
 * The driver leads a process group of its own, so that ending it leaves nothing behind: a forgotten driver makes a later
 * run hang.
 */
export async function drive(binary: string, args: string[], env: NodeJS.ProcessEnv): Promise<Session> {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: { ...env, TAURI_WEBVIEW_AUTOMATION: 'true' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [driver.stdout, driver.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => (output += text));
  }
  try {
    await listening(driver, port);
    const capabilities = new Capabilities().set('webkitgtk:browserOptions', { binary, args });
    const launched = performance.now();
    const web = WebDriver.createSession(
      new Executor(new HttpClient(`http://127.0.0.1:${port}`)),
      capabilities,
    );
    await web.getSession();
    return {
      web,
      launched,
      pid: driver.pid ?? 0,
      output: () => output,
      end: async () => {
        await leave(driver.pid ?? 0);
        await web.quit().catch(() => undefined);
        await stop(driver);
      },
    };
  } catch (error) {
    await stop(driver);
    throw new Error(`the window did not open\n${output}`, { cause: error });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function listening(driver: ChildProcess, port: number): Promise<void> {
  await until(`WebKitWebDriver on port ${port}`, async () => {
    if (driver.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${driver.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    return answer?.ok;
  });
}

/** Asks the program to leave, as logging out does, and waits until it has. */
async function leave(driver: number): Promise<void> {
  const children = readFileSync(`/proc/${driver}/task/${driver}/children`, 'utf8').trim();
  for (const pid of children.split(' ').filter(Boolean).map(Number)) {
    process.kill(pid, 'SIGTERM');
    await until('the program to leave', () => !alive(pid));
  }
}

function alive(pid: number): boolean {
  try {
    // A process that ended stays as a zombie until its parent, the driver, looks after it.
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function stop(driver: ChildProcess): Promise<void> {
  if (driver.pid === undefined) return;
  const ended = driver.exitCode === null && driver.signalCode === null ? once(driver, 'exit') : undefined;
  try {
    // The minus sign: the whole group.
    process.kill(-driver.pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
  await ended;
}
