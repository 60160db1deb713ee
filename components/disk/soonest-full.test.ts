import { expect, it } from 'vitest';
import type { DiskAnswer, DiskDir } from '#lib/contracts/disk.ts';
import { soonestFull } from './soonest-full.ts';

const dir = (path: string, over: Partial<DiskDir>): DiskDir =>
  ({ path, fault: null, usedShare: 0.5, forecast: { state: 'not_growing', daysToFull: null }, ...over }) as DiskDir;
const growing = (low: number) => ({ state: 'growing', daysToFull: { low, estimate: low, high: low } }) as DiskDir['forecast'];

it('puts first what will hurt first, and what nobody knows last', () => {
  const brokers = [
    {
      nodeId: 1,
      dirs: [dir('calm', { usedShare: 0.2 }), dir('soon', { forecast: growing(3) }), dir('secret', { usedShare: null })],
    },
    {
      nodeId: 2,
      dirs: [dir('broken', { fault: { code: 'KAFKA_STORAGE_ERROR', detail: 'x' } }), dir('later', { forecast: growing(30) })],
    },
    { nodeId: 3, dirs: [dir('full', { usedShare: 0.9 })] },
    { nodeId: 4, dirs: null },
  ] as unknown as DiskAnswer['brokers'];
  expect(soonestFull({ brokers }).map(({ dir: { path } }) => path)).toEqual([
    'broken',
    'soon',
    'later',
    'full',
    'calm',
    'secret',
  ]);
});
