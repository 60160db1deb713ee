import type { ClusterEvent, EventKind, EventScope, EventValue } from '#lib/contracts/events.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Database } from '../database.ts';
import { timestamp } from '../series/tiers.ts';
import { touchOf } from './types.ts';

/** Which events to read. Absent = any. Times are half-open, wall ms. */
export interface EventSelection {
  fromMs?: number | undefined;
  toMs?: number | undefined;
  kinds?: readonly EventKind[] | undefined;
  /** All of them must be touched. */
  places: readonly EventScope[];
  cursor?: string | undefined;
  limit: number;
}

interface Position {
  /** Wall ms. */
  at: number;
  seq: number;
  dedupe: string;
}

interface EventRow extends Position {
  kind: EventKind;
  scope_kind: EventScope['kind'];
  scope_name: string;
  detail: Record<string, EventValue>;
}

/** Events of a cluster, newest first, one page. The cursor holds the position of the last one, so events that come in between neither repeat nor hide others. */
export async function readEvents(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  selection: EventSelection,
): Promise<{ events: ClusterEvent[]; nextCursor: string | null }> {
  const { fromMs, toMs, kinds, places, limit } = selection;
  const after = selection.cursor === undefined ? null : decodeCursor(selection.cursor);
  const { rows } = await db.pool.query<EventRow>(
    `SELECT (extract(epoch FROM at) * 1000)::float8 AS at, seq, dedupe, kind, scope_kind, scope_name, detail
     FROM ts.event
     WHERE cluster_key = $1 AND at >= coalesce($2::timestamptz, '-infinity') AND at < coalesce($3::timestamptz, 'infinity')
       AND ($4::text[] IS NULL OR kind = ANY ($4))
       AND touches @> $5::text[]
       AND ($6::timestamptz IS NULL OR (at <= $6 AND (at, seq, dedupe) < ($6, $7::int, $8::text)))
     ORDER BY at DESC, seq DESC, dedupe DESC
     LIMIT $9`,
    [
      clusterKey,
      fromMs === undefined ? null : timestamp(fromMs),
      toMs === undefined ? null : timestamp(toMs),
      kinds ?? null,
      places.map(({ kind, name }) => touchOf(kind, name)),
      after === null ? null : timestamp(after.at),
      after?.seq ?? null,
      after?.dedupe ?? null,
      limit + 1,
    ],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    events: page.map((row) => ({
      id: eventId(row),
      at: new Date(row.at).toISOString(),
      kind: row.kind,
      scope: { kind: row.scope_kind, name: row.scope_name },
      detail: row.detail,
    })),
    nextCursor: rows.length > page.length && last !== undefined ? eventId(last) : null,
  };
}

/** An event’s identity is its position, which is also the cursor to what comes behind it. */
export function eventId({ at, seq, dedupe }: Position): string {
  return Buffer.from(JSON.stringify([at, seq, dedupe])).toString('base64url');
}

function decodeCursor(text: string): Position {
  const refused = new AppError('invalid', 'The cursor does not belong to this list. Start again from the first page.', {
    invalidParams: [{ name: 'cursor', reason: 'use meta.nextCursor of the page before' }],
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw refused;
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) throw refused;
  const [at, seq, dedupe] = parsed as unknown[];
  const isMoment = typeof at === 'number' && Number.isInteger(at) && Math.abs(at) < 8.64e15;
  const isPlace = typeof seq === 'number' && Number.isInteger(seq) && seq >= 0 && seq < 2 ** 31;
  if (!isMoment || !isPlace || typeof dedupe !== 'string' || dedupe.includes('\0')) throw refused;
  return { at, seq, dedupe };
}
