import { CANARY_ENDPOINTS } from './canary.ts';
import { CLUSTER_STATE_ENDPOINTS } from './cluster-state.ts';
import { CLUSTER_ENDPOINTS } from './clusters.ts';
import { EVENT_ENDPOINTS } from './events.ts';
import { FAROL_ENDPOINTS } from './farol.ts';
import { MONITORING_ENDPOINTS } from './monitoring.ts';
import { OPERATIONS_ENDPOINTS } from './operations.ts';
import { SESSION_ENDPOINTS } from './session.ts';
import { VIEW_ENDPOINTS } from './views.ts';

/** Every endpoint of Farol by operation id. A route handler exists only for an entry of this list, and the API description is generated from it. */
export const ENDPOINTS = {
  ...SESSION_ENDPOINTS,
  ...CLUSTER_ENDPOINTS,
  ...MONITORING_ENDPOINTS,
  ...CANARY_ENDPOINTS,
  ...CLUSTER_STATE_ENDPOINTS,
  ...EVENT_ENDPOINTS,
  ...FAROL_ENDPOINTS,
  ...OPERATIONS_ENDPOINTS,
  ...VIEW_ENDPOINTS,
} as const;

export type Endpoints = typeof ENDPOINTS;
export type EndpointId = keyof Endpoints;
