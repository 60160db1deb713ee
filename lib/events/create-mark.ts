import type { ClusterEvent, EventCreate } from '#lib/contracts/events.ts';
import type { Clock } from '#lib/core/clock.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Database } from '#lib/store/database.ts';
import { insertMark } from '#lib/store/events/insert-mark.ts';

/** How far back a mark may lie: a pipeline that reports late, not history written anew. */
const BACK_MAX_MS = 24 * 3_600_000;
/** How far ahead of Farol's clock another machine's may run. */
const AHEAD_MAX_MS = 60_000;

/** Puts a mark on the time line of a cluster. Throws `invalid` for a moment too far from now. */
export async function createMark(
  { db, clock }: { db: Pick<Database, 'pool'>; clock: Clock },
  clusterKey: number,
  mark: EventCreate,
  by: string,
): Promise<ClusterEvent> {
  const nowMs = clock.now();
  const atMs = mark.at === undefined ? nowMs : Date.parse(mark.at);
  if (atMs < nowMs - BACK_MAX_MS || atMs > nowMs + AHEAD_MAX_MS) {
    throw new AppError('invalid', 'A mark may lie at most a day back and not ahead of now.', {
      invalidParams: [{ name: 'at', reason: 'expected a time within the last 24 hours' }],
    });
  }
  return insertMark(db, clusterKey, { atMs, text: mark.text, by, scope: mark.scope ?? { kind: 'cluster', name: '' } });
}
