import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { can, type Resource } from '#lib/auth/can.ts';
import type { SignedInUser } from '#lib/auth/authenticate.ts';
import { AppError, RetryLater } from '#lib/core/errors.ts';
import { toJson } from '#lib/core/json.ts';
import type { Logger } from '#lib/core/logger.ts';
import { bearerMatches } from './bearer.ts';
import { clientAddress } from './client-address.ts';
import { isCrossSite } from './cross-site.ts';
import { ENDPOINTS, type EndpointId, type Endpoints } from './endpoints/index.ts';
import type { AnyEndpoint } from './endpoints/endpoint.ts';
import { requestHash, withIdempotency } from './idempotent.ts';
import { parseInput, queryObject } from './parse-input.ts';
import { problemResponse } from './problem.ts';
import { auditCall, reportCall, type AuditNote, type Call } from './record-call.ts';
import { readJsonBody } from './read-body.ts';
import { apiSecurityHeaders } from './security-headers.ts';
import { services, type Services } from './services.ts';

type Output<S> = S extends z.ZodType ? z.output<S> : null;

/** What a handler receives: everything checked, nothing else of the request. */
export interface RouteContext<K extends EndpointId> {
  params: Output<Endpoints[K]['params']>;
  query: Output<Endpoints[K]['query']>;
  body: Output<Endpoints[K]['body']>;
  /** Who asks, on endpoints that need somebody signed in. Throws `unauthenticated` where nobody is. */
  signedIn(): SignedInUser;
  requestId: string;
  /** Address of the client; null when unknown. */
  remote: string | null;
  /** Value of `If-Match`, unquoted; null when absent. Endpoints that edit a version have refused a request without it. */
  ifMatch: string | null;
  /** Request headers, for session cookies. */
  headers: Headers;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  services: Services;
  logger: Logger;
  /** Says what the audit entry of this mutation is about and what changed. Never secrets. */
  note(note: AuditNote): void;
}

/** What a handler answers. */
export interface Reply<T> {
  body: T;
  status?: number;
  headers?: HeadersInit;
  /** Version of what was read or edited; becomes the ETag. */
  version?: string;
}

type Answer<K extends EndpointId> = Reply<Output<Endpoints[K]['response']>> | Response;

/** What Next.js hands to a handler beside the request: path parameters, decoded once; nothing at all where the path has none. */
interface NextContext {
  params: Promise<RawParams | undefined>;
}

type RawParams = Record<string, string | string[] | undefined>;

/** A route handler as Next.js calls it; it carries the id of its endpoint, by which tests recognise handlers made here. */
export interface RouteHandler {
  (request: Request, context: NextContext): Promise<Response>;
  readonly endpointId: EndpointId;
}

/**
 * The only way to write a route: authenticate → limits → parse → authorize → handle → audit → errors.
 * What is checked stands in the endpoint's declaration; an endpoint that is not declared public needs a signed-in user whom `can` allows its action.
 */
export function route<K extends EndpointId>(id: K, handle: (context: RouteContext<K>) => Promise<Answer<K>>): RouteHandler {
  const endpoint: AnyEndpoint = ENDPOINTS[id];
  const handler = async (request: Request, context: NextContext) => {
    const startedAt = performance.now();
    const requestId = randomUUID();
    let response: Response;
    let own: Services | null = null;
    const call: Call = { requestId, remote: clientAddress(request.headers), user: null, clusterId: null, note: {} };
    let failure: unknown = null;
    try {
      own = services();
      const answered = answer(endpoint, id, request, (await context.params) ?? {}, own, call, (checked) =>
        handle(checked as unknown as RouteContext<K>),
      );
      response = endpoint.method === 'GET' && !endpoint.asksCluster ? await inTime(answered) : await answered;
    } catch (error) {
      failure = error;
      response = problemResponse(error, requestId);
    }
    if (own !== null) {
      // Refused and failed attempts leave an entry too.
      const auditFailure = endpoint.audit === null ? null : await auditCall(endpoint.audit, own, call, failure);
      failure ??= auditFailure;
      if (failure !== null && response.ok) {
        // Nobody will read what was about to be streamed: its source must hear of that.
        response.body?.cancel().catch(() => undefined);
        response = problemResponse(failure, requestId);
      }
      reportCall(own, { id, method: request.method, status: response.status, ms: performance.now() - startedAt }, call, failure);
    }
    return finish(response, requestId, own);
  };
  return Object.assign(handler, { endpointId: id });
}

/** A read that takes longer is worth nothing to a page that asks again anyway, while its connection would be missed by others. */
const READ_WITHIN_MS = 4_500;

/** The answer, or `unavailable` when it does not come in time. A change is never cut short: nobody could tell whether it happened. */
async function inTime(answered: Promise<Response>): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new AppError('unavailable', 'The database is too slow to answer now. Try again.')),
      READ_WITHIN_MS,
    );
  });
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

type CheckedContext = Omit<RouteContext<EndpointId>, 'params' | 'query' | 'body'> & {
  params: unknown;
  query: unknown;
  body: unknown;
};

