import { describe, expect, test } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { passColumns } from '#lib/testing/pass-columns.ts';
import type { LoggedPass } from './pass-decoder.ts';
import { PassEncoder } from './pass-encoder.ts';
import { WINDOW_MS } from './tiers.ts';
import { ValuesByOwner } from './values-by-owner.ts';
import { blocksOfWindow } from './window.ts';

const LAG = METRICS['group.lag'].id;
const WINDOW = 6_000_000;

function log(passes: { atMs: number; stepMs: number; value: number; keyframe?: boolean }[]): LoggedPass[] {
  const encoder = new PassEncoder();
  return passes.map(({ atMs, stepMs, value, keyframe }, i) => {
    const given = [{ ownerId: 16, columns: [{ metricId: LAG, values: Float64Array.of(value) }] }];
    const body =
      encoder.encodeShard(0, new ValuesByOwner(passColumns(given)), WINDOW + atMs, stepMs, keyframe ?? i === 0)?.body ??
      Buffer.alloc(0);
    return { slotMs: WINDOW + atMs, body };
  });
}

describe('blocks of a window', () => {
  test('a missed pass is a gap in its slot', () => {
    const [block] = blocksOfWindow(WINDOW, log([0, 5_000, 15_000].map((atMs) => ({ atMs, stepMs: 5_000, value: atMs }))), null);
    expect(block).toMatchObject({ ownerId: 16, t0Ms: WINDOW, stepMs: 5_000, slots: WINDOW_MS.raw / 5_000 });
    expect([...(block?.columns[0]?.values.slice(0, 5) ?? [])]).toEqual([0, 5_000, Number.NaN, 15_000, Number.NaN]);
  });

  test('a cadence that changes within the window takes the finer grid and keeps every value at its time', () => {
    const passes = log([
      { atMs: 0, stepMs: 5_000, value: 1 },
      { atMs: 5_000, stepMs: 5_000, value: 2 },
      { atMs: 15_000, stepMs: 15_000, value: 3 },
      { atMs: 30_000, stepMs: 15_000, value: 4 },
    ]);
    const [block] = blocksOfWindow(WINDOW, passes, null);
    expect(block?.stepMs).toBe(5_000);
    expect([0, 1, 3, 6].map((slot) => block?.columns[0]?.values[slot])).toEqual([1, 2, 3, 4]);
  });

  test('a restart in the middle of a window (a second keyframe) loses nothing', () => {
    const passes = log([0, 5_000, 10_000].map((atMs) => ({ atMs, stepMs: 5_000, value: atMs + 1, keyframe: atMs !== 5_000 })));
    const [block] = blocksOfWindow(WINDOW, passes, null);
    expect([...(block?.columns[0]?.values.slice(0, 3) ?? [])]).toEqual([1, 5_001, 10_001]);
  });
});
