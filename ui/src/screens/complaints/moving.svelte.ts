import { movesOf, stepTo } from '../../lib/complaints';
import { openDialog } from '../../lib/dialogs.svelte';
import { t } from '../../lib/i18n/index.svelte';
import type { ComplaintRow, ComplaintState } from '../../lib/backend';

/** How far a pointer goes before it drags, pixels. */
const SLACK = 6;

/** A complaint taken in hand on the board, by keys or by the pointer, and led only where a step may lead. */
export class Moving {
  held = $state.raw<{ row: ComplaintRow; by: 'keys' | 'pointer'; to: ComplaintState | null } | null>(null);
  /** For whoever listens rather than looks. */
  said = $state('');
  #from: { row: ComplaintRow; x: number; y: number } | null = null;
  /** A click that ends a drag opens nothing. */
  justDropped = false;

  /** Whether a state may take what is held. */
  takes(state: ComplaintState): boolean {
    return this.held !== null && stepTo(this.held.row, state) !== null;
  }

  lift(row: ComplaintRow): void {
    const [first] = movesOf(row);
    if (!first) return void (this.said = t.complaints.move.nowhere);
    this.held = { row, by: 'keys', to: first };
    this.said = t.complaints.move.lifted(row.name, t.complaints.states[first]);
  }

  step(by: 1 | -1): void {
    if (!this.held) return;
    const moves = movesOf(this.held.row);
    const at = moves.indexOf(this.held.to ?? moves[0]!) + by;
    const to = moves[(at + moves.length) % moves.length]!;
    this.held = { ...this.held, to };
    this.said = t.complaints.move.to(t.complaints.states[to]);
  }

  /** Asks what there is to say about the step; nothing is written before that. */
  drop(): void {
    const { row, to } = this.held ?? {};
    this.held = null;
    const step = row && to && stepTo(row, to);
    if (row && step) openDialog({ kind: 'complaintStep', complaint: row, step });
  }

  putBack(): void {
    if (this.held) this.said = t.complaints.move.back;
    this.held = null;
    this.#from = null;
  }

  press = (event: PointerEvent, row: ComplaintRow): void => {
    this.justDropped = false;
    if (event.button === 0) this.#from = { row, x: event.clientX, y: event.clientY };
  };

  drag = (event: PointerEvent): void => {
    const from = this.#from;
    if (!from) return;
    if (!this.held && Math.hypot(event.clientX - from.x, event.clientY - from.y) < SLACK) return;
    const under = document
      .elementFromPoint(event.clientX, event.clientY)
      ?.closest<HTMLElement>('[data-state]');
    const state = (under?.dataset.state ?? null) as ComplaintState | null;
    this.held = {
      row: from.row,
      by: 'pointer',
      to: state && stepTo(from.row, state) ? state : null,
    };
  };

  release = (): void => {
    this.#from = null;
    if (this.held?.by !== 'pointer') return;
    this.justDropped = true;
    this.drop();
  };
}
