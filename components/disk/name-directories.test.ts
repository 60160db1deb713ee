import { expect, it } from 'vitest';
import type { SeriesAnswer } from '#lib/contracts/series.ts';
import { nameDirectories } from './name-directories.ts';

const answer = (labels: string[], hidden = 0): SeriesAnswer => ({
  metric: 'log_dir.used',
  unit: 'bytes',
  tier: 'raw',
  bucketMs: 1,
  times: [],
  series: labels.map((label) => ({ key: `k ${label}`, label, mean: [], min: [], max: [] })),
  hidden,
  coverage: 1,
});
const namesOf = (labels: string[], hidden = 0) =>
  nameDirectories(answer(labels, hidden), (nodeId) => `broker ${nodeId}`).series.map(({ key, label }) => [key, label]);

it('names a broker with one directory by its number, and keeps the paths of one with several', () => {
  expect(namesOf(['1:/data', '2:/a', '2:/b:c'])).toEqual([
    ['1', 'broker 1'],
    ['k 2:/a', 'broker 2 /a'],
    ['k 2:/b:c', 'broker 2 /b:c'],
  ]);
});

it('does not take a directory for the only one while others are hidden', () => {
  expect(namesOf(['1:/data'], 3)).toEqual([['k 1:/data', 'broker 1 /data']]);
});
