import { CanaryAnswer, CanarySeriesAnswer, CanarySeriesQuery } from '#lib/contracts/canary.ts';
import { ClusterParams } from './clusters.ts';
import { defineEndpoint } from './define.ts';

/** What Farol's own test records tell of each broker. */
export const CANARY_ENDPOINTS = {
  getCanary: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/canary',
    tag: 'canary',
    summary: 'Canary now: coverage, latencies and failures per broker',
    access: 'cluster.read',
    params: ClusterParams,
    response: CanaryAnswer,
  }),
  readCanarySeries: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/canary/series',
    tag: 'canary',
    summary: 'A latency percentile over time, from merged histograms; null where no sample was taken',
    access: 'cluster.read',
    params: ClusterParams,
    query: CanarySeriesQuery,
    response: CanarySeriesAnswer,
  }),
} as const;
