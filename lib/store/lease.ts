import type pg from 'pg';
import { AppError } from '#lib/core/errors.ts';
import type { Database } from './database.ts';

/** A sampler's exclusive right to write for one cluster, by PostgreSQL's clock. */
export interface Lease {
  /** Stands in every write; grows with every acquisition, so that a holder that slept through its lease is told apart. */
  fence: bigint;
  expiresInMs: number;
}

export interface LeaseClaim {
  clusterKey: number;
  /** Unique per process start, e.g. `<host>:<pid>:<random>`. */
  holder: string;
  ttlMs: number;
}

/** The lease of the write is not valid any more: another sampler took the cluster over, or the lease ran out. Stop sampling it and acquire anew. */
export class LeaseLostError extends AppError {
  readonly lease = 'lost';

  constructor(clusterKey: number, fence: bigint) {
    super(
      'conflict',
      `The lease of cluster ${clusterKey} with fence ${fence} is not valid any more: another sampler may hold it.`,
    );
    this.name = 'LeaseLostError';
  }
}

/** Takes the lease if it is free, run out, or already this holder's; null while another holder has it. Waits for a write in flight. Throws AppError('not_found') when there is no such cluster. */
export async function acquireLease(db: Pick<Database, 'pool'>, claim: LeaseClaim): Promise<Lease | null> {
  // clock_timestamp(), not now(): the statement may have waited for the row.
  const { rows } = await db.pool.query<{ fence: string }>(
    `INSERT INTO sampler_lease AS l (cluster_key, holder, fence, expires_at, acquired_at)
     SELECT key, $2, 1, clock_timestamp() + $3 * interval '1 millisecond', clock_timestamp() FROM cluster WHERE key = $1
     ON CONFLICT (cluster_key) DO UPDATE
       SET holder = $2, fence = l.fence + 1, acquired_at = clock_timestamp(), expires_at = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE l.expires_at <= clock_timestamp() OR l.holder = $2
     RETURNING fence`,
    [claim.clusterKey, claim.holder, claim.ttlMs],
  );
  const row = rows[0];
  if (row !== undefined) return { fence: BigInt(row.fence), expiresInMs: claim.ttlMs };
  const cluster = await db.pool.query('SELECT 1 FROM cluster WHERE key = $1', [claim.clusterKey]);
  if (cluster.rowCount === 0) throw new AppError('not_found', `There is no cluster with the key ${claim.clusterKey}.`);
  return null;
}

/** Extends a lease that is still valid. False = lost: acquire anew. Call it at a third of its life. */
export async function renewLease(
  db: Pick<Database, 'pool'>,
  lease: { clusterKey: number; fence: bigint; ttlMs: number },
): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `UPDATE sampler_lease SET expires_at = clock_timestamp() + $3 * interval '1 millisecond'
     WHERE cluster_key = $1 AND fence = $2 AND expires_at > clock_timestamp()`,
    [lease.clusterKey, lease.fence, lease.ttlMs],
  );
  return rowCount === 1;
}

/** Gives a lease back at once, so that another sampler need not wait for it to run out. The row stays: its fence must go on growing. */
export async function releaseLease(db: Pick<Database, 'pool'>, lease: { clusterKey: number; fence: bigint }): Promise<void> {
  await db.pool.query(
    // A millisecond back, because the column rounds to milliseconds, perhaps upwards.
    `UPDATE sampler_lease SET expires_at = clock_timestamp() - interval '1 millisecond'
     WHERE cluster_key = $1 AND fence = $2 AND expires_at > clock_timestamp()`,
    [lease.clusterKey, lease.fence],
  );
}

/** Within a transaction: throws `LeaseLostError` unless `fence` is the valid lease, and keeps others from taking it until the transaction ends. */
export async function assertFence(client: pg.ClientBase, clusterKey: number, fence: bigint): Promise<void> {
  const { rowCount } = await client.query(
    'SELECT 1 FROM sampler_lease WHERE cluster_key = $1 AND fence = $2 AND expires_at > clock_timestamp() FOR SHARE',
    [clusterKey, fence],
  );
  if (rowCount !== 1) throw new LeaseLostError(clusterKey, fence);
}

/** A cluster's lease, held or run out. */
export interface LeaseRow {
  clusterKey: number;
  holder: string;
  fence: bigint;
  acquiredAt: Date;
  expiresAt: Date;
  /** By PostgreSQL's clock; negative once it ran out. */
  expiresInMs: number;
}

/** The leases of all clusters that were ever sampled. */
export async function listLeases(db: Pick<Database, 'pool'>): Promise<LeaseRow[]> {
  const { rows } = await db.pool.query<Omit<LeaseRow, 'fence'> & { fence: string }>(
    `SELECT cluster_key AS "clusterKey", holder, fence, acquired_at AS "acquiredAt", expires_at AS "expiresAt",
            (extract(epoch FROM expires_at - clock_timestamp()) * 1000)::float8 AS "expiresInMs"
     FROM sampler_lease`,
  );
  return rows.map((row) => ({ ...row, fence: BigInt(row.fence) }));
}
