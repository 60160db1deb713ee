import { expect, it } from 'vitest';
import type { SeriesAnswer } from '#lib/contracts/series.ts';
import { busyAnswer } from './busy-answer.ts';

it('turns idle into busy, swaps the ends, and leaves gaps', () => {
  const idle = { series: [{ key: '1', label: '1', mean: [0.75, null], min: [0.5, null], max: [1, null] }] };
  expect(busyAnswer(idle as unknown as SeriesAnswer).series).toEqual([
    { key: '1', label: '1', mean: [0.25, null], min: [0, null], max: [0.5, null] },
  ]);
});
