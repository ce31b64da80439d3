import { expect, it } from 'vitest';
import { readSpans, writeSpans } from './opening';

it('reads hours as people write them', () => {
  const both = [
    { from: 540, to: 750 },
    { from: 840, to: 1140 },
  ];
  expect(readSpans('9:00-12:30, 14:00-19:00')).toEqual(both);
  expect(readSpans('9h-12h30 ; 14h à 19h')).toEqual(both);
  expect(writeSpans(both)).toBe('09:00-12:30, 14:00-19:00');
  expect(readSpans('18-24')).toEqual([{ from: 1080, to: 1440 }]);
  expect(readSpans('')).toEqual([]);
  for (const wrong of ['9', '9-8', '9-12-14', 'matin', '9-12, 11-14']) expect(readSpans(wrong)).toBeNull();
});
