import type pg from 'pg';
import { inTransaction, type Database } from '../database.ts';
import { assertFence } from '../lease.ts';
import { encodeBlock } from './block-codec.ts';
import { withPartitions } from './partitions.ts';
import { timestamp } from './tiers.ts';
import type { Tier } from './types.ts';
import type { OwnerBlock } from './window.ts';
import { createYielder } from './yielding.ts';

/** The right under which maintenance writes, and how it is stopped. */
export interface MaintenanceRight {
  clusterKey: number;
  fence: bigint;
  signal?: AbortSignal;
}

/** Packed bytes sent in one statement. */
const BATCH_BYTES = 1024 * 1024;

interface PackedBlock {
  ownerId: number;
  t0Ms: number;
  body: Buffer;
}

/** Packs the blocks, one after the other as they are made, and stores them under the lease in batches. A block that stands already stays: a window's blocks are always the same, so a repeat after a crash changes nothing. */
export async function storeBlocks(
  db: Pick<Database, 'pool'>,
  right: MaintenanceRight,
  tier: Tier,
  blocks: Iterable<OwnerBlock>,
): Promise<number> {
  const giveWay = createYielder(right.signal);
  let batch: PackedBlock[] = [];
  let bytes = 0;
  let stored = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const rows = batch;
    [batch, bytes] = [[], 0];
    await withPartitions(db, rows[0]?.t0Ms ?? 0, () =>
      inTransaction(db, async (client) => {
        await assertFence(client, right.clusterKey, right.fence);
        await insertBlocks(client, tier, rows);
      }),
    );
    stored += rows.length;
  };
  for (const block of blocks) {
    const body = encodeBlock(block);
    if (body !== null) {
      batch.push({ ownerId: block.ownerId, t0Ms: block.t0Ms, body });
      bytes += body.length;
    }
    if (bytes >= BATCH_BYTES) await flush();
    await giveWay();
  }
  await flush();
  return stored;
}

/** All bodies travel as one binary parameter, cut up by the server: an array of bytea would travel as hex text of twice the size. */
async function insertBlocks(client: pg.ClientBase, tier: Tier, rows: readonly PackedBlock[]): Promise<void> {
  let offset = 1;
  const offsets = rows.map(({ body }) => {
    const start = offset;
    offset += body.length;
    return start;
  });
  await client.query(
    `INSERT INTO ts.${tier} (owner_id, t0, body)
     SELECT owner_id, t0, substring($1::bytea FROM start FOR length)
     FROM unnest($2::int[], $3::timestamptz[], $4::int[], $5::int[]) AS row (owner_id, t0, start, length)
     ON CONFLICT (owner_id, t0) DO NOTHING`,
    [
      Buffer.concat(rows.map(({ body }) => body)),
      rows.map(({ ownerId }) => ownerId),
      rows.map(({ t0Ms }) => timestamp(t0Ms)),
      offsets,
      rows.map(({ body }) => body.length),
    ],
  );
}
