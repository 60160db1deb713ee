import { inTransaction, type Database } from '../database.ts';
import { assertFence } from '../lease.ts';

/** A packed body by its key (topic key or group name). */
export type Bodies = ReadonlyMap<string, Uint8Array>;

/** What is written at once. `seenUntilMs`: until then every topic that is not among these stood as its row says; wall ms. */
export interface LagWrite {
  clusterKey: number;
  fence: bigint;
  crossings: Bodies;
  groups: Bodies;
  seenUntilMs: number;
  /** Topics and groups that exist; null = not told, so nothing is removed. Rows of others go. */
  existing: { topicKeys: readonly string[]; groupNames: readonly string[] } | null;
}

/** Everything stored of one cluster. */
export interface StoredLagBodies {
  crossings: Bodies;
  groups: Bodies;
  /** Topics that had not moved when the others were written, and until when they stood as their row says; wall ms, null = never written. */
  unmoved: ReadonlySet<string>;
  seenUntilMs: number | null;
}

/** Rows in one statement: a body is a few kilobytes. */
const BATCH = 500;

/** Overwrites the rows that changed, in one transaction, under the lease. Throws `LeaseLostError`; nothing is written then. */
export async function writeLag(db: Pick<Database, 'pool'>, write: LagWrite): Promise<void> {
  await inTransaction(db, async (client) => {
    await assertFence(client, write.clusterKey, write.fence);
    const put = async (table: 'crossing' | 'group_lag', key: 'topic_key' | 'group_name', bodies: Bodies) => {
      const rows = [...bodies];
      for (let at = 0; at < rows.length; at += BATCH) {
        const batch = rows.slice(at, at + BATCH);
        await client.query(
          `INSERT INTO ts.${table} (cluster_key, ${key}, written_at, body)
           SELECT $1, k, now(), b FROM unnest($2::text[], $3::bytea[]) AS row (k, b)
           ON CONFLICT (cluster_key, ${key}) DO UPDATE SET written_at = excluded.written_at, body = excluded.body`,
          [write.clusterKey, batch.map(([name]) => name), batch.map(([, body]) => body)],
        );
      }
    };
    await put('crossing', 'topic_key', write.crossings);
    await put('group_lag', 'group_name', write.groups);
    await client.query(
      `INSERT INTO ts.lag_seen (cluster_key, seen_until, written_at) VALUES ($1, $2, now())
       ON CONFLICT (cluster_key) DO UPDATE SET seen_until = excluded.seen_until, written_at = excluded.written_at`,
      [write.clusterKey, new Date(write.seenUntilMs).toISOString()],
    );
    if (write.existing === null) return;
    const { topicKeys, groupNames } = write.existing;
    await client.query('DELETE FROM ts.crossing WHERE cluster_key = $1 AND topic_key <> ALL ($2::text[])', [
      write.clusterKey,
      topicKeys,
    ]);
    await client.query('DELETE FROM ts.group_lag WHERE cluster_key = $1 AND group_name <> ALL ($2::text[])', [
      write.clusterKey,
      groupNames,
    ]);
  });
}

/** What is stored of a cluster, or only of some topics and groups. */
export async function readLag(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  only: { topicKeys: readonly string[]; groupNames: readonly string[] } | null = null,
): Promise<StoredLagBodies> {
  const [crossings, groups, seen] = await Promise.all([
    db.pool.query<{ key: string; body: Buffer; unmoved: boolean | null }>(
      `SELECT topic_key AS key, body, written_at < (SELECT written_at FROM ts.lag_seen WHERE cluster_key = $1) AS unmoved
       FROM ts.crossing WHERE cluster_key = $1 AND ($2::text[] IS NULL OR topic_key = ANY ($2))`,
      [clusterKey, only?.topicKeys ?? null],
    ),
    db.pool.query<{ key: string; body: Buffer }>(
      'SELECT group_name AS key, body FROM ts.group_lag WHERE cluster_key = $1 AND ($2::text[] IS NULL OR group_name = ANY ($2))',
      [clusterKey, only?.groupNames ?? null],
    ),
    db.pool.query<{ seen_ms: string }>(
      'SELECT (extract(epoch FROM seen_until) * 1000)::bigint AS seen_ms FROM ts.lag_seen WHERE cluster_key = $1',
      [clusterKey],
    ),
  ]);
  const byKey = (rows: readonly { key: string; body: Buffer }[]) => new Map(rows.map(({ key, body }) => [key, body]));
  const seenMs = seen.rows[0]?.seen_ms;
  const unmoved = new Set(crossings.rows.flatMap((row) => (row.unmoved === true ? [row.key] : [])));
  return {
    crossings: byKey(crossings.rows),
    groups: byKey(groups.rows),
    unmoved,
    seenUntilMs: seenMs === undefined ? null : Number(seenMs),
  };
}
