import type { Contact } from '../../lib/backend';
import type { Carry } from './carry.svelte';

/** So far the pointer moves before a press becomes a drag, in pixels. */
const SLACK = 6;
/** So long one stays over « next week » before it is turned to, in milliseconds. */
const TURN = 650;

/** Carries a contact with the pointer: over the days of the week, and over the buttons that turn it. */
export class Drag {
  /** Where the pointer is while something is dragged. */
  at = $state.raw<{ x: number; y: number } | null>(null);
  /** A click that ends a drag is no click. */
  justDropped = false;
  room: HTMLElement | undefined;
  #pressed: { contact: Contact; x: number; y: number } | null = null;
  #turning: { by: number; timer: ReturnType<typeof setInterval> } | null = null;

  constructor(
    private readonly carry: Carry,
    private readonly turn: (weeks: number) => void,
  ) {}

  start = (event: PointerEvent, contact: Contact): void => {
    if (event.button === 0 && !this.carry.held)
      this.#pressed = { contact, x: event.clientX, y: event.clientY };
  };

  move = (event: PointerEvent): void => {
    const pressed = this.#pressed;
    if (!pressed) return;
    if (!this.at && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < SLACK) return;
    if (!this.at) this.carry.lift(pressed.contact, 'pointer');
    this.at = { x: event.clientX, y: event.clientY };
    const below = document.elementFromPoint(event.clientX, event.clientY);
    const inside = below && this.room?.contains(below) ? below : null;
    this.carry.over(inside?.closest<HTMLElement>('[data-day]')?.dataset.day ?? null);
    this.#over(Number(inside?.closest<HTMLElement>('[data-turn]')?.dataset.turn ?? 0));
  };

  end = (): void => {
    if (this.at) {
      this.justDropped = true;
      setTimeout(() => (this.justDropped = false));
      void this.carry.drop();
    }
    this.#rest();
  };

  cancel = (): void => {
    if (this.at) this.carry.putBack();
    this.#rest();
  };

  key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.at) {
      event.preventDefault();
      this.cancel();
    }
  };

  #over(by: number): void {
    if (this.#turning?.by === by) return;
    if (this.#turning) clearInterval(this.#turning.timer);
    this.#turning = by === 0 ? null : { by, timer: setInterval(() => this.turn(by), TURN) };
  }

  #rest(): void {
    this.#over(0);
    this.#pressed = null;
    this.at = null;
  }
}
