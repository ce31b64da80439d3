import { backend } from '../../lib/backend';
import { tell } from '../../lib/tell';
import type { CustomerFilter, CustomerPage, CustomerRow, CustomerSort } from '../../lib/backend';

/** The rows of a long list, read a page at a time as they come into sight. */
export class Pages {
  static readonly SIZE = 200;
  /** As much as the notebook gives in one go. */
  static readonly LARGEST = 1000;
  #rows = $state.raw<Record<number, readonly CustomerRow[]>>({});
  #asked = new Set<number>();
  #total = 0;
  #question: { filter: CustomerFilter; sort: CustomerSort } | null = null;

  start(filter: CustomerFilter, sort: CustomerSort, first: CustomerPage): void {
    this.#question = { filter, sort };
    this.#total = first.total;
    this.#asked = new Set([0]);
    this.#rows = { 0: first.rows };
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

  async need(first: number, last: number): Promise<void> {
    const question = this.#question;
    if (!question) return;
    const end = Math.min(last, this.#total);
    for (let page = Math.floor(first / Pages.SIZE); page * Pages.SIZE < end; page++) {
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      try {
        const answer = await backend.customers(question.filter, question.sort, page * Pages.SIZE, Pages.SIZE);
        // The list may have been asked something else meanwhile.
        if (question !== this.#question) return;
        this.#rows = { ...this.#rows, [page]: answer.rows };
      } catch (error) {
        this.#asked.delete(page);
        tell(error);
        return;
      }
    }
  }
}
