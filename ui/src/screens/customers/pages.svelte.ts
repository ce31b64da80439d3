import { backend } from '../../lib/backend';
import { tell } from '../../lib/tell';
import type { CustomerFilter, CustomerPage, CustomerRow, CustomerSort } from '../../lib/backend';

/** The rows of a long list, read a page at a time as they come into sight. */
export class Pages {
  static readonly SIZE = 200;
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
