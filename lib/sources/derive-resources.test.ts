import { describe, expect, it } from 'vitest';
import { METRICS, type Metric, type StoredMetricName } from '#lib/catalog/metrics.ts';
import { deriveResources } from './derive-resources.ts';
import type { RawResources } from './raw-resources.ts';
import { RESOURCE_TABLE } from './resource-table.ts';

function raw(answeredAt: number, values: Partial<Record<StoredMetricName, number | bigint>>, factor = 1): RawResources {
  return {
    answeredAt,
    values: new Map(Object.entries(values).map(([metric, value]) => [metric as StoredMetricName, { value: value ?? 0, factor }])),
    unknown: new Map(),
    raftState: null,
  };
}

const GAP_MS = 45_000;
const told = (now: RawResources, before: RawResources | null, metric: StoredMetricName) => {
  const { readings, unknown } = deriveResources(now, before, GAP_MS);
  return readings.get(metric) ?? unknown.get(metric);
};

describe('deriveResources', () => {
  it('makes rates over the time between the two answers of that broker, exact beyond 2^53', () => {
    const big = 2n ** 60n;
    expect(
      told(raw(16_000, { 'broker.bytes_in': big + 3001n }), raw(1_000, { 'broker.bytes_in': big + 1n }), 'broker.bytes_in'),
    ).toBe(200);
  });

  it.each<[string, RawResources | null, string]>([
    ['without an earlier answer', null, 'first_reading'],
    ['over a counter that fell', raw(0, { 'broker.bytes_in': 900 }), 'restarted'],
    ['over a restart that the counter hides', raw(0, { 'broker.bytes_in': 50, 'broker.uptime': 9999 }), 'restarted'],
    ['over a gap', raw(-60_000, { 'broker.bytes_in': 50 }), 'gap'],
    ['over two answers at one moment', raw(15_000, { 'broker.bytes_in': 50 }), 'restarted'],
  ])('makes none %s', (_what, before, reason) => {
    expect(told(raw(15_000, { 'broker.bytes_in': 100, 'broker.uptime': 15 }), before, 'broker.bytes_in')).toBe(reason);
  });

  it('keeps shares within the whole and takes −1 and NaN for unknown', () => {
    expect(told(raw(0, { 'broker.handler_idle': 1.93 }), null, 'broker.handler_idle')).toBe(1);
    expect(told(raw(0, { 'broker.cpu': -1 }), null, 'broker.cpu')).toBe('not_measured');
    expect(told(raw(0, { 'broker.heap_max': -1 }), null, 'broker.heap_max')).toBe('not_measured');
    expect(told(raw(0, { 'broker.raft_commit_latency': Number.NaN }), null, 'broker.raft_commit_latency')).toBe('not_measured');
  });

  it('does not believe the means of a process that has just begun', () => {
    const young = { 'broker.handler_idle': 0.02, 'broker.network_idle': 0.4, 'broker.cpu': 0.5 };
    const at = (seconds: number, metric: StoredMetricName) => told(raw(0, { ...young, 'broker.uptime': seconds }), null, metric);
    expect([at(179, 'broker.handler_idle'), at(180, 'broker.handler_idle')]).toEqual(['settling', 0.02]);
    expect([at(59, 'broker.network_idle'), at(60, 'broker.network_idle')]).toEqual(['settling', 0.4]);
    expect(at(1, 'broker.cpu')).toBe(0.5);
    expect(told(raw(0, young), null, 'broker.handler_idle')).toBe(0.02);
  });

  it('0 is a reading, except where it means that nothing has happened yet', () => {
    expect(told(raw(0, { 'broker.request_queue': 0 }), null, 'broker.request_queue')).toBe(0);
    expect(told(raw(0, { 'broker.heap_after_gc': 0n }), null, 'broker.heap_after_gc')).toBe('nothing_counted');
  });
});

describe('the table', () => {
  const stored = (Object.entries(METRICS) as [StoredMetricName, Metric][]).filter(([, { id }]) => id >= 100 && id < 180);

  it('has every metric of broker resources once', () => {
    expect(RESOURCE_TABLE.map(({ metric }) => metric).toSorted()).toEqual(stored.map(([name]) => name).toSorted());
  });

  it('has percentiles that are drawn by their largest and never added up', () => {
    const of = (wanted: string) =>
      RESOURCE_TABLE.filter(({ kind }) => kind === wanted).map(({ metric }): Metric => METRICS[metric]);
    for (const { additive, drawn } of of('percentile')) expect({ additive, drawn }).toEqual({ additive: false, drawn: 'max' });
    for (const { additive } of of('ratio')) expect(additive).toBe(false);
  });
});
