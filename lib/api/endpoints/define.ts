import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

const Nothing = z.strictObject({});
type Nothing = typeof Nothing;

type Required = 'method' | 'path' | 'tag' | 'summary' | 'access';
type Given<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodObject | null, R extends z.ZodType | null> = Pick<
  Endpoint<P, Q, B, R>,
  Required
> &
  Partial<Omit<Endpoint<P, Q, B, R>, Required>>;

/**
 * Completes an endpoint: what is not said is absent (no parameters, no body) and unknown fields of parameters, query and body are refused by name.
 * A mutation must name its verb in the audit log.
 */
export function defineEndpoint<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodObject | null = null,
  R extends z.ZodType | null = null,
>(given: Given<P, Q, B, R>): Endpoint<P, Q, B, R> {
  const audit = given.audit ?? null;
  if (given.method !== 'GET' && audit === null) throw new Error(`${given.method} ${given.path} names no audit verb`);
  const strict = <T extends z.ZodObject>(schema: T): T => schema.strict() as unknown as T;
  const body = given.body ?? null;
  return {
    method: given.method,
    path: given.path,
    tag: given.tag,
    summary: given.summary,
    access: given.access,
    params: strict(given.params ?? (Nothing as unknown as P)),
    query: strict(given.query ?? (Nothing as unknown as Q)),
    body: (body === null ? null : strict(body)) as B,
    response: (given.response ?? null) as R,
    contentType: given.contentType ?? 'application/json',
    status: given.status ?? 200,
    audit,
    asksCluster: given.asksCluster ?? false,
    versioned: given.versioned ?? false,
  };
}
