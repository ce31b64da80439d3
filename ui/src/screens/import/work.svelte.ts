import { backend, BackendError, onProgress } from '../../lib/backend';
import { t } from '../../lib/i18n/index.svelte';
import { attempt, tell } from '../../lib/tell';
import type {
  Choices,
  Column,
  Decision,
  DryRun,
  ImportReport,
  Mapping,
  Preview,
  Progress,
} from '../../lib/backend';
import { toast } from '../../lib/ui/toasts.svelte';
import { open, pressing, unique } from './roles';

export type Step = 'file' | 'columns' | 'check' | 'done';

const noChoices = (): Choices => ({ encoding: null, separator: null, sheet: null, headerLine: null });

/** One file on its way into the notebook, from the drop to the result. */
export class Work {
  step = $state<Step>('file');
  path = $state('');
  running = $state<'look' | 'check' | 'write' | null>(null);
  progress = $state.raw<Progress | null>(null);
  preview = $state.raw<Preview | null>(null);
  dryRun = $state.raw<DryRun | null>(null);
  decisions = $state<Record<string, string | null>>({});
  imported = $state.raw<ImportReport | null>(null);
  #choices: Choices = noChoices();

  /** Whether every question that stops the reading is answered. */
  get answerable(): boolean {
    return this.preview !== null && !open(this.preview).some(pressing);
  }

  restart(): void {
    this.step = 'file';
    this.path = '';
    this.preview = null;
    this.dryRun = null;
    this.decisions = {};
    this.imported = null;
    this.#choices = noChoices();
  }

  async open(path: string): Promise<void> {
    this.restart();
    this.path = path;
    if (await this.#look()) this.step = 'columns';
    else this.restart();
  }

  /** Reads the file again with what the person chose over the guesses. */
  async choose(choice: Partial<Choices>): Promise<void> {
    const before = this.#choices;
    this.#choices = { ...before, ...choice };
    if (!(await this.#look())) this.#choices = before;
  }

  async #look(): Promise<boolean> {
    // A quick look is not worth a progress bar that flashes.
    const slow = setTimeout(() => (this.running = 'look'), 300);
    const fine = await attempt(async () => {
      this.preview = await backend.previewImport(this.path, this.#choices);
    });
    clearTimeout(slow);
    this.running = null;
    return fine;
  }

  /** Changes the meaning of a column; the meanings of the rows follow from the notebook's core. */
  async column(at: number, change: Partial<Column>): Promise<void> {
    const preview = this.preview;
    if (!preview) return;
    const taken = change.role && unique(change.role) ? change.role : null;
    const columns = preview.mapping.columns.map((column, i) =>
      i === at
        ? { ...column, ...change, confidence: 1 }
        : column.role === taken
          ? { ...column, role: 'ignore' as const }
          : column,
    );
    await this.mapping({ columns });
  }

  async mapping(change: Partial<Mapping>): Promise<void> {
    const preview = this.preview;
    if (!preview) return;
    const mapping = { ...preview.mapping, ...change };
    this.preview = { ...preview, mapping };
    await attempt(async () => {
      const rows = await backend.readSample(this.path, mapping);
      if (this.preview?.mapping === mapping) this.preview = { ...this.preview, rows };
    });
  }

  async check(): Promise<void> {
    const mapping = this.preview?.mapping;
    if (!mapping) return;
    await this.#run('check', async () => {
      this.dryRun = await backend.dryRunImport(this.path, mapping, this.#decided());
      this.step = 'check';
    });
  }

  async write(): Promise<void> {
    const mapping = this.preview?.mapping;
    if (!mapping) return;
    await this.#run('write', async () => {
      this.imported = await backend.runImport(this.path, mapping, this.#decided());
      this.step = 'done';
    });
  }

  #decided(): Decision[] {
    return Object.entries(this.decisions).map(([key, same]) => ({ key, same }));
  }

  async cancel(): Promise<void> {
    await attempt(() => backend.cancelImport());
  }

  async #run(kind: 'check' | 'write', act: () => Promise<void>): Promise<void> {
    this.running = kind;
    this.progress = null;
    const stop = onProgress((progress) => (this.progress = progress));
    try {
      await act();
    } catch (error) {
      if (error instanceof BackendError && error.code === 'cancelled') toast(t.imports.run.cancelled);
      else tell(error);
    } finally {
      stop();
      this.running = null;
    }
  }
}
