import type pg from 'pg';
import { errorCodeOf } from '../database-errors.ts';
import type { Database } from '../database.ts';
import { floorTo, RETENTION_MS, timestamp } from './tiers.ts';

type PartitionedTable = keyof typeof RETENTION_MS;

const HOUR = 3_600_000;

/** Width of one partition. `month` is a calendar month in UTC. */
const WIDTH: Readonly<Record<PartitionedTable, number | 'month'>> = {
  pass: 24 * HOUR,
  pass_log: HOUR,
  raw: 6 * HOUR,
  minute: 24 * HOUR,
  hour: 'month',
  canary: 24 * HOUR,
  event: 'month',
};

const TABLES = Object.keys(WIDTH) as PartitionedTable[];

/** Partitions that exist beyond the current one, so that a sleeping maintenance job stops nothing. */
export const PARTITIONS_AHEAD = 3;

/** Several samplers take turns; a fixed number of ours. */
const MAINTENANCE_LOCK = 4_107_712_002;
/** DDL queues every reader behind it while it waits for its lock: rather try again at the next turn. */
const LOCK_TIMEOUT_MS = 2_000;

/** One partition: [fromMs, toMs). */
export interface Partition {
  table: PartitionedTable;
  name: string;
  fromMs: number;
  toMs: number;
}

/** The partition of `table` that holds the time `ms`. */
export function partitionAt(table: PartitionedTable, ms: number): Partition {
  const width = WIDTH[table];
  if (width === 'month') {
    const date = new Date(ms);
    const fromMs = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
    const toMs = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    return { table, name: `${table}_${timestamp(fromMs).slice(0, 7).replaceAll('-', '')}`, fromMs, toMs };
  }
  const fromMs = floorTo(ms, width);
  const stamp = timestamp(fromMs).replaceAll('-', '').replace('T', '_');
  return { table, name: `${table}_${stamp.slice(0, width < 24 * HOUR ? 11 : 8)}`, fromMs, toMs: fromMs + width };
}

/** The partitions that must exist at `nowMs`: the one before (late writes), the current one and `PARTITIONS_AHEAD` more, of every table. */
export function partitionsDue(nowMs: number): Partition[] {
  return TABLES.flatMap((table) => {
    const current = partitionAt(table, nowMs);
    const due = [partitionAt(table, current.fromMs - 1), current];
    for (let i = 0; i < PARTITIONS_AHEAD; i++) due.push(partitionAt(table, (due.at(-1) ?? current).toMs));
    return due;
  });
}

/** All partitions there are, by name, and whether an interrupted detach left them half-way. */
async function existingPartitions(
  client: Pick<pg.ClientBase, 'query'>,
): Promise<Map<string, { pending: boolean; attached: boolean }>> {
  const { rows } = await client.query<{ name: string; pending: boolean; attached: boolean }>(
    `SELECT c.relname AS name, coalesce(i.inhdetachpending, false) AS pending, i.inhrelid IS NOT NULL AS attached
     FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
     WHERE c.relnamespace = 'ts'::regnamespace AND c.relkind = 'r' AND c.relname ~ '^(pass|pass_log|raw|minute|hour|canary|event)_[0-9_]+$'`,
  );
  return new Map(rows.map((row) => [row.name, row]));
}

/** Makes partitions that are missing. Built beside the parent and then attached: that takes a lock which lets readers and writers go on. */
async function createPartitions(client: pg.ClientBase, partitions: readonly Partition[]): Promise<string[]> {
  const existing = await existingPartitions(client);
  const created: string[] = [];
  for (const { table, name, fromMs, toMs } of partitions) {
    const found = existing.get(name);
    if (found?.attached === true) continue;
    if (found === undefined) await client.query(`CREATE TABLE ts.${name} (LIKE ts.${table} INCLUDING ALL)`);
    await client.query(
      `ALTER TABLE ts.${table} ATTACH PARTITION ts.${name} FOR VALUES FROM ('${timestamp(fromMs)}') TO ('${timestamp(toMs)}')`,
    );
    created.push(name);
  }
  return created;
}

async function withMaintenanceLock<T>(
  db: Pick<Database, 'pool'>,
  wait: boolean,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T | null> {
  const client = await db.pool.connect();
  let locked = false;
  try {
    await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
    if (wait) await client.query('SELECT pg_advisory_lock($1)', [MAINTENANCE_LOCK]);
    else {
      const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [MAINTENANCE_LOCK]);
      if (rows[0]?.got !== true) return null;
    }
    locked = true;
    return await work(client);
  } finally {
    const restored = await client
      .query(`RESET lock_timeout${locked ? `; SELECT pg_advisory_unlock(${MAINTENANCE_LOCK})` : ''}`)
      .catch(() => null);
    // A connection whose lock could not be given back is closed, which gives it back.
    client.release(restored === null);
  }
}

