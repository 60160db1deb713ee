import type { EventList, EventQuery, EventScope } from '#lib/contracts/events.ts';
import type { Database } from '#lib/store/database.ts';
import { readEvents } from '#lib/store/events/read-events.ts';

/** One page of what happened in a cluster, newest first. Never asks Kafka. */
export async function listEvents(db: Pick<Database, 'pool'>, clusterKey: number, query: EventQuery): Promise<EventList> {
  const places: EventScope[] = [];
  if (query.group !== undefined) places.push({ kind: 'group', name: query.group });
  if (query.topic !== undefined) places.push({ kind: 'topic', name: query.topic });
  if (query.broker !== undefined) places.push({ kind: 'broker', name: String(query.broker) });
  const { events, nextCursor } = await readEvents(db, clusterKey, {
    fromMs: query.from === undefined ? undefined : Date.parse(query.from),
    toMs: query.to === undefined ? undefined : Date.parse(query.to),
    kinds: query.kind,
    places,
    cursor: query.cursor,
    limit: query.limit,
  });
  return { data: events, meta: { nextCursor } };
}
