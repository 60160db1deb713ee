import type { z } from 'zod';
import type { ProblemDocument } from '#lib/contracts/common.ts';
import { ApiError, apiErrorCode } from './api-error.ts';

/** Loads the schema of an answer. Schemas are no part of a page's first load: they arrive while the request is on its way. */
export type SchemaLoader<S extends z.ZodType> = () => Promise<S>;

const problemSchema: SchemaLoader<z.ZodType<ProblemDocument>> = async () =>
  (await import('#lib/contracts/common.ts')).ProblemDocument;

/** Values of a query string; absent ones are left out. */
export type QueryValues = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What a request may carry beside its path. */
export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  query?: QueryValues;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
}

/** Longer than any deadline of the server, so that the server's own words arrive first. */
const ANSWER_TIMEOUT_MS = 30_000;

/** Path with its query string. Path segments must come encoded: see `apiPath`. */
export function withQuery(path: string, query: QueryValues = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** A path below `/api/v1` from plain segments. Topic and group names may hold any character, so each is encoded. */
export function apiPath(...segments: (string | number)[]): string {
  return `/api/v1/${segments.map((segment) => encodeURIComponent(segment)).join('/')}`;
}

/** Sends one request and returns its body as the contract says. Throws `ApiError` for everything else, and `AbortError` when `signal` fires. */
export async function fetchJson<S extends z.ZodType>(
  schema: SchemaLoader<S>,
  path: string,
  options: RequestOptions = {},
): Promise<z.output<S>> {
  return (await fetchVersioned(schema, path, options)).value;
}

/** An answer that can be edited. */
export interface Versioned<Value> {
  value: Value;
  /** Its ETag, to be sent back as `If-Match`; null when the answer carries none. */
  version: string | null;
}

/** As `fetchJson`, with the version of what was read or edited. */
export async function fetchVersioned<S extends z.ZodType>(
  schema: SchemaLoader<S>,
  path: string,
  options: RequestOptions = {},
): Promise<Versioned<z.output<S>>> {
  const loading = loadSchema(schema);
  const response = await send(path, options, AbortSignal.timeout(ANSWER_TIMEOUT_MS));
  const requestId = response.headers.get('x-request-id');
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    throw noAnswer(cause, options.signal, response.ok ? 'malformed' : 'offline');
  }
  const parsed = (await loading).safeParse(body);
  if (!parsed.success) {
    const place = parsed.error.issues[0];
    throw new ApiError('malformed', `The answer to ${path} does not have the agreed shape at “${place?.path.join('.') ?? ''}”.`, {
      status: response.status,
      requestId,
      cause: parsed.error,
    });
  }
  return { value: parsed.data, version: response.headers.get('etag') };
}

/** As `fetchVersioned`, for long answers that seldom change: null when the server still has the `known` version. */
export async function fetchUnlessSame<S extends z.ZodType>(
  schema: SchemaLoader<S>,
  path: string,
  known: string,
  signal: AbortSignal,
): Promise<Versioned<z.output<S>> | null> {
  try {
    return await fetchVersioned(schema, path, { signal, headers: { 'if-none-match': known } });
  } catch (error) {
    if (error instanceof ApiError && error.status === 304) return null;
    throw error;
  }
}

/** Sends one request whose success has no body. */
export async function fetchNothing(path: string, options: RequestOptions): Promise<void> {
  await send(path, options, AbortSignal.timeout(ANSWER_TIMEOUT_MS));
}

/** Sends one request and yields each line of an `application/x-ndjson` answer as it arrives. The caller's `signal` ends it; silence does not. */
export async function* fetchLines<S extends z.ZodType>(
  schema: SchemaLoader<S>,
  path: string,
  options: RequestOptions,
): AsyncGenerator<z.output<S>, void, undefined> {
  const loading = loadSchema(schema);
  const response = await send(path, options, null);
  const lineSchema = await loading;
  if (response.body === null) throw new ApiError('malformed', `The answer to ${path} has no body.`, { status: response.status });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + (value ?? '')).split('\n');
      rest = done ? '' : (lines.pop() ?? '');
      for (const line of lines) if (line.trim() !== '') yield await parseLine(lineSchema, path, line);
      if (done) return;
    }
  } catch (cause) {
    throw cause instanceof ApiError ? cause : noAnswer(cause, options.signal, 'offline');
  } finally {
    await reader.cancel().catch(() => undefined); // Already closed or failed: nothing is left to free.
  }
}

/** Begins to load a schema; its failure is the caller's when the caller needs it, and nobody's when the request fails first. */
function loadSchema<S extends z.ZodType>(schema: SchemaLoader<S>): Promise<S> {
  const loading = schema().catch((cause: unknown) => {
    throw new ApiError('offline', 'A part of the page did not arrive.', { cause });
  });
  loading.catch(() => undefined);
  return loading;
}

async function parseLine<S extends z.ZodType>(schema: S, path: string, line: string): Promise<z.output<S>> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new ApiError('malformed', `A line of the answer to ${path} is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  // A stream can fail after its headers are sent: then its last line is a problem document.
  const problem = (await loadSchema(problemSchema)).safeParse(json);
  if (problem.success) throw fromProblem(problem.data, null);
  throw new ApiError('malformed', `A line of the answer to ${path} does not have the agreed shape.`, { cause: parsed.error });
}

async function send(path: string, options: RequestOptions, timeout: AbortSignal | null): Promise<Response> {
  const signals = [options.signal, timeout].filter((signal) => signal instanceof AbortSignal);
  const { method = 'GET', body } = options;
  let response: Response;
  try {
    response = await fetch(withQuery(path, options.query), {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.any(signals),
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch (cause) {
    throw noAnswer(cause, options.signal, 'offline');
  }
  if (response.ok) return response;
  throw await problemOf(response);
}

/** The caller's own abort stays an abort; the rest becomes an `ApiError`. */
function noAnswer(cause: unknown, signal: AbortSignal | undefined, code: 'offline' | 'malformed'): unknown {
  if (signal?.aborted === true) return cause;
  if (cause instanceof DOMException && cause.name === 'TimeoutError') {
    return new ApiError('timeout', `Farol did not answer within ${ANSWER_TIMEOUT_MS / 1000} s.`, { cause });
  }
  return code === 'offline'
    ? new ApiError('offline', 'Farol did not answer.', { cause })
    : new ApiError('malformed', 'The answer is not JSON.', { cause });
}

async function problemOf(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('retry-after'));
  const retryAfterMs = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter * 1000 : null;
  let body: unknown = null;
  try {
    body = await response.json();
  } catch {
    // A proxy's own error page: the status is all there is.
  }
  // Where even the schema does not arrive, the status is said all the same.
  const schema = await problemSchema().catch(() => null);
  const problem = schema?.safeParse(body);
  if (problem?.success === true) return fromProblem(problem.data, retryAfterMs);
  return new ApiError(apiErrorCode('', response.status), `HTTP ${response.status}`, {
    status: response.status,
    requestId: response.headers.get('x-request-id'),
    retryAfterMs,
  });
}

function fromProblem(problem: ProblemDocument, retryAfterMs: number | null): ApiError {
  return new ApiError(apiErrorCode(problem.code, problem.status), problem.detail, {
    status: problem.status,
    requestId: problem.requestId,
    invalidParams: problem.invalidParams ?? [],
    fault: problem.fault ?? null,
    retryAfterMs,
  });
}
