import { describe, expect, it } from 'vitest';
import { SeriesQuery } from '#lib/contracts/series.ts';
import type { Owner } from '#lib/store/series/types.ts';
import { METRICS } from '#lib/catalog/metrics.ts';
import type { SeriesWindow } from './choose-window.ts';
import { dropInternal } from './drop-internal.ts';
import { planSeries } from './plan-series.ts';
import { shapeSeries, toSeries } from './shape-series.ts';
import { OWNERS_READ_MAX, shortlist } from './shortlist.ts';

const query = (given: Partial<SeriesQuery> & Pick<SeriesQuery, 'metric'>): SeriesQuery => ({
  from: 0,
  to: 1,
  points: 100,
  top: 8,
  internal: true,
  ...given,
});
const f = (...values: number[]) => Float64Array.from(values);
const WINDOW: SeriesWindow = { tier: 'raw', stepMs: 5_000, bucketMs: 5_000, fromMs: 0, toMs: 10_000, count: 2 };

describe('planSeries', () => {
  it('derives what is not stored from what is', () => {
    expect(planSeries(query({ metric: 'partition.messages_in', topic: 't', by: 'partition' }))).toMatchObject({
      stored: 'topic.end_offset',
      derivation: 'rate',
    });
    expect(planSeries(query({ metric: 'group_partition.lag', topic: 't', group: 'g', partition: 3 }))).toMatchObject({
      stored: 'group_topic.committed_offset',
      derivation: 'lag',
      partition: 3,
      owners: { kind: 'group_topic', topic: 't', group: 'g' },
    });
  });

  it('puts several owners together as asked, by their sum where nothing is said and they add up', () => {
    expect(planSeries(query({ metric: 'broker.messages_in' })).combine).toBe('sum');
    expect(planSeries(query({ metric: 'broker.round_trip', agg: 'max' })).combine).toBe('max');
    expect(planSeries(query({ metric: 'broker.handler_idle', agg: 'min' })).combine).toBe('min');
    expect(planSeries(query({ metric: 'group_topic.seconds_behind', group: 'g', agg: 'max' })).combine).toBe('max');
    expect(planSeries(query({ metric: 'broker.round_trip', broker: 1 })).combine).toBeNull();
  });

  it.each([
    ['a group is missing', { metric: 'group.lag' }, 'group'],
    ['a topic is missing', { metric: 'topic.messages_in' }, 'topic'],
    ['a cluster has no topics to split by', { metric: 'cluster.lag', by: 'topic' }, 'by'],
    ['a filter would select nothing', { metric: 'group.lag', group: 'g', topic: 't' }, 'topic'],
    ['a whole-topic metric has no partitions', { metric: 'topic.lag', topic: 't', by: 'partition' }, 'by'],
    ['a directory has no series of its own', { metric: 'log_dir.used' }, 'by'],
    ['a ZooKeeper server is no broker', { metric: 'zookeeper.znodes', by: 'server', broker: 1 }, 'broker'],
    ['round trips do not add up', { metric: 'broker.round_trip' }, 'broker'],
    ['nor when told to', { metric: 'broker.round_trip', agg: 'sum' }, 'agg'],
    ['ages of several topics do not add up', { metric: 'group_topic.seconds_behind', group: 'g' }, 'agg'],
    ['only topics are internal', { metric: 'group.lag', by: 'group', internal: false }, 'internal'],
    ['a partition without its topic', { metric: 'group_partition.lag', group: 'g', partition: 1 }, 'partition'],
  ] as const)('refuses where %s, and names the field', (_why, given, field) => {
    expect(() => planSeries(query(given))).toThrow(
      expect.objectContaining({ code: 'invalid', invalidParams: [expect.objectContaining({ name: field })] }),
    );
  });
});

