/** The closed set of failure kinds Farol reports to people and programs. HTTP status and retry policy follow from it. */
export type AppErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition'
  | 'too_many_requests'
  | 'unavailable'
  | 'timeout'
  | 'internal';

/** One field of the input that was refused, so that a form can place the message beside it. */
export interface InvalidParam {
  /** Dotted path of the field, e.g. `properties.sasl.mechanism`. */
  name: string;
  /** What is wrong and what is expected, in one sentence. */
  reason: string;
}

/** An expected failure. `message` says what failed, where, why and what to do; it is shown to people as it stands, so it never holds secrets. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly invalidParams: readonly InvalidParam[];

  constructor(code: AppErrorCode, message: string, options: { cause?: unknown; invalidParams?: readonly InvalidParam[] } = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.invalidParams = options.invalidParams ?? [];
  }
}

/** `too_many_requests` with the time after which another try makes sense. */
export class RetryLater extends AppError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super('too_many_requests', message);
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterSeconds));
  }
}

/** The message of anything thrown, for logs and wrapped errors. Never the stack. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
