import type { Database } from '../database.ts';
import { aggregate } from './aggregate.ts';
import { decodeBlock } from './block-codec.ts';
import { storeBlocks, type MaintenanceRight } from './store-blocks.ts';
import { floorTo, SLOT_MS, timestamp, WINDOW_MS } from './tiers.ts';
import { doneUntil, firstPassFrom, readWatermarks } from './watermark.ts';
import type { OwnerBlock } from './window.ts';

/** Which tier a coarser one is made of. */
const SOURCE = { minute: 'raw', hour: 'minute' } as const;

/** Packed bytes read at once. */
const BATCH_BYTES = 1024 * 1024;

/** Makes the next closed hour of minute values, or the next closed UTC day of hour values, of a cluster. True when it did something. May be killed and repeated at any point. */
export async function rollUpNextWindow(
  db: Pick<Database, 'pool'>,
  right: MaintenanceRight,
  tier: 'minute' | 'hour',
): Promise<boolean> {
  const marks = await readWatermarks(db, right.clusterKey);
  if (marks === null) return false;
  const closedMs = floorTo(marks[SOURCE[tier]], WINDOW_MS[tier]);
  if (closedMs <= marks[tier]) return false;
  const first = await firstPassFrom(db, right.clusterKey, marks[tier]);
  const windowMs = first === null ? closedMs : Math.min(floorTo(first, WINDOW_MS[tier]), closedMs);
  if (windowMs >= closedMs) {
    await doneUntil(db, right, tier, closedMs);
    return false;
  }
  const endMs = windowMs + WINDOW_MS[tier];
  for (const ownerIds of await ownerBatches(db, right.clusterKey, SOURCE[tier], windowMs, endMs)) {
    right.signal?.throwIfAborted();
    const rows = await readRows(db, SOURCE[tier], ownerIds, windowMs, endMs);
    await storeBlocks(db, right, tier, aggregateOwners(rows, tier, windowMs));
    if (tier === 'minute')
      await db.pool.query('UPDATE ts.owner SET last_seen = $2 WHERE owner_id = ANY ($1::int[])', [ownerIds, timestamp(endMs)]);
  }
  await doneUntil(db, right, tier, endMs);
  return true;
}

/** Owners of the cluster that have blocks in the range, in batches of bounded size: one topic may have thousands of partitions. */
async function ownerBatches(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  source: 'raw' | 'minute',
  fromMs: number,
  toMs: number,
): Promise<number[][]> {
  const { rows } = await db.pool.query<{ owner_id: number; bytes: number }>(
    `SELECT b.owner_id, sum(octet_length(b.body))::float8 AS bytes FROM ts.owner o JOIN ts.${source} b ON b.owner_id = o.owner_id
     WHERE o.cluster_key = $1 AND b.t0 >= $2 AND b.t0 < $3 GROUP BY b.owner_id ORDER BY b.owner_id`,
    [clusterKey, timestamp(fromMs), timestamp(toMs)],
  );
  const batches: number[][] = [];
  let batch: number[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (batch.length > 0 && bytes + row.bytes > BATCH_BYTES) {
      batches.push(batch);
      [batch, bytes] = [[], 0];
    }
    batch.push(row.owner_id);
    bytes += row.bytes;
  }
  return batch.length === 0 ? batches : [...batches, batch];
}

interface BlockRow {
  owner_id: number;
  t0_ms: number;
  body: Buffer;
}

async function readRows(
  db: Pick<Database, 'pool'>,
  source: 'raw' | 'minute',
  ownerIds: readonly number[],
  fromMs: number,
  toMs: number,
): Promise<BlockRow[]> {
  const { rows } = await db.pool.query<BlockRow>(
    `SELECT owner_id, (extract(epoch FROM t0) * 1000)::float8 AS t0_ms, body FROM ts.${source}
     WHERE owner_id = ANY ($1::int[]) AND t0 >= $2 AND t0 < $3 ORDER BY owner_id, t0`,
    [ownerIds, timestamp(fromMs), timestamp(toMs)],
  );
  return rows;
}

function* aggregateOwners(rows: readonly BlockRow[], tier: 'minute' | 'hour', windowMs: number): Generator<OwnerBlock> {
  const grid = { fromMs: windowMs, bucketMs: SLOT_MS[tier], buckets: WINDOW_MS[tier] / SLOT_MS[tier] };
  for (const [ownerId, own] of Map.groupBy(rows, (row) => row.owner_id)) {
    const blocks = own.flatMap((row): OwnerBlock[] => {
      const block = decodeBlock(row.body);
      return block === null ? [] : [{ ownerId, t0Ms: row.t0_ms, ...block, columns: [...block.columns] }];
    });
    yield aggregate(blocks, ownerId, grid);
  }
}