describe('shapeSeries', () => {
  const owner = (ownerId: number, rest: Partial<Owner>): Owner => ({ ownerId, clusterKey: 1, kind: 'topic', ...rest });
  const column = (ownerId: number, metric: keyof typeof METRICS, sub: number, values: Float64Array) => ({
    ownerId,
    metricId: METRICS[metric].id,
    sub,
    values,
    min: null,
    max: null,
  });

  it('a recreated topic is one series, its incarnations one after the other', () => {
    const plan = planSeries(query({ metric: 'topic.messages_in', topic: 't' }));
    const owners = [owner(1, { topic: 't', topicId: 'old' }), owner(2, { topic: 't', topicId: 'new' })];
    const result = {
      tier: 'raw' as const,
      fromMs: 0,
      stepMs: 5_000,
      columns: [column(1, 'topic.messages_in', 0, f(4, Number.NaN)), column(2, 'topic.messages_in', 0, f(Number.NaN, 6))],
    };
    expect(shapeSeries(plan, { owners, topicOwners: [], result }, WINDOW).map(toSeries)).toEqual([
      { key: 't', label: 't', mean: [4, 6], min: [4, 6], max: [4, 6] },
    ]);
  });

  it('directories of all brokers stand apart, even under the same path', () => {
    const plan = planSeries(query({ metric: 'log_dir.used', by: 'log_dir' }));
    const owners = [1, 2].map((node) => owner(node, { kind: 'log_dir', node, topicId: '/data', topic: '/data' }));
    const columns = [column(1, 'log_dir.used', 0, f(4, 5)), column(2, 'log_dir.used', 0, f(6, 7))];
    const result = { tier: 'raw' as const, fromMs: 0, stepMs: 5_000, columns };
    expect(shapeSeries(plan, { owners, topicOwners: [], result }, WINDOW).map(({ key }) => key)).toEqual(['1:/data', '2:/data']);
  });

  it('the sum over brokers is unknown where one broker is', () => {
    const plan = planSeries(query({ metric: 'broker.messages_in' }));
    const owners = [owner(1, { kind: 'broker', node: 1 }), owner(2, { kind: 'broker', node: 2 })];
    const result = {
      tier: 'raw' as const,
      fromMs: 0,
      stepMs: 5_000,
      columns: [column(1, 'broker.messages_in', 0, f(4, 4)), column(2, 'broker.messages_in', 0, f(Number.NaN, 6))],
    };
    expect(
      toSeries(
        shapeSeries(plan, { owners, topicOwners: [], result }, WINDOW)[0] ?? {
          key: '',
          label: '',
          buckets: { mean: f(), min: f(), max: f() },
        },
      ).mean,
    ).toEqual([null, 10]);
  });

  it('lag compares commits with the offsets of the same incarnation only', () => {
    const plan = planSeries(query({ metric: 'group_partition.lag', topic: 't', group: 'g', by: 'partition' }));
    const owners = [owner(5, { kind: 'group_topic', group: 'g', topic: 't', topicId: 'old' })];
    const topicOwners = [owner(6, { topic: 't', topicId: 'new' })];
    const result = {
      tier: 'raw' as const,
      fromMs: 0,
      stepMs: 5_000,
      columns: [column(5, 'group_topic.committed_offset', 0, f(1, 1)), column(6, 'topic.end_offset', 0, f(9, 9))],
    };
    expect(shapeSeries(plan, { owners, topicOwners, result }, WINDOW)).toEqual([]);
  });
});

describe('internal topics', () => {
  const topicOwner = (ownerId: number, topic: string): Owner => ({ ownerId, clusterKey: 1, kind: 'topic', topic });
  const owners = ['orders', '__consumer_offsets', '__mine', '_schemas', '__gone'].map((topic, i) => topicOwner(i, topic));
  const topics = [
    { name: 'orders', internal: false },
    { name: '__consumer_offsets', internal: true },
    { name: '__mine', internal: false },
    { name: '_schemas', internal: true },
  ];

  it('are what the last pass says; the name decides only where it says nothing', () => {
    expect(dropInternal(owners, topics).map(({ topic }) => topic)).toEqual(['orders', '__mine']);
    expect(dropInternal(owners, undefined).map(({ topic }) => topic)).toEqual(['orders', '_schemas']);
  });

  it('count unless the query says no', () => {
    const asked = { metric: 'topic.messages_in', by: 'topic', from: '0', to: '1' };
    expect(SeriesQuery.parse(asked).internal).toBe(true);
    expect(SeriesQuery.parse({ ...asked, internal: 'false' }).internal).toBe(false);
    expect(SeriesQuery.safeParse({ ...asked, internal: 'maybe' }).success).toBe(false);
    expect(planSeries(SeriesQuery.parse({ ...asked, internal: 'false' })).by).toBe('topic');
  });
});

describe('shortlist', () => {
  it('keeps the owners that are largest now', () => {
    const plan = planSeries(query({ metric: 'group.lag', by: 'group' }));
    const owners = Array.from({ length: 500 }, (_none, i): Owner => ({
      ownerId: i,
      clusterKey: 1,
      kind: 'group',
      group: `g${i}`,
    }));
    const groups = owners.map(({ group = '' }, i) => ({ groupId: group, lag: { value: String(i), known: 1, total: 1 } }));
    const kept = shortlist(plan, owners, { groups: groups as never });
    expect(kept).toHaveLength(OWNERS_READ_MAX);
    expect(kept[0]?.group).toBe('g499');
  });
});
