import { expect, test } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { metricValue, ValueBook, valuesOfReadings } from './sampled-values.ts';
import { byOwner } from './testing/stored-of.ts';

const id = (metric: keyof typeof METRICS) => METRICS[metric].id;

test('values stand by metric, each beside its owner, and what is not known is a gap', () => {
  const book = new ValueBook();
  book.read([{ ref: { kind: 'cluster' }, values: [metricValue('cluster.lag', 9), metricValue('cluster.pass_duration', null)] }]);
  const topics = Uint32Array.of(book.owner({ kind: 'topic', topicId: 'a' }), book.owner({ kind: 'topic', topicId: 'b' }));
  book.shares('topic.end_offset', topics, Float64Array.of(1, 2, 3), Uint32Array.of(0, 2, 3));
  book.column('topic.lag', topics, (i) => (i === 0 ? null : 7));
  const values = book.close();
  expect(values.columns).toHaveLength(4);
  expect(byOwner(values)).toEqual([
    {
      ref: { kind: 'cluster' },
      columns: [
        { metricId: id('cluster.lag'), values: [9] },
        { metricId: id('cluster.pass_duration'), values: [NaN] },
      ],
    },
    {
      ref: { kind: 'topic', topicId: 'a' },
      columns: [
        { metricId: id('topic.end_offset'), values: [1, 2] },
        { metricId: id('topic.lag'), values: [NaN] },
      ],
    },
    {
      ref: { kind: 'topic', topicId: 'b' },
      columns: [
        { metricId: id('topic.end_offset'), values: [3] },
        { metricId: id('topic.lag'), values: [7] },
      ],
    },
  ]);
});

test('several readings of one metric share a column; an owner without values is left out', () => {
  const values = valuesOfReadings([
    { ref: { kind: 'broker', node: 1 }, values: [metricValue('broker.up', 1)] },
    { ref: { kind: 'broker', node: 2 }, values: [] },
    { ref: { kind: 'broker', node: 3 }, values: [metricValue('broker.up', 0)] },
  ]);
  expect(values.owners.map(({ node }) => node)).toEqual([1, 3]);
  expect(values.columns.map(({ metricId, values: column }) => [metricId, [...column]])).toEqual([[id('broker.up'), [1, 0]]]);
});

test('an owner that stands where it stood is the object of the pass before; another one is not', () => {
  const before = [
    { kind: 'topic' as const, topicId: 'a', topic: 'orders' },
    { kind: 'topic' as const, topicId: 'b', topic: 'orders' },
    { kind: 'group_topic' as const, topicId: 'b', topic: 'orders', group: 'g' },
  ];
  const book = new ValueBook(before);
  for (const ref of [{ ...before[0] }, { ...before[1], topicId: 'c' }, { ...before[2] }, { kind: 'cluster' }] as typeof before) {
    book.owner(ref);
  }
  const { owners } = book.close();
  expect(owners.map((owner, i) => owner === before[i])).toEqual([true, false, true, false]);
  expect(owners[1]).toEqual({ kind: 'topic', topicId: 'c', topic: 'orders' });
});
