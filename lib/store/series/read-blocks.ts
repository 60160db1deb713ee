import type { Database } from '../database.ts';
import { bytesNeeded, decodeBlock, type Block } from './block-codec.ts';
import { floorTo, timestamp, WINDOW_MS } from './tiers.ts';
import type { Tier } from './types.ts';
import type { OwnerBlock } from './window.ts';

/** Stored blocks of some owners that overlap [fromMs, toMs). */
export interface BlockRange {
  clusterKey: number;
  ownerIds: readonly number[];
  tier: Tier;
  fromMs: number;
  toMs: number;
}

/** One stored block as it is read. */
export interface BlockRow {
  owner_id: number;
  t0_ms: number;
  body: Buffer;
}

/** Bytes that hold the directory of a block: enough for some 40 columns. */
const HEAD_BYTES = 256;
/** Blocks of one owner differ a little in size: what one needs, plus a quarter and this, is asked of all. */
const MARGIN_BYTES = 64;

/** A stored block with the owner and time it stands under. */
export const toOwnerBlock = (row: BlockRow, block: Block): OwnerBlock => ({
  ownerId: row.owner_id,
  t0Ms: row.t0_ms,
  stepMs: block.stepMs,
  slots: block.slots,
  columns: [...block.columns],
});

/** Reads the wanted metrics. `narrow`: only whole-owner metrics are wanted, which stand at the beginning of each block, so only that is fetched; with many partitions it is a small part. */
export async function readBlocks(
  db: Pick<Database, 'pool'>,
  range: BlockRange,
  wanted: (metricId: number) => boolean,
  narrow: boolean,
): Promise<OwnerBlock[]> {
  if (range.fromMs >= range.toMs || range.ownerIds.length === 0) return [];
  const prefix = narrow ? await prefixFor(db, range, wanted) : null;
  const blocks: OwnerBlock[] = [];
  const cutOff = new Set<number>();
  for (const row of await fetchBlocks(db, range, prefix)) {
    const block = decodeBlock(row.body, wanted);
    if (block === null) cutOff.add(row.owner_id);
    else blocks.push(toOwnerBlock(row, block));
  }
  if (cutOff.size === 0) return blocks;
  // Owners with a block much larger than the one that was looked at: all of theirs, whole.
  const whole = await readBlocks(db, { ...range, ownerIds: [...cutOff] }, wanted, false);
  return [...blocks.filter((block) => !cutOff.has(block.ownerId)), ...whole];
}

const boundsOf = ({ tier, fromMs, toMs }: BlockRange): [string, string] => [
  timestamp(floorTo(fromMs, WINDOW_MS[tier])),
  timestamp(toMs),
];

/** How many of the first bytes of the blocks to fetch, learnt from the newest block of each owner. */
async function prefixFor(db: Pick<Database, 'pool'>, range: BlockRange, wanted: (metricId: number) => boolean): Promise<number> {
  const { rows } = await db.pool.query<{ head: Buffer }>(
    `SELECT substring(b.body FROM 1 FOR ${HEAD_BYTES}) AS head
     FROM unnest($1::int[]) AS o (owner_id) CROSS JOIN LATERAL (
       SELECT body FROM ts.${range.tier} WHERE owner_id = o.owner_id AND t0 >= $2 AND t0 < $3 ORDER BY t0 DESC LIMIT 1) b`,
    [range.ownerIds, ...boundsOf(range)],
  );
  const needed = rows.reduce((most, { head }) => Math.max(most, bytesNeeded(head, wanted) ?? 0), 0);
  return Math.max(HEAD_BYTES, Math.ceil(needed * 1.25) + MARGIN_BYTES);
}

async function fetchBlocks(db: Pick<Database, 'pool'>, range: BlockRange, prefix: number | null): Promise<BlockRow[]> {
  const body = prefix === null ? 'b.body' : `substring(b.body FROM 1 FOR ${prefix})`;
  const { rows } = await db.pool.query<BlockRow>(
    `SELECT b.owner_id, (extract(epoch FROM b.t0) * 1000)::float8 AS t0_ms, ${body} AS body
     FROM ts.${range.tier} b
     WHERE b.owner_id = ANY (ARRAY(SELECT owner_id FROM ts.owner WHERE cluster_key = $1 AND owner_id = ANY ($2::int[])))
       AND b.t0 >= $3 AND b.t0 < $4
     ORDER BY b.t0`,
    [range.clusterKey, range.ownerIds, ...boundsOf(range)],
  );
  return rows;
}
