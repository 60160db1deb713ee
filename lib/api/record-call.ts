import { recordAudit } from '#lib/audit/record-audit.ts';
import type { SignedInUser } from '#lib/auth/authenticate.ts';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import type { EndpointId } from './endpoints/index.ts';
import type { Services } from './services.ts';

/** What a mutation adds to its audit entry. */
export interface AuditNote {
  resource?: string;
  clusterId?: string;
  /** Who acted, where the session does not tell (sign-in). */
  actor?: { id: string | null; name: string };
  detail?: Record<string, string | number | boolean | null>;
}

/** What becomes known of a call on the way, for the audit log and the log. */
export interface Call {
  requestId: string;
  remote: string | null;
  user: SignedInUser | null;
  clusterId: string | null;
  note: AuditNote;
}

/** Writes the entry of one mutation. Returns the error when it could not be written: a change without a trace is reported as a failure. */
export async function auditCall(verb: string, own: Services, call: Call, failure: unknown): Promise<unknown> {
  // Attempts of strangers stand in the log only: they could flood the audit log. Sign-in names its actor itself.
  if (call.user === null && call.note.actor === undefined) return null;
  const refused = failure instanceof AppError && !['internal', 'unavailable', 'timeout'].includes(failure.code);
  try {
    await recordAudit(own.db, {
      actorId: call.note.actor?.id ?? call.user?.id ?? null,
      actor: call.note.actor?.name ?? call.user?.email ?? 'unknown',
      action: verb,
      resource: call.note.resource ?? (call.clusterId === null ? 'app' : `cluster/${call.clusterId}`),
      clusterId: call.note.clusterId ?? call.clusterId,
      outcome: failure === null ? 'done' : refused ? 'refused' : 'failed',
      requestId: call.requestId,
      remote: call.remote,
      detail: {
        ...call.note.detail,
        ...(failure === null ? {} : { error: failure instanceof AppError ? failure.code : 'internal' }),
      },
    });
    return null;
  } catch (error) {
    own.logger.error({ requestId: call.requestId, action: verb, error: errorMessage(error) }, 'audit entry not written');
    return new AppError('internal', 'The audit entry could not be written.', { cause: error });
  }
}

/** Counts and logs one finished call: 5xx as errors with their stack, refusals as information, the rest for debugging only. */
export function reportCall(
  own: Services,
  answer: { id: EndpointId; method: string; status: number; ms: number },
  call: Call,
  failure: unknown,
): void {
  const { id, method, status, ms } = answer;
  own.metrics.observeRequest({ endpoint: id, method, status, seconds: ms / 1000 });
  const line = {
    requestId: call.requestId,
    endpoint: id,
    method,
    status,
    ms: Math.round(ms),
    ...(call.clusterId === null ? {} : { clusterId: call.clusterId }),
    ...(call.user === null ? {} : { userId: call.user.id }),
    ...(failure === null ? {} : { error: errorMessage(failure) }),
  };
  if (status >= 500) own.logger.error({ ...line, stack: failure instanceof Error ? failure.stack : undefined }, 'request failed');
  else if (failure !== null) own.logger.info(line, 'request refused');
  else own.logger.debug(line, 'request answered');
}
