import { backend, onChanges, type Found } from './backend';
import { tell } from './tell';

/** How many customers a field that looks for one offers. */
const OFFERED = 8;

/** What is typed to look for a customer, and who answers to it so far. */
export class Finding {
  text = $state('');
  found = $state.raw<Found[]>([]);
  /** What the customers found answer to; behind `text` until its answer has come. */
  searched = $state('');
  #asked = 0;

  /** To be made while a component is set up. */
  constructor() {
    // In a large notebook just opened, the first answers are hurried ones.
    $effect(() =>
      onChanges((changes) => {
        if (changes.kinds.includes('search') && this.text.trim()) void this.search();
      }),
    );
  }

  get ready(): boolean {
    return this.searched === this.text.trim();
  }

  async search(): Promise<void> {
    const mine = ++this.#asked;
    const wanted = this.text.trim();
    try {
      const answer = wanted ? await backend.search(wanted, OFFERED) : [];
      if (mine !== this.#asked) return;
      this.found = answer;
      this.searched = wanted;
    } catch (error) {
      tell(error);
    }
  }
}
