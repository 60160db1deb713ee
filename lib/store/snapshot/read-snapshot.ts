import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import type pg from 'pg';
import type { IntervalReason } from '#lib/contracts/common.ts';
import type { Database } from '../database.ts';
import type { SnapshotParts } from './types.ts';

const decompress = promisify(zstdDecompress);

/** The newest stored pass of a cluster. */
export interface PassRow {
  /** Wall start of the pass. */
  startedAtMs: number;
  /** Age by the database's clock, so that replicas agree. */
  ageMs: number;
  /** Cadence of the pass. */
  stepMs: number;
  /** Why that cadence. */
  intervalReason: IntervalReason;
  durationMs: number;
  requests: number;
  bytesOut: number;
  bytesIn: number;
  brokersAnswered: number;
  brokersExpected: number;
  /** null when the pass as a whole succeeded. */
  fault: { code: string; detail: string } | null;
  /** Mean requests per second over the passes of the last 5 minutes; null before two passes. */
  requestsPerSecond: number | null;
  /** Mean bytes per second in both directions, likewise. */
  bytesPerSecond: number | null;
  /** Bound on requests per second when the pass was taken; null = none. */
  requestsPerSecondMax: number | null;
}

interface CachedPart {
  digest: string;
  value: object;
  bytes: number;
}

/** JSON bytes of unpacked parts kept by one process; the oldest used goes first. In memory they take about three times as much. */
const CACHE_BYTES_MAX = 48 * 1024 * 1024;

/** Unpacked parts of one process, the least recently used first. */
class PartCache {
  readonly #parts = new Map<string, CachedPart>();
  #bytes = 0;

  get(key: string): CachedPart | undefined {
    const found = this.#parts.get(key);
    if (found !== undefined) {
      this.#parts.delete(key);
      this.#parts.set(key, found);
    }
    return found;
  }

  set(key: string, part: CachedPart): void {
    this.#bytes += part.bytes - (this.#parts.get(key)?.bytes ?? 0);
    this.#parts.delete(key);
    this.#parts.set(key, part);
    for (const [oldest, { bytes }] of this.#parts) {
      if (this.#bytes <= CACHE_BYTES_MAX || oldest === key) break;
      this.#parts.delete(oldest);
      this.#bytes -= bytes;
    }
  }
}

const caches = new WeakMap<pg.Pool, PartCache>();

function cacheOf(db: Pick<Database, 'pool'>): PartCache {
  let cache = caches.get(db.pool);
  if (cache === undefined) caches.set(db.pool, (cache = new PartCache()));
  return cache;
}

interface SnapshotRow {
  part: string | null;
  digest: string | null;
  body: Buffer | null;
  pass: Omit<PassRow, 'ageMs' | 'requestsPerSecond' | 'bytesPerSecond'> | null;
  age_ms: number | null;
  requests_per_second: number | null;
  bytes_per_second: number | null;
}

// One statement, so that the pass and the parts it vouches for come from one moment. Bodies that the cache holds are not sent.
const READ = `
  WITH last AS (
    SELECT * FROM ts.pass WHERE cluster_key = $1 ORDER BY slot DESC LIMIT 1
  ), recent AS (
    SELECT sum(p.requests) / (extract(epoch FROM max(p.slot) - min(p.slot)) + max(last.step_ms) / 1000.0) AS requests_per_second,
           sum(p.bytes_out + p.bytes_in) / (extract(epoch FROM max(p.slot) - min(p.slot)) + max(last.step_ms) / 1000.0) AS bytes_per_second
    FROM ts.pass p, last WHERE p.cluster_key = $1 AND p.slot > last.slot - interval '5 minutes' AND p.slot <= last.slot
    HAVING count(*) > 1
  ), meta AS (
    SELECT CASE WHEN last.cluster_key IS NULL THEN NULL ELSE json_build_object(
             'startedAtMs', (extract(epoch FROM last.started_at) * 1000)::float8, 'stepMs', last.step_ms,
             'intervalReason', coalesce(last.interval_reason, 'size'), 'requestsPerSecondMax', last.requests_max, 'durationMs', last.duration_ms,
             'requests', last.requests, 'bytesOut', last.bytes_out, 'bytesIn', last.bytes_in,
             'brokersAnswered', last.brokers_answered, 'brokersExpected', last.brokers_expected, 'fault', last.fault) END AS pass,
           (extract(epoch FROM clock_timestamp() - last.started_at) * 1000)::float8 AS age_ms,
           recent.requests_per_second::float8 AS requests_per_second, recent.bytes_per_second::float8 AS bytes_per_second
    FROM (SELECT 1) one LEFT JOIN last ON true LEFT JOIN recent ON true
  )
  SELECT s.part, s.digest, CASE WHEN s.digest = want.known THEN NULL ELSE s.body END AS body, meta.pass, meta.age_ms, meta.requests_per_second, meta.bytes_per_second
  FROM meta LEFT JOIN (unnest($2::text[], $3::text[]) AS want (part, known)
                       JOIN ts.snapshot s ON s.cluster_key = $1 AND s.part = want.part) ON true`;

/**
 * The wanted parts of "now" of a cluster and the pass that vouches for them. A part that was never written is absent; `pass` is null before the first pass.
 * Values are shared between callers: do not change them.
 */
export async function readSnapshot<K extends keyof SnapshotParts>(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  parts: readonly K[],
): Promise<{ parts: Partial<Pick<SnapshotParts, K>>; pass: PassRow | null }> {
  const cache = cacheOf(db);
  const cached = new Map(parts.map((part) => [part as string, cache.get(`${clusterKey}/${part}`)]));
  const known = [...cached.values()].map((part) => part?.digest ?? null);
  const { rows } = await db.pool.query<SnapshotRow>({
    name: 'read_snapshot',
    text: READ,
    values: [clusterKey, [...cached.keys()], known],
  });
  const result: Record<string, object> = {};
  for (const { part, digest, body } of rows) {
    if (part === null || digest === null) continue;
    const have = cached.get(part);
    if (have?.digest === digest) {
      result[part] = have.value;
    } else if (body !== null) {
      const json = await decompress(body);
      const value = JSON.parse(json.toString()) as object;
      cache.set(`${clusterKey}/${part}`, { digest, value, bytes: json.length });
      result[part] = value;
    }
  }
  const meta = rows[0];
  const pass =
    meta === undefined || meta.pass === null || meta.age_ms === null
      ? null
      : {
          ...meta.pass,
          ageMs: Math.max(0, meta.age_ms),
          requestsPerSecond: meta.requests_per_second,
          bytesPerSecond: meta.bytes_per_second,
        };
  return { parts: result as Partial<Pick<SnapshotParts, K>>, pass };
}
