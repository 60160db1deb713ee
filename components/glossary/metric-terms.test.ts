import { expect, it } from 'vitest';
import { METRIC_NAMES } from '#lib/catalog/metrics.ts';
import { termOfMetric } from './metric-terms.ts';

it('leads from a metric to the word it speaks of', () => {
  expect(termOfMetric('group.lag')).toBe('lag');
  expect(termOfMetric('group_topic.seconds_behind_lower')).toBe('time-behind');
  expect(termOfMetric('cluster.partitions_under_min_isr')).toBe('min-isr');
  expect(termOfMetric('broker.controller_queue_p99')).toBe('controller');
});

it('does not take one lag for another', () => {
  expect(termOfMetric('broker.replica_lag')).toBe('isr');
  expect(termOfMetric('broker.quorum_lag')).toBe('quorum');
  expect(termOfMetric('broker.controller_apply_lag')).toBe('controller');
});

it('knows a word for every owner that newcomers meet first', () => {
  const owners = new Set(METRIC_NAMES.filter((name) => termOfMetric(name) !== undefined).map((name) => name.split('.')[0]));
  expect([...owners]).toEqual(expect.arrayContaining(['cluster', 'broker', 'topic', 'group', 'group_topic', 'zookeeper']));
});
