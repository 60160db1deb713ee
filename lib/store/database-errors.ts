import { AppError, errorMessage } from '#lib/core/errors.ts';

/** SQLSTATEs with which PostgreSQL says that it cannot serve now: going down, starting, full, out of disk, read-only. */
const UNAVAILABLE_STATES: Readonly<Record<string, string>> = {
  '57P01': 'the server is shutting down',
  '57P02': 'the server restarts after a crash',
  '57P03': 'the server is starting or stopping',
  '53300': 'the server has no free connection (max_connections)',
  '53100': 'the disk of the server is full',
  '25006': 'the server is read-only (a standby?)',
  '28P01': 'the password was refused',
  '28000': 'the user was refused (pg_hba.conf)',
  '3D000': 'the database does not exist',
};

const UNAVAILABLE_CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host name does not resolve',
  EAI_AGAIN: 'the host name does not resolve now',
  ETIMEDOUT: 'it did not answer in time',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
};

/** pg throws these without any code. */
const UNAVAILABLE_TEXTS: readonly [RegExp, string][] = [
  [/connection terminated|client has encountered a connection error|client was closed|not queryable/i, 'the connection was cut'],
  [/timeout exceeded when trying to connect/i, 'no connection became free in time'],
  [/query read timeout/i, 'it did not answer in time'],
  [/does not support SSL/i, 'it does not offer TLS'],
];

/** `host:port/database as user` of a PostgreSQL URL, without its password; safe to show and log. */
export function describeDatabaseUrl(url: string): string {
  try {
    const { hostname, port, pathname, username } = new URL(url);
    const user = username === '' ? '' : ` as ${decodeURIComponent(username)}`;
    return `${hostname || 'localhost'}:${port || '5432'}${pathname === '' ? '/' : pathname}${user}`;
  } catch {
    return 'an address that is not a URL';
  }
}

/** The SQLSTATE or Node error code of anything thrown; null when it carries none. */
export function errorCodeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

function unavailableReason(error: unknown): string | null {
  const code = errorCodeOf(error);
  if (code !== null) {
    const known = UNAVAILABLE_STATES[code] ?? UNAVAILABLE_CODES[code];
    if (known !== undefined) return known;
    if (code.startsWith('08')) return 'the connection was cut';
  }
  // A host name with several addresses fails with one error for each.
  if (error instanceof AggregateError) {
    for (const inner of error.errors) {
      const reason = unavailableReason(inner);
      if (reason !== null) return reason;
    }
  }
  const text = errorMessage(error);
  return UNAVAILABLE_TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Turns "the database cannot be reached or serve now" into AppError('unavailable') and a cancelled statement into AppError('timeout'); leaves everything else as it is. */
export function translateDatabaseError(error: unknown, url: string): unknown {
  if (error instanceof AppError) return error;
  const code = errorCodeOf(error);
  if (code === '57014') return new AppError('timeout', 'The database took too long to answer and was stopped.', { cause: error });
  if (code === '55P03') {
    return new AppError('timeout', 'The database is busy: a lock was not free in time. Try again.', { cause: error });
  }
  const reason = unavailableReason(error);
  if (reason === null) return error;
  return new AppError('unavailable', `The database of DATABASE_URL (${describeDatabaseUrl(url)}) is not available: ${reason}.`, {
    cause: error,
  });
}

/** Prisma's own codes for "cannot be reached or serve now". */
const PRISMA_UNAVAILABLE = new Set(['P1000', 'P1001', 'P1002', 'P1003', 'P1008', 'P1011', 'P1017', 'P2024', 'P2037']);

/** The same as `translateDatabaseError` for what a Prisma call threw: Prisma wraps the pool's AppError and keeps only its code and, at the end of a longer text, its message. */
export function translatePrismaError(error: unknown, url: string): unknown {
  if (error instanceof AppError) return error;
  const code = errorCodeOf(error);
  if (code === 'unavailable' || code === 'timeout') {
    return new AppError(code, errorMessage(error).trim().split('\n').at(-1) ?? '', { cause: error });
  }
  if (code !== null && PRISMA_UNAVAILABLE.has(code)) {
    return new AppError('unavailable', `The database of DATABASE_URL (${describeDatabaseUrl(url)}) is not available (${code}).`, {
      cause: error,
    });
  }
  return translateDatabaseError(error, url);
}
