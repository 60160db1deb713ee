import { z } from 'zod';
import { ClusterId } from '#lib/contracts/clusters.ts';
import { Health, Readiness } from '#lib/contracts/health.ts';
import { defineEndpoint } from './define.ts';

/** For the machines that run Farol, and the description of the API itself. */
export const OPERATIONS_ENDPOINTS = {
  getHealth: defineEndpoint({
    method: 'GET',
    path: '/healthz',
    tag: 'operations',
    summary: 'The process is alive',
    access: 'public',
    response: Health,
  }),
  getReadiness: defineEndpoint({
    method: 'GET',
    path: '/readyz',
    tag: 'operations',
    summary: 'The database answers and is migrated (503 otherwise)',
    access: 'public',
    response: Readiness,
  }),
  getMetrics: defineEndpoint({
    method: 'GET',
    path: '/metrics',
    tag: 'operations',
    summary: 'Farol’s own metrics, Prometheus text format',
    access: 'metrics_token',
    contentType: 'text/plain',
  }),
  getKafkaMetrics: defineEndpoint({
    method: 'GET',
    path: '/metrics/kafka',
    tag: 'operations',
    summary:
      'Lag, offsets and replicas of the clusters that offer them, under the names of kafka_exporter or KMinion, Prometheus text format',
    access: 'metrics_token',
    query: z.object({
      cluster: ClusterId.optional(),
      names: z.enum(['kafka_exporter', 'kminion', 'both']).default('kafka_exporter'),
    }),
    contentType: 'text/plain',
  }),
  getOpenApi: defineEndpoint({
    method: 'GET',
    path: '/api/v1/openapi.json',
    tag: 'operations',
    summary: 'This description, OpenAPI 3.1',
    access: 'catalog.read',
    response: z.record(z.string(), z.unknown()),
  }),
} as const;
