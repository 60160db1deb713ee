import type { Json } from '#lib/core/json.ts';
import type { Database } from './database.ts';

/** One running sampler process, as it last reported. */
export interface SamplerHeartbeat {
  samplerId: string;
  host: string;
  pid: number;
  startedAt: Date;
  /** By PostgreSQL's clock. */
  beatAt: Date;
  /** Age of the last beat, by PostgreSQL's clock. */
  ageMs: number;
  info: Json;
}

/** Reports that a sampler lives. `info` is free: leased clusters, version, memory. */
export async function beat(
  db: Pick<Database, 'pool'>,
  sampler: { samplerId: string; host: string; pid: number; startedAtMs: number; info: Json },
): Promise<void> {
  await db.pool.query(
    `INSERT INTO sampler_heartbeat (sampler_id, host, pid, started_at, beat_at, info) VALUES ($1, $2, $3, $4, now(), $5)
     ON CONFLICT (sampler_id) DO UPDATE SET beat_at = now(), info = excluded.info`,
    [sampler.samplerId, sampler.host, sampler.pid, new Date(sampler.startedAtMs), JSON.stringify(sampler.info)],
  );
}

/** Removes a sampler that ends in good order, and any that has been silent for a day. */
export async function removeHeartbeat(db: Pick<Database, 'pool'>, samplerId: string): Promise<void> {
  await db.pool.query(`DELETE FROM sampler_heartbeat WHERE sampler_id = $1 OR beat_at < now() - interval '1 day'`, [samplerId]);
}

/** All samplers that reported within the last day, the freshest first. */
export async function listHeartbeats(db: Pick<Database, 'pool'>): Promise<SamplerHeartbeat[]> {
  const { rows } = await db.pool.query<SamplerHeartbeat>(
    `SELECT sampler_id AS "samplerId", host, pid, started_at AS "startedAt", beat_at AS "beatAt", info,
            (extract(epoch FROM clock_timestamp() - beat_at) * 1000)::float8 AS "ageMs"
     FROM sampler_heartbeat WHERE beat_at > now() - interval '1 day' ORDER BY beat_at DESC`,
  );
  return rows;
}
