import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Key, type WebDriver, type WebElement } from 'selenium-webdriver';
import { drive, type Session } from './driver';
import { atRest, findByRole, readableText, stir } from './page';
import { until } from './until';

/** The day it is in the tests. */
export const TODAY = '2026-11-22';

export type Language = 'fr' | 'en';

export interface Size {
  width: number;
  height: number;
}

interface Start {
  /** Files to open, as given on the command line. */
  args?: string[];
  /** The language of the system. */
  language?: Language;
  today?: string;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

function program(variable: string): string {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: start the tests with cargo xtask test`);
  return path;
}

/** A person's machine: their home folder, and the program in it. It can be closed and opened again. */
export class Fidele {
  readonly home = mkdtempSync(join(tmpdir(), 'fidele-e2e-'));
  #session: Session | undefined;
  #said = '';

  /** A fresh home with the window open. */
  static async open(start: Start = {}): Promise<Fidele> {
    const fidele = new Fidele();
    await fidele.start(start);
    return fidele;
  }

  async start({ args = [], language = 'fr', today = TODAY }: Start = {}): Promise<void> {
    this.#session = await drive(program('FIDELE_DESKTOP'), args, this.environment(language, today));
    await this.waitFor('the first screen', () => this.run(() => document.querySelector('h1') !== null));
  }

  environment(language: Language = 'fr', today = TODAY): NodeJS.ProcessEnv {
    const folder = (name: string) => {
      const path = join(this.home, name);
      mkdirSync(path, { recursive: true });
      return path;
    };
    const locale = language === 'fr' ? 'fr_FR.UTF-8' : 'en_GB.UTF-8';
    return {
      ...process.env,
      HOME: this.home,
      XDG_DATA_HOME: folder('.local/share'),
      XDG_CONFIG_HOME: folder('.config'),
      XDG_CACHE_HOME: folder('.cache'),
      XDG_RUNTIME_DIR: folder('.run'),
      LANG: locale,
      LANGUAGE: language,
      LC_ALL: '',
      FIDELE_TODAY: today,
      FIDELE_CONSOLE: '1',
    };
  }

  /** Closes the window; the home stays. */
  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.end();
    this.#said += session?.output() ?? '';
  }

  /** Closes the window and forgets the home. */
  async leave(): Promise<void> {
    await this.close();
    rmSync(this.home, { recursive: true, force: true });
  }

  get web(): WebDriver {
    if (!this.#session) throw new Error('the window is closed');
    return this.#session.web;
  }

  /** Errors the page or the program printed: broken policy, uncaught errors, failed loads. */
  complaints(): string[] {
    const said = this.#said + (this.#session?.output() ?? '');
    return said
      .split('\n')
      .filter((line) =>
        /CONSOLE \S+ ERROR|Refused to|panicked|Unhandled Promise|Content Security Policy/.test(line),
      );
  }

  /** Writes a file in the home and gives its path. */
  file(name: string, content: string | Buffer): string {
    const path = join(this.home, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Copies a file into the home and gives its path. */
  copy(from: string, name: string): string {
    const path = join(this.home, name);
    cpSync(from, path);
    return path;
  }

  /** The notebooks in the home, and what lies beside them. */
  notebooks(): string[] {
    return readdirSync(this.home, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.fidele(-wal|-shm)?$/.test(name),
    );
  }

  /** Calls the command line, with the same home and day; gives what it printed. */
  cli(...args: string[]): string {
    return execFileSync(program('FIDELE_CLI'), args, { env: this.environment(), encoding: 'utf8' });
  }

  run<T, A extends unknown[]>(inPage: (...args: A) => T, ...args: A): Promise<T> {
    return this.web.executeScript<T>(`return (${inPage.toString()})(...arguments)`, ...args);
  }

  waitFor<T>(what: string, ask: () => Promise<T> | T): Promise<NonNullable<Exclude<T, false | '' | 0>>> {
    return until(what, ask, {
      why: async () =>
        `The window shows: ${(await this.text()).slice(0, 1200)}\nA picture: ${await this.picture(`failed-${Date.now()}`)}\n${this.complaints().join('\n')}`,
    });
  }

  text(): Promise<string> {
    return this.run(readableText);
  }

  /** Waits until a text can be read. */
  async sees(text: string): Promise<void> {
    await this.waitFor(`the text « ${text} »`, async () =>
      (await this.text()).includes(text.replace(/[\s\u00a0\u202f]+/g, ' ')),
    );
  }

  /** Waits until the list in view has rows: keys go to nobody before. */
  async seesRows(): Promise<void> {
    await this.waitFor('rows', () =>
      this.run(() => document.querySelector('main [role=grid] [role=row] bdi') !== null),
    );
  }

  /** Waits until a text can no longer be read. */
  async seesNoMore(text: string): Promise<void> {
    await this.waitFor(`the text « ${text} » to go`, async () => !(await this.text()).includes(text));
  }

  /** The elements of a role and name that can be seen now. */
  all(role: string, name: string | null = null, exact = false): Promise<WebElement[]> {
    return this.web.executeScript<WebElement[]>(
      `return (${findByRole.toString()})(...arguments)`,
      role,
      name,
      exact,
    );
  }

  /** Waits for the first element of a role and name. */
  find(role: string, name: string | null = null, exact = false): Promise<WebElement> {
    return this.waitFor(`the ${role} « ${name ?? ''} »`, async () => (await this.all(role, name, exact))[0]);
  }

  /** Clicks as a person does: on what can be seen, once it is no longer greyed and has come to rest. */
  async click(role: string, name: string | null = null, exact = false): Promise<void> {
    let refused: unknown;
    await until(
      `a click on the ${role} « ${name ?? ''} »`,
      async () => {
        const element = (await this.all(role, name, exact))[0];
        if (!element || !(await element.isEnabled().catch(() => false))) return false;
        try {
          if (!(await this.web.executeAsyncScript<boolean>(`(${atRest.toString()})(...arguments)`, element)))
            return false;
          await element.click();
          return true;
        } catch (error) {
          // It moved, was drawn again or something passed over it: look again.
          refused = error;
          return false;
        }
      },
      {
        why: async () =>
          `Last refusal: ${String(refused)}\nThe window shows: ${(await this.text()).slice(0, 1200)}\nA picture: ${await this.picture(`failed-${Date.now()}`)}`,
      },
    );
  }

  /** Replaces what a field holds. */
  async fill(name: string, text: string, role = 'textbox'): Promise<void> {
    // A field that has only just opened may still be on its way to its place.
    await this.click(role, name);
    // In two goes: the driver holds Ctrl down to the end of a sequence.
    const field = await this.waitFor(`the ${role} « ${name} » to take keys`, async () => {
      const [field] = await this.all(role, name);
      const takes = field?.sendKeys(Key.chord(Key.CONTROL, 'a'));
      return takes?.then(
        () => field,
        () => undefined,
      );
    });
    await field?.sendKeys(text === '' ? Key.DELETE : text);
  }

  /** Closes the open dialog with the keyboard. */
  async escape(): Promise<void> {
    await this.type(Key.ESCAPE);
    await this.waitFor('the dialog to close', async () => (await this.all('dialog')).length === 0);
  }

  /** Types wherever the keyboard is. */
  async type(...keys: string[]): Promise<void> {
    await this.web
      .actions()
      .sendKeys(...keys)
      .perform();
  }

  /** Presses keys together: `press(Key.CONTROL, 'k')`. */
  async press(...keys: string[]): Promise<void> {
    const actions = this.web.actions();
    for (const key of keys) actions.keyDown(key);
    for (const key of keys.toReversed()) actions.keyUp(key);
    await actions.perform();
  }

  /** Makes the page exactly this large. */
  async resize(size: Size): Promise<void> {
    await this.web
      .manage()
      .window()
      .setRect({ x: 0, y: 0, ...size });
    await this.waitFor(`a page of ${size.width}×${size.height}`, () =>
      this.run((width, height) => innerWidth === width && innerHeight === height, size.width, size.height),
    );
  }

  /** Waits until nothing moves: fonts are there, no animation runs, two frames were drawn. */
  async settled(): Promise<void> {
    await this.waitFor('a page at rest', () =>
      this.run(
        () =>
          document.fonts.status === 'loaded' &&
          document.getAnimations().every((one) => one.playState !== 'running') &&
          document.querySelector('[aria-busy=true]') === null,
      ),
    );
    await this.web.executeAsyncScript(
      'const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))',
    );
  }

  /** Takes a picture into `target/screens`; gives its path. */
  async picture(name: string): Promise<string> {
    const path = join(process.env['FIDELE_SCREENS'] ?? this.home, `${name}.png`);
    mkdirSync(dirname(path), { recursive: true });
    await this.run(stir);
    writeFileSync(path, Buffer.from(await this.web.takeScreenshot(), 'base64'));
    return path;
  }

  /** What axe finds wrong on this screen, one line each. */
  async accessibility(): Promise<string[]> {
    await this.settled();
    await this.web.executeScript(`if (!window.axe) { ${axeSource} }`);
    interface Found {
      violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[];
    }
    const found = await this.web.executeAsyncScript<Found | string>(
      'const done = arguments[0]; window.axe.run(document, { resultTypes: ["violations"], rules: { region: { enabled: true } } }).then(done, (e) => done(String(e)))',
    );
    if (typeof found === 'string') throw new Error(found);
    return found.violations.flatMap((rule) =>
      rule.nodes.map(
        (node) => `${rule.id}: ${rule.help} (${node.target.join(' ')}) ${node.failureSummary ?? ''}`,
      ),
    );
  }
}
