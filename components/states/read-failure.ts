import type { Fault } from '#lib/contracts/common.ts';

/** A failed request as pages show it. */
export interface Failure {
  /** HTTP status; null when no answer came at all. */
  status: number | null;
  /** Closed code of the problem document (`forbidden`, `not_found`, …); `offline` when no answer came. */
  code: string;
  /** What happened, in the server's words; null when it said nothing. */
  detail: string | null;
  /** Names the request in the server's log; null when no answer came. */
  requestId: string | null;
  /** What the cluster failed with, when it was the cluster; null otherwise. */
  fault: Fault | null;
}

function field(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null && name in error ? (error as Record<string, unknown>)[name] : undefined;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function faultOf(value: unknown): Fault | null {
  const code = text(field(value, 'code'));
  return code === null ? null : { code, detail: text(field(value, 'detail')) ?? '' };
}

/** Reads whatever a query threw. Errors made from a problem document keep its fields; anything else counts as "no answer". */
export function readFailure(error: unknown): Failure {
  const document = field(error, 'problem');
  const from = (name: string): unknown => field(error, name) ?? field(document, name);
  const status = from('status');
  if (typeof status !== 'number') {
    const code = text(from('code'));
    return {
      status: null,
      code: code ?? 'offline',
      detail: code === null ? null : text(from('message')),
      requestId: null,
      fault: null,
    };
  }
  return {
    status,
    code: text(from('code')) ?? (status === 403 ? 'forbidden' : status === 404 ? 'not_found' : 'internal'),
    detail: text(from('detail')) ?? text(from('message')),
    requestId: text(from('requestId')),
    fault: faultOf(from('fault')),
  };
}