/** Makes the partitions that must exist around `nowMs`; returns their names. Waits for another process that does the same; takes no lock when there is nothing to make. */
export async function ensurePartitions(db: Pick<Database, 'pool'>, nowMs: number): Promise<string[]> {
  const existing = await existingPartitions(db.pool);
  if (partitionsDue(nowMs).every(({ name }) => existing.get(name)?.attached === true)) return [];
  const created = await withMaintenanceLock(db, true, (client) => createPartitions(client, partitionsDue(nowMs)));
  return created ?? [];
}

/** Runs `write`; when it finds no partition for its time (a clock far from the server's, an import), makes those around `atMs` and runs it once more. */
export async function withPartitions<T>(db: Pick<Database, 'pool'>, atMs: number, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    // check_violation is what PostgreSQL answers to "no partition of relation found for row"; our tables have no other check a write could hit.
    if (errorCodeOf(error) !== '23514') throw error;
    await ensurePartitions(db, atMs);
    return write();
  }
}

/** Partitions whose rows are all past their retention, or, for `pass_log`, compacted. */
async function expiredPartitions(client: pg.ClientBase, nowMs: number): Promise<Partition[]> {
  const existing = await existingPartitions(client);
  // What `ensurePartitions` would make again at once is not dropped, empty or not.
  const due = new Set(partitionsDue(nowMs).map((partition) => partition.name));
  const expired: Partition[] = [];
  for (const name of existing.keys()) {
    const partition = parsePartition(name);
    if (partition === null || due.has(name)) continue;
    const tooOld = partition.toMs <= nowMs - RETENTION_MS[partition.table];
    if (tooOld || (partition.table === 'pass_log' && (await isCompacted(client, partition, nowMs)))) expired.push(partition);
  }
  return expired;
}

/** The partition with that name; null for a name that is not ours. */
export function parsePartition(name: string): Partition | null {
  const match = /^(pass_log|pass|raw|minute|hour|canary|event)_(\d{4})(\d{2})(\d{2})?(?:_(\d{2}))?$/.exec(name);
  if (match === null) return null;
  const [, table, year, month, day, hour] = match;
  const ms = Date.UTC(
    Number(year),
    Number(month) - 1,
    day === undefined ? 1 : Number(day),
    hour === undefined ? 0 : Number(hour),
  );
  const partition = partitionAt(table as PartitionedTable, ms);
  return partition.name === name ? partition : null;
}

/** Readers hold on to a watermark for the length of one request: what they may still look for stays for a while. */
const COMPACTED_GRACE_MS = 10 * 60_000;

async function isCompacted(client: pg.ClientBase, partition: Partition, nowMs: number): Promise<boolean> {
  if (partition.toMs > nowMs - COMPACTED_GRACE_MS) return false;
  const { rows } = await client.query<{ open: boolean }>(
    `SELECT EXISTS (
       SELECT 1 FROM ts.watermark w JOIN cluster c ON c.key = w.cluster_key
       WHERE w.tier = 'raw' AND EXISTS (
         SELECT 1 FROM ts.pass p WHERE p.cluster_key = w.cluster_key AND p.slot >= w.done_until AND p.slot >= $1 AND p.slot < $2)) AS open`,
    [timestamp(partition.fromMs), timestamp(partition.toMs)],
  );
  return rows[0]?.open === false;
}

/** Drops whole partitions that are no longer needed; returns their names. One process at a time; the others return at once. A partition that is locked now is left for the next turn. */
export async function expirePartitions(db: Pick<Database, 'pool'>, nowMs: number): Promise<string[]> {
  const dropped = await withMaintenanceLock(db, false, async (client) => {
    const names: string[] = [];
    // Half-detached ones first: PostgreSQL detaches no other partition of the table before they are finished.
    for (const [name, { pending }] of await existingPartitions(client)) {
      const partition = pending ? parsePartition(name) : null;
      if (partition !== null) await client.query(`ALTER TABLE ts.${partition.table} DETACH PARTITION ts.${name} FINALIZE`);
    }
    const existing = await existingPartitions(client);
    for (const { table, name } of await expiredPartitions(client, nowMs)) {
      if (existing.get(name)?.attached === true)
        await client.query(`ALTER TABLE ts.${table} DETACH PARTITION ts.${name} CONCURRENTLY`);
      await client.query(`DROP TABLE ts.${name}`);
      names.push(name);
    }
    return names;
  });
  return dropped ?? [];
}
