import type pg from 'pg';
import type { Database } from '../database.ts';
import type { LoggedPass } from './pass-decoder.ts';
import { floorTo, SHARDS, shardOf, timestamp, WINDOW_MS } from './tiers.ts';
import { blocksOfWindow, type OwnerBlock } from './window.ts';

/** Packed passes kept by one process. Rows never change, so a chart that refreshes fetches only what is new. */
const CACHE_BYTES_MAX = 32 * 1024 * 1024;

class PassLogCache {
  /** By cluster and shard; within, by slot. The least recently used shard first. */
  readonly #shards = new Map<string, Map<number, Buffer>>();
  #bytes = 0;

  /** What is known of a shard from `fromMs` on; older rows are forgotten, since they are compacted by now. */
  use(key: string, fromMs: number): Map<number, Buffer> {
    const shard = this.#shards.get(key) ?? new Map<number, Buffer>();
    this.#shards.delete(key);
    this.#shards.set(key, shard);
    for (const [slotMs, body] of shard) {
      if (slotMs >= fromMs) continue;
      shard.delete(slotMs);
      this.#bytes -= body.length;
    }
    return shard;
  }

  add(shard: Map<number, Buffer>, slotMs: number, body: Buffer): void {
    if (shard.has(slotMs)) return;
    shard.set(slotMs, body);
    this.#bytes += body.length;
  }

  trim(): void {
    for (const [key, shard] of this.#shards) {
      if (this.#bytes <= CACHE_BYTES_MAX) return;
      for (const body of shard.values()) this.#bytes -= body.length;
      this.#shards.delete(key);
    }
  }
}

const caches = new WeakMap<pg.Pool, PassLogCache>();

function cacheOf(db: Pick<Database, 'pool'>): PassLogCache {
  let cache = caches.get(db.pool);
  if (cache === undefined) caches.set(db.pool, (cache = new PassLogCache()));
  return cache;
}

interface LogRow {
  shard: number;
  slot_ms: number;
  body: Buffer;
}

/** Logged passes of some shards with slots in [fromMs, toMs), in order of time, by shard. `fromMs` must be the start of a window, where every shard has a keyframe. */
async function readShards(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  shards: readonly number[],
  fromMs: number,
  toMs: number,
  openFromMs: number,
): Promise<Map<number, LoggedPass[]>> {
  const cache = cacheOf(db);
  const known = new Map(shards.map((shard) => [shard, cache.use(`${clusterKey}/${shard}`, openFromMs)]));
  // Slots that every wanted shard has here already need not be sent again.
  const [first, ...rest] = known.values();
  const have = [...(first?.keys() ?? [])].filter(
    (slotMs) => slotMs >= fromMs && slotMs < toMs && rest.every((shard) => shard.has(slotMs)),
  );
  const { rows } = await db.pool.query<LogRow>({
    name: 'read_pass_log',
    text: `SELECT shard, (extract(epoch FROM slot) * 1000)::float8 AS slot_ms, body FROM ts.pass_log
           WHERE cluster_key = $1 AND shard = ANY ($2::smallint[]) AND slot >= $3 AND slot < $4 AND NOT (slot = ANY ($5::timestamptz[]))`,
    values: [clusterKey, shards, timestamp(fromMs), timestamp(toMs), have.map(timestamp)],
  });
  const result = new Map<number, LoggedPass[]>(shards.map((shard) => [shard, []]));
  for (const [shard, bodies] of known) {
    for (const slotMs of have) {
      const body = bodies.get(slotMs);
      if (body !== undefined) result.get(shard)?.push({ slotMs, body });
    }
  }
  for (const { shard, slot_ms: slotMs, body } of rows) {
    result.get(shard)?.push({ slotMs, body });
    const bodies = known.get(shard);
    if (bodies !== undefined && slotMs >= openFromMs) cache.add(bodies, slotMs, body);
  }
  cache.trim();
  for (const passes of result.values()) passes.sort((a, b) => a.slotMs - b.slotMs);
  return result;
}

/** The blocks of windows that are not compacted yet, for the given owners, [fromMs, toMs). `openFromMs` is the raw watermark. */
export async function readOpenWindows(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  ownerIds: readonly number[],
  fromMs: number,
  toMs: number,
  openFromMs: number,
): Promise<OwnerBlock[]> {
  const start = floorTo(fromMs, WINDOW_MS.raw);
  if (ownerIds.length === 0 || toMs <= start) return [];
  const wanted = new Set(ownerIds);
  const shards = [...new Set(ownerIds.map(shardOf))].filter((shard) => shard < SHARDS);
  const blocks: OwnerBlock[] = [];
  for (const passes of (await readShards(db, clusterKey, shards, start, toMs, openFromMs)).values()) {
    for (const [windowMs, window] of Map.groupBy(passes, (pass) => floorTo(pass.slotMs, WINDOW_MS.raw))) {
      blocks.push(...blocksOfWindow(windowMs, window, wanted));
    }
  }
  return blocks;
}
