import type { Fault } from '#lib/contracts/common.ts';
import type { AppErrorCode, InvalidParam } from '#lib/core/errors.ts';

/** Failures that only the browser's side of the wire knows: no answer came (`offline`), or an answer Farol's contracts do not describe (`malformed`). */
export type ApiErrorCode = AppErrorCode | 'offline' | 'malformed';

const KNOWN_CODES: ReadonlySet<string> = new Set<ApiErrorCode>([
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'precondition',
  'too_many_requests',
  'unavailable',
  'timeout',
  'internal',
  'offline',
  'malformed',
]);

/** A request to Farol's API that failed. `message` is the server's `detail`: what failed and what to do, safe to show. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** Finds the request in the server's log; null when no answer came. */
  readonly requestId: string | null;
  /** Refused fields, so that a form can place each reason beside its field. */
  readonly invalidParams: readonly InvalidParam[];
  /** How long the server asks to wait before another try, milliseconds; null when it does not say. */
  readonly retryAfterMs: number | null;
  /** What the cluster failed with, when it was the cluster; null otherwise. */
  readonly fault: Fault | null;

  constructor(
    code: ApiErrorCode,
    detail: string,
    options: {
      status?: number | null;
      requestId?: string | null;
      invalidParams?: readonly InvalidParam[];
      retryAfterMs?: number | null;
      fault?: Fault | null;
      cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = options.status ?? null;
    this.requestId = options.requestId ?? null;
    this.invalidParams = options.invalidParams ?? [];
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.fault = options.fault ?? null;
  }
}

/** A code from the wire as one Farol knows; an unknown one counts by its status. */
export function apiErrorCode(code: string, status: number): ApiErrorCode {
  if (isApiErrorCode(code)) return code;
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 429) return 'too_many_requests';
  if (status === 502 || status === 503) return 'unavailable';
  if (status === 504) return 'timeout';
  return status >= 500 ? 'internal' : 'invalid';
}

/** Whether a code is one Farol knows: those of the server and the browser's own. */
export function isApiErrorCode(code: string): code is ApiErrorCode {
  return KNOWN_CODES.has(code);
}

/** Whether the same request may well succeed a little later. A refusal stays a refusal and is not asked again. */
export function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.code === 'offline' || error.code === 'unavailable' || error.code === 'timeout' || error.code === 'internal';
}
