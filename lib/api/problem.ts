import type { Fault, ProblemDocument } from '#lib/contracts/common.ts';
import { AppError, RetryLater, type AppErrorCode } from '#lib/core/errors.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';

const STATUS: Record<AppErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition: 412,
  too_many_requests: 429,
  unavailable: 503,
  timeout: 504,
  internal: 500,
};

const TITLE: Record<AppErrorCode, string> = {
  invalid: 'The request is not valid',
  unauthenticated: 'Sign in first',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'The state has changed',
  precondition: 'A precondition failed',
  too_many_requests: 'Too many requests',
  unavailable: 'Not available now',
  timeout: 'No answer in time',
  internal: 'Something went wrong in Farol',
};

/** What is not available now is worth another try after this. */
const RETRY_UNAVAILABLE_S = 5;

/** The RFC 9457 document for anything thrown. An unexpected error says nothing of itself but the request id, by which the log knows it. */
export function problemDocument(error: unknown, requestId: string): ProblemDocument {
  const known = error instanceof AppError ? error : null;
  const code = known?.code ?? 'internal';
  const params = known?.invalidParams ?? [];
  const fault = clusterFault(known);
  return {
    type: `urn:farol:problem:${code}`,
    title: TITLE[code],
    status: STATUS[code],
    code,
    detail:
      known === null || code === 'internal'
        ? `An unexpected error happened. Look for request ${requestId} in the server's log.`
        : known.message,
    requestId,
    ...(fault === null ? {} : { fault }),
    ...(params.length > 0 ? { invalidParams: params.map(({ name, reason }) => ({ name, reason })) } : {}),
  };
}

/** What the cluster failed with, when that is why; null otherwise. */
function clusterFault(error: AppError | null): Fault | null {
  const behind = error instanceof KafkaUnavailableError ? error : error?.cause;
  return behind instanceof KafkaUnavailableError ? { code: behind.fault.code, detail: behind.fault.message } : null;
}

/** `problemDocument` as a response. */
export function problemResponse(error: unknown, requestId: string, headers?: HeadersInit): Response {
  const document = problemDocument(error, requestId);
  const all = new Headers(headers);
  all.set('content-type', 'application/problem+json');
  if (error instanceof RetryLater) all.set('retry-after', String(error.retryAfterSeconds));
  else if (document.code === 'unavailable') all.set('retry-after', String(RETRY_UNAVAILABLE_S));
  return new Response(JSON.stringify(document), { status: document.status, headers: all });
}
