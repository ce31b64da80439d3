import { describe, expect, it } from 'vitest';
import { toNumber } from './days';
import { CLOSEST, bars, bunches, clamp, dayAt, pan, ticks, whole, wholeLife, x, zoom } from './thread';

const life = wholeLife(toNumber('2020-01-04'), toNumber('2026-11-22'));

describe('the view', () => {
  it('shows the whole life, and at least sixty days of it', () => {
    expect(life.from).toBeLessThan(toNumber('2020-01-04'));
    expect(life.until).toBeGreaterThan(toNumber('2026-11-22'));
    const young = wholeLife(100, 100);
    expect(young.until - young.from).toBeGreaterThan(60);
  });
  it('turns days into places and back', () => {
    for (const day of [life.from, 20000, life.until])
      expect(dayAt(life, 960, x(life, 960, day))).toBeCloseTo(day);
  });
  it('zooms around the day under the pointer', () => {
    const around = toNumber('2024-03-10');
    const before = x(life, 960, around);
    const closer = zoom(life, life, around, 0.4);
    expect(closer.until - closer.from).toBeCloseTo((life.until - life.from) * 0.4);
    expect(x(closer, 960, around)).toBeCloseTo(before);
  });
  it('never looks closer than two weeks nor wider than the life', () => {
    const close = zoom(life, life, 20000, 0.00001);
    expect(close.until - close.from).toBeCloseTo(CLOSEST);
    expect(zoom(close, life, 20000, 1e9)).toEqual(life);
  });
  it('stays inside the life while panning', () => {
    const view = zoom(life, life, 20000, 0.1);
    expect(pan(view, life, -1e6).from).toBeCloseTo(life.from);
    expect(pan(view, life, 1e6).until).toBeCloseTo(life.until);
    expect(clamp(view, life)).toEqual(view);
  });
});

describe('bars', () => {
  const purchases = Array.from({ length: 1000 }, (_, i) => ({
    day: 18000 + i * 2,
    amount: i % 10 === 0 ? -500 : 1000,
  }));
  it('lose no purchase and never touch', () => {
    const view = wholeLife(18000, 20000);
    const drawn = bars(purchases, view, 960);
    expect(drawn.reduce((n, b) => n + b.count, 0)).toBe(1000);
    expect(drawn.reduce((n, b) => n + b.total, 0)).toBe(100 * -500 + 900 * 1000);
    expect(drawn.length).toBeLessThan(960 / 5);
  });
  it('stand each for itself up close', () => {
    const drawn = bars(purchases, { from: 18100, until: 18130 }, 960);
    expect(drawn.every((b) => b.count === 1)).toBe(true);
    expect(drawn.length).toBeGreaterThanOrEqual(15);
  });
});

describe('ticks', () => {
  it.each([
    [2600, 'year'],
    [400, 'month'],
    [30, 'day'],
  ] as const)('suit a view of %i days', (length, unit) => {
    const marks = ticks({ from: 20000, until: 20000 + length }, 960);
    expect(marks.length).toBeGreaterThanOrEqual(2);
    expect(marks.length).toBeLessThanOrEqual(13);
    expect(marks.some((m) => m.unit === unit)).toBe(true);
  });
  it('never crowd a narrow picture', () => {
    for (const length of [14, 60, 200, 900, 9000, 30000])
      expect(ticks({ from: 12345, until: 12345 + length }, 320).length).toBeLessThanOrEqual(6);
  });
});

describe('the thread itself', () => {
  it('is whole but for the silences, whatever absences one knew of', () => {
    const away = [
      { from: 10, until: 14, known: true },
      { from: 20, until: 30, known: false },
      { from: 40, until: 50, known: false },
    ];
    expect(whole(0, 50, away)).toEqual([
      { from: 0, until: 20 },
      { from: 30, until: 40 },
    ]);
    expect(whole(0, 50, [])).toEqual([{ from: 0, until: 50 }]);
  });
  it('gathers marks too close to be told apart, each bunch around its first', () => {
    const at = (...xs: number[]) => xs.map((x) => ({ x }));
    const xs = bunches(at(40, 0, 12, 18, 24), 19).map((bunch) => bunch.map((one) => one.x));
    expect(xs).toEqual([
      [0, 12, 18],
      [24, 40],
    ]);
    expect(bunches([], 19)).toEqual([]);
  });
});
