import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import type pg from 'pg';
import { toJson } from '#lib/core/json.ts';
import type { SnapshotParts } from './types.ts';

const compress = promisify(zstdCompress);

/** A part ready to be stored. */
export interface PackedPart {
  part: string;
  /** SHA-256 of the JSON text: equal digests mean equal content. */
  digest: string;
  body: Buffer;
}

/** Speed matters more than size: the row lives for one interval. */
const ZSTD_LEVEL = 1;

/** A part that the sampler hands over again as the same object is not packed again. */
const packedBefore = new WeakMap<object, PackedPart>();

/** Packs the parts, off the main thread where it is slow. Parts must not be changed after they were handed over. */
export async function packParts(parts: Partial<SnapshotParts>): Promise<PackedPart[]> {
  const packed: PackedPart[] = [];
  for (const [part, value] of Object.entries(parts) as [string, object | undefined][]) {
    if (value === undefined) continue;
    const before = packedBefore.get(value);
    if (before !== undefined && before.part === part) {
      packed.push(before);
      continue;
    }
    const json = Buffer.from(toJson(value));
    const digest = createHash('sha256').update(json).digest('base64');
    const body = await compress(json, { params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL } });
    const result = { part, digest, body };
    packedBefore.set(value, result);
    packed.push(result);
  }
  return packed;
}

/** Within the pass's transaction: stores the parts whose content differs from what is stored. Returns the names of those rewritten. */
export async function writeParts(
  client: pg.ClientBase,
  clusterKey: number,
  version: number,
  packed: readonly PackedPart[],
): Promise<string[]> {
  if (packed.length === 0) return [];
  // Asked of the table, not remembered: it is UNLOGGED, so a crash of the server empties it.
  const { rows } = await client.query<{ part: string; digest: string }>(
    'SELECT part, digest FROM ts.snapshot WHERE cluster_key = $1',
    [clusterKey],
  );
  const stored = new Map(rows.map((row) => [row.part, row.digest]));
  const changed = packed.filter(({ part, digest }) => stored.get(part) !== digest);
  for (const { part, digest, body } of changed) {
    await client.query(
      `INSERT INTO ts.snapshot (cluster_key, part, version, digest, written_at, body) VALUES ($1, $2, $3, $4, now(), $5)
       ON CONFLICT (cluster_key, part) DO UPDATE
         SET version = excluded.version, digest = excluded.digest, written_at = excluded.written_at, body = excluded.body`,
      [clusterKey, part, version, digest, body],
    );
  }
  return changed.map(({ part }) => part);
}