async function answer(
  endpoint: AnyEndpoint,
  id: EndpointId,
  request: Request,
  rawParams: RawParams,
  own: Services,
  call: Call,
  handle: (context: CheckedContext) => Promise<Reply<unknown> | Response>,
): Promise<Response> {
  // Before anything of the request is believed, so that another site cannot even try passwords or end a session.
  refuseCrossSite(request, own);
  // A public endpoint never asks who is there: it must answer while the database does not.
  if (endpoint.access !== 'public') call.user = await own.authenticate(request.headers);
  const holdsToken = endpoint.access === 'metrics_token' && bearerMatches(request.headers, own.env.metricsToken);
  if (endpoint.access !== 'public' && call.user === null && !holdsToken) {
    throw new AppError('unauthenticated', 'Sign in to use this.');
  }

  const waitSeconds = own.limiter.take(call.user?.id ?? call.remote ?? 'unknown');
  if (waitSeconds > 0) throw new RetryLater('Too many requests from you. Wait a moment.', waitSeconds);

  const params = parseInput(endpoint.params, plainParams(rawParams), 'path');
  const query = parseInput(endpoint.query, queryObject(new URL(request.url).searchParams), 'query');
  const body = endpoint.body === null ? null : parseInput(endpoint.body, await readJsonBody(request), 'body');
  const ifMatch = request.headers.get('if-match')?.replace(/^"|"$/g, '') ?? null;
  if (endpoint.versioned && endpoint.method !== 'GET' && ifMatch === null) {
    throw new AppError('precondition', 'Read the thing first and send its ETag as If-Match.', {
      invalidParams: [{ name: 'If-Match', reason: 'missing' }],
    });
  }

  const resource = resourceOf(params);
  if (resource.kind === 'cluster') call.clusterId = resource.id;
  if (endpoint.access !== 'public' && !holdsToken) {
    const action = endpoint.access === 'metrics_token' ? 'metrics.read' : endpoint.access;
    if (call.user === null || !can(call.user, action, resource)) {
      throw new AppError('forbidden', `Your role does not allow “${action}”. Ask an administrator of Farol.`);
    }
  }

  const run = async () =>
    toResponse(
      endpoint,
      own,
      request,
      await handle({
        params,
        query,
        body,
        signedIn: () => {
          if (call.user === null) throw new AppError('unauthenticated', 'Sign in to use this.');
          return call.user;
        },
        requestId: call.requestId,
        remote: call.remote,
        ifMatch,
        headers: request.headers,
        signal: request.signal,
        services: own,
        logger: own.logger.child({ requestId: call.requestId, endpoint: id }),
        note: (note) => {
          call.note = { ...call.note, ...note };
        },
      }),
    );
  const key = request.headers.get('idempotency-key');
  if (endpoint.method === 'GET' || endpoint.access === 'public' || key === null || call.user === null) return run();
  const hash = requestHash(`${endpoint.method} ${new URL(request.url).pathname}`, body);
  const response = await withIdempotency({ db: own.db, userId: call.user.id, key, requestHash: hash }, run);
  if (response.headers.has('idempotency-replayed')) call.note = { detail: { replayed: true } };
  return response;
}

function refuseCrossSite(request: Request, own: Services): void {
  const crossSite = isCrossSite({
    method: request.method,
    origin: request.headers.get('origin'),
    secFetchSite: request.headers.get('sec-fetch-site'),
    host: request.headers.get('host'),
    publicOrigin: own.env.publicUrl === null ? null : new URL(own.env.publicUrl).origin,
  });
  if (crossSite) {
    throw new AppError(
      'forbidden',
      'This request did not come from Farol’s own pages. Programs must send an Origin header that names Farol.',
    );
  }
}

/** Path parameters as they stand: Next.js has decoded them, and decoding again would turn the group `a%20b` into another one. */
function plainParams(raw: RawParams): Record<string, string> {
  const plain: [string, string][] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (typeof value !== 'string') throw new AppError('not_found', 'There is nothing at this address.');
    plain.push([name, value]);
  }
  return Object.fromEntries(plain);
}

function resourceOf(params: unknown): Resource {
  return typeof params === 'object' && params !== null && 'clusterId' in params && typeof params.clusterId === 'string'
    ? { kind: 'cluster', id: params.clusterId }
    : { kind: 'app' };
}

function toResponse(endpoint: AnyEndpoint, own: Services, request: Request, reply: Reply<unknown> | Response): Response {
  if (reply instanceof Response) return reply;
  const headers = new Headers(reply.headers);
  if (reply.version !== undefined) {
    const etag = `"${reply.version}"`;
    headers.set('etag', etag);
    // What the caller has already: it costs them nothing more.
    if (request.method === 'GET' && request.headers.get('if-none-match') === etag)
      return new Response(null, { status: 304, headers });
  }
  const status = reply.status ?? endpoint.status;
  if (status === 204) return new Response(null, { status, headers });
  if (own.checkAnswers && endpoint.response !== null) endpoint.response.parse(JSON.parse(toJson(reply.body)));
  headers.set('content-type', 'application/json');
  return new Response(toJson(reply.body), { status, headers });
}

function finish(response: Response, requestId: string, own: Services | null): Response {
  const secure = own?.env.publicUrl?.startsWith('https:') ?? false;
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  for (const [name, value] of Object.entries(apiSecurityHeaders(secure))) {
    // A stream asks besides that nobody on the way gathers it up to compress it.
    if (!(isStream && name === 'cache-control')) response.headers.set(name, value);
  }
  response.headers.set('x-request-id', requestId);
  return response;
}
