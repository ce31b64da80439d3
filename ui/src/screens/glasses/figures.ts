import { percent } from '../../lib/format';

/** Between what a share lies: 39–47 %. */
export function range(low: number, high: number): string {
  return `${Math.round(low * 100)}–${percent(Math.round(high * 100) / 100)}`;
}
