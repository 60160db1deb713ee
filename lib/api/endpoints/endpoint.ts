import type { z } from 'zod';
import type { Action } from '#lib/auth/can.ts';

/** Who may call an endpoint: anybody, a holder of the metrics token (or of the right `metrics.read`), or whoever `can` do the action. */
export type Access = 'public' | 'metrics_token' | Action;

/** What an endpoint is: enough to check a request, to authorize it, and to document it. Handlers add only what happens. */
export interface Endpoint<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodObject | null = z.ZodObject | null,
  R extends z.ZodType | null = z.ZodType | null,
> {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** OpenAPI path template from the root, e.g. `/api/v1/clusters/{clusterId}`. */
  path: string;
  tag: string;
  /** One line for the API description. */
  summary: string;
  access: Access;
  params: P;
  query: Q;
  /** null: the endpoint takes no body. */
  body: B;
  /** null: the answer has no body, or is no JSON. */
  response: R;
  /** Of the answer. Default `application/json`. */
  contentType: 'application/json' | 'application/x-ndjson' | 'text/event-stream' | 'text/plain';
  /** Status of success. */
  status: 200 | 201 | 204;
  /** The verb in the audit log; null for reads, which leave no entry. */
  audit: string | null;
  /** Asks a cluster while the caller waits, by a deadline of its own. Other reads ask the database alone and have a common one. Default false. */
  asksCluster: boolean;
  /** Whether the answer carries an ETag (reads) or the request must carry If-Match (edits). */
  versioned: boolean;
}

/** Any endpoint. */
export type AnyEndpoint = Endpoint;
