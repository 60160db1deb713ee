import { ClusterEvent, EventCreate, EventList, EventQuery } from '#lib/contracts/events.ts';
import { ClusterParams } from './clusters.ts';
import { defineEndpoint } from './define.ts';

/** What happened in a cluster, and marks put beside it. */
export const EVENT_ENDPOINTS = {
  listEvents: defineEndpoint({
    method: 'GET',
    path: '/api/v1/clusters/{clusterId}/events',
    tag: 'events',
    summary: 'What happened in a cluster, newest first',
    access: 'cluster.read',
    params: ClusterParams,
    query: EventQuery,
    response: EventList,
  }),
  createEvent: defineEndpoint({
    method: 'POST',
    path: '/api/v1/clusters/{clusterId}/events',
    tag: 'events',
    summary: 'Puts a mark on the time line, e.g. of a deployment',
    access: 'event.create',
    params: ClusterParams,
    body: EventCreate,
    response: ClusterEvent,
    status: 201,
    audit: 'event.create',
  }),
} as const;
