import { afterEach, expect, test } from 'vitest';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { fakeClusterOfShape } from '#lib/testing/fake-broker/fake-state.ts';
import { FakeBench } from '#lib/testing/fake-broker/small-cluster.ts';
import { ClusterSampler } from './cluster-sampler.ts';
import { emptyMemory } from './derive-pass.ts';

const STEP_MS = 15_000;
const PASSES = 24;

const bench = new FakeBench();
afterEach(() => bench.close());

test.each([
  { brokers: 3, most: 20 },
  { brokers: 30, most: 3 * 30 + 2 + 10 },
])(
  'a sampler of $brokers brokers asks at most $most times in any pass but its first, and leaves nothing out for long',
  async ({ brokers, most }) => {
    const shape = { topics: 100, partitionsPerTopic: 20, groups: 300, partitionsPerGroup: 20 };
    const releases = Array.from({ length: brokers }, () => '4.3' as const);
    const cluster = await bench.cluster({ state: fakeClusterOfShape({ ...shape, brokers }), releases, frozen: true });
    const admin = bench.client(cluster);
    let shift = 0;
    const clock = { now: () => systemClock.now() + shift, monotonic: () => systemClock.monotonic() + shift };
    const sampler = new ClusterSampler({
      clusterKey: 1,
      admin,
      clock,
      logger: silentLogger,
      memory: emptyMemory(),
      problems: [],
      lastRows: null,
    });
    const counts: number[] = [];
    const readings = { ListGroups: 0, DescribeGroups: 0, DescribeLogDirs: 0, DescribeConfigs: 0 };
    let before = { ...admin.cost().requestsByApi };
    for (let pass = 0; pass < PASSES; pass++) {
      const { pending, fault } = await sampler.sample(new AbortController().signal, 0, {});
      expect(fault).toBeNull();
      // All groups stay known, with all their commits, whether or not they were listed in this pass.
      expect(pending?.parts.groups?.filter((group) => group.fault === null && group.lag?.known === 20)).toHaveLength(300);
      counts.push(pending?.write.requests ?? NaN);
      const now = { ...admin.cost().requestsByApi };
      for (const api of Object.keys(readings) as (keyof typeof readings)[]) {
        if ((now[api] ?? 0) > (before[api] ?? 0)) readings[api]++;
      }
      before = now;
      shift += STEP_MS;
    }
    sampler.close();
    expect(Math.max(...counts.slice(1))).toBeLessThanOrEqual(most);
    expect(readings.ListGroups).toBeGreaterThanOrEqual((PASSES * STEP_MS) / 90_000);
    expect(readings.DescribeGroups).toBeGreaterThanOrEqual((PASSES * STEP_MS) / 90_000);
    expect(readings.DescribeLogDirs).toBeGreaterThanOrEqual(3);
    expect(readings.DescribeConfigs).toBeGreaterThanOrEqual(1);
  },
);
