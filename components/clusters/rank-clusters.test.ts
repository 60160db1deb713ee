import { expect, it } from 'vitest';
import type { ClusterSummary } from '#lib/contracts/clusters.ts';
import { filterClusters, isTroubled, rankClusters } from './rank-clusters.ts';

const cluster = (name: string, state: ClusterSummary['state'], critical = 0, warning = 0) =>
  ({ id: name, name, state, bootstrap: [`${name}:9092`], problems: { critical, warning } }) as unknown as ClusterSummary;

it('puts first what is worst, and names decide between equals', () => {
  const clusters = [
    cluster('fine', 'ok'),
    cluster('b', 'problems', 0, 9),
    cluster('a', 'problems', 1, 0),
    cluster('off', 'disabled'),
    cluster('gone', 'unreachable'),
    cluster('old', 'stale'),
    cluster('also fine', 'ok'),
  ];
  const before = [...clusters];
  expect(rankClusters(clusters).map(({ name }) => name)).toEqual(['gone', 'a', 'b', 'old', 'also fine', 'fine', 'off']);
  expect(clusters).toEqual(before);
});

it('finds by every word, in name, id and address', () => {
  const clusters = [cluster('shop', 'ok'), cluster('stock', 'ok')];
  expect(filterClusters(clusters, 'SH 9092').map(({ name }) => name)).toEqual(['shop']);
  expect(filterClusters(clusters, ' ')).toHaveLength(2);
});

it('a cluster that was switched off or waits needs no eyes', () => {
  expect([isTroubled({ state: 'disabled' }), isTroubled({ state: 'waiting' }), isTroubled({ state: 'stale' })]).toEqual([
    false,
    false,
    true,
  ]);
});
