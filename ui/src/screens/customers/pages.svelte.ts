import { backend } from '../../lib/backend';
import { tell } from '../../lib/tell';
import type { CustomerFilter, CustomerPage, CustomerRow, CustomerSort } from '../../lib/backend';

/** The rows of a long list, read a few at a time as they come into sight, and those next to come before they do. */
export class Pages {
  /** Rows that are read together. */
  static readonly SIZE = 50;
  /** Rows read at the start. */
  static readonly FIRST = 200;
  /** As much as the notebook gives in one go. */
  static readonly LARGEST = 1000;
  /** Pages read ahead of where one goes. */
  static readonly AHEAD = 6;
  /** Pages kept: a list of a million rows does not stay in memory because somebody went through it. */
  static readonly KEPT = 200;
  /** Questions under way at once. */
  static readonly AT_ONCE = 2;

  #rows = $state.raw<Record<number, readonly CustomerRow[]>>({});
  /** Pages as they are in the notebook now; the others are shown until they have been read again. */
  #fresh = new Set<number>();
  #total = 0;
  #question: { filter: CustomerFilter; sort: CustomerSort } | null = null;
  #list = '';
  #sight = { first: 0, last: 0 };
  #down = true;
  #reading = new Map<number, Promise<void>>();
  #busy = 0;
  /** Who waits for a turn; of those, only the last still looks at what it waits for. */
  #next: (() => void) | null = null;

  start(filter: CustomerFilter, sort: CustomerSort, first: CustomerPage): void {
    const list = JSON.stringify([filter, sort]);
    const same = list === this.#list;
    this.#list = list;
    this.#question = { filter, sort };
    this.#total = first.total;
    this.#reading = new Map();
    this.#fresh = new Set();
    // The same list, changed: what is in sight stays until it has been read again.
    const rows = same ? { ...this.#rows } : {};
    for (let at = 0; at === 0 || at < first.rows.length; at += Pages.SIZE) {
      rows[at / Pages.SIZE] = first.rows.slice(at, at + Pages.SIZE);
      this.#fresh.add(at / Pages.SIZE);
    }
    this.#rows = rows;
    if (same) void this.need(this.#sight.first, this.#sight.last);
    else this.#sight = { first: 0, last: 0 };
  }

  row(index: number): CustomerRow | undefined {
    return this.#rows[Math.floor(index / Pages.SIZE)]?.[index % Pages.SIZE];
  }

  /** The ids of the rows from one to another, both included, in whichever order. Null once the list is another. */
  async ids(one: number, other: number): Promise<string[] | null> {
    const question = this.#question;
    if (!question) return null;
    const [first, last] = one < other ? [one, other] : [other, one];
    const out: string[] = [];
    for (let at = first; at <= last;) {
      const known = this.row(at);
      if (known) {
        out.push(known.id);
        at += 1;
        continue;
      }
      // What was never scrolled past is read in larger pieces, and not kept.
      const limit = Math.min(Pages.LARGEST, last - at + 1);
      const { rows } = await backend.customers(question.filter, question.sort, at, limit);
      if (question !== this.#question) return null;
      if (rows.length === 0) break;
      out.push(...rows.map((row) => row.id));
      at += rows.length;
    }
    return out;
  }

  /**
   * Has these rows read, `last` exclusive, and those next to come. While there is nothing to show for one of them, a promise
   * of whether there is now.
   */
  need(first: number, last: number): Promise<boolean> | undefined {
    const end = Math.min(last, this.#total);
    if (first !== this.#sight.first) this.#down = first > this.#sight.first;
    const sight = { first, last };
    this.#sight = sight;
    const from = Math.floor(first / Pages.SIZE);
    const until = Math.ceil(end / Pages.SIZE);
    const pages = Array.from({ length: Math.max(0, until - from) }, (_, i) => from + i);
    const reading = this.#read(pages, true);
    // Who passes by in a hurry needs no more than what is in sight.
    void reading.then(() => sight === this.#sight && this.#readAhead());
    const there = () => pages.every((page) => this.#rows[page]);
    return there() ? undefined : reading.then(there);
  }

  #readAhead(): void {
    const { first, last } = this.#sight;
    const [top, bottom] = [Math.floor(first / Pages.SIZE), Math.ceil(last / Pages.SIZE)];
    const most = Math.ceil(this.#total / Pages.SIZE);
    const [from, until] = this.#down
      ? [bottom, Math.min(most, bottom + Pages.AHEAD)]
      : [Math.max(0, top - Pages.AHEAD), top];
    const missing = Array.from({ length: Math.max(0, until - from) }, (_, i) => from + i).filter(
      (page) => !this.#fresh.has(page) && !this.#reading.has(page),
    );
    // Not one page at a time: half of what lies ahead, while the other half is gone through.
    if (missing.length * 2 >= Pages.AHEAD || (missing.length > 0 && (from === 0 || until === most)))
      void this.#read(missing, false);
  }

  /** Reads those of the pages, one after the other in the list, that have to be; resolves once they are there, or cannot be. */
  async #read(pages: readonly number[], inSight: boolean): Promise<void> {
    const under = pages.flatMap((page) => this.#reading.get(page) ?? []);
    const missing = pages.filter((page) => !this.#fresh.has(page) && !this.#reading.has(page));
    const [from, to] = [missing[0], missing.at(-1)];
    if (from !== undefined && to !== undefined) {
      const reading = this.#ask(from, to + 1, inSight);
      for (const page of missing) this.#reading.set(page, reading);
      under.push(reading);
    }
    await Promise.all(under);
  }

  async #ask(from: number, until: number, inSight: boolean): Promise<void> {
    const [question, reading] = [this.#question, this.#reading];
    if (!question) return;
    const done = () => {
      for (let page = from; page < until; page++) reading.delete(page);
    };
    if (inSight && !(await this.#turn())) return done();
    this.#busy += 1;
    try {
      const offset = from * Pages.SIZE;
      const limit = Math.min(Pages.LARGEST, (until - from) * Pages.SIZE);
      const answer = await backend.customers(question.filter, question.sort, offset, limit);
      // The list may have been asked something else meanwhile.
      if (question === this.#question) this.#take(from, until, answer.rows);
    } catch (error) {
      tell(error);
    } finally {
      done();
      this.#busy -= 1;
      const next = this.#next;
      this.#next = null;
      next?.();
    }
  }

  /** Waits for a turn; false when somebody came later, who looks elsewhere. */
  async #turn(): Promise<boolean> {
    if (this.#busy < Pages.AT_ONCE) return true;
    const sight = this.#sight;
    this.#next?.();
    await new Promise<void>((go) => (this.#next = go));
    return sight === this.#sight;
  }

  #take(from: number, until: number, read: readonly CustomerRow[]): void {
    const rows = { ...this.#rows };
    for (let page = from; page < until; page++) {
      const at = (page - from) * Pages.SIZE;
      rows[page] = read.slice(at, at + Pages.SIZE);
      this.#fresh.add(page);
    }
    const here = this.#sight.first / Pages.SIZE;
    const far = Object.keys(rows)
      .map(Number)
      .sort((a, b) => Math.abs(a - here) - Math.abs(b - here))
      .slice(Pages.KEPT);
    for (const page of far) {
      delete rows[page];
      this.#fresh.delete(page);
    }
    this.#rows = rows;
  }
}
