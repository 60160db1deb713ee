import { randomUUID } from 'node:crypto';
import type { ClusterEvent, EventScope } from '#lib/contracts/events.ts';
import type { Database } from '../database.ts';
import { withPartitions } from '../series/partitions.ts';
import { eventId } from './read-events.ts';
import { touchOf } from './types.ts';
import { insertEvents } from './write-events.ts';

/** Marks stand above what the pass of the same millisecond saw. */
const MARK_SEQ = 1_000_000;

/** Stores a mark and returns it as an event. */
export async function insertMark(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  mark: { atMs: number; text: string; by: string; scope: EventScope },
): Promise<ClusterEvent> {
  const { atMs, scope } = mark;
  const detail = { text: mark.text, by: mark.by };
  const position = { at: atMs, seq: MARK_SEQ, dedupe: `mark ${randomUUID()}` };
  await withPartitions(db, atMs, () =>
    insertEvents(db.pool, clusterKey, [
      {
        atMs,
        seq: MARK_SEQ,
        dedupe: position.dedupe,
        kind: 'mark',
        scope,
        touches: [touchOf(scope.kind, scope.name)],
        detail,
      },
    ]),
  );
  return { id: eventId(position), at: new Date(atMs).toISOString(), kind: 'mark', scope, detail };
}
