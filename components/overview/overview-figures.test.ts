import { describe, expect, it } from 'vitest';
import type { CanaryAnswer } from '#lib/contracts/canary.ts';
import { bytesOf, canaryGlance } from './overview-figures.ts';

type Probe = CanaryAnswer['brokers'][number];
type Row = Parameters<typeof bytesOf>[0][number];

const probe = (nodeId: number, p99Ms: number | null, state: Probe['state'] = 'covered') =>
  ({ nodeId, state, lastFiveMinutes: { e2e: { p99Ms } } }) as Probe;
const row = (bytesInPerSecond: number | null) => ({ resources: { bytesInPerSecond, bytesOutPerSecond: null } }) as Row;

describe('what the canary feels', () => {
  it('names the worst broker and the worst of the others, not a mean', () => {
    expect(canaryGlance({ brokers: [probe(1, 20), probe(2, 300), probe(3, 41)] })).toEqual({
      worst: { nodeId: 2, p99Ms: 300 },
      othersMs: 41,
      failing: [],
    });
  });
  it('a broker without samples is not a quick one', () => {
    expect(canaryGlance({ brokers: [probe(1, null, 'failing'), probe(2, 5)] })).toEqual({
      worst: { nodeId: 2, p99Ms: 5 },
      othersMs: null,
      failing: [1],
    });
    expect(canaryGlance({ brokers: [] }).worst).toBeNull();
  });
});

describe('bytes', () => {
  it('a part of the brokers makes a part of the sum, and none makes none', () => {
    expect(bytesOf([row(2), row(null), row(3)], 'in')).toEqual({ value: 5, known: 2, total: 3 });
    expect(bytesOf([row(2)], 'out')).toEqual({ value: null, known: 0, total: 1 });
  });
});
