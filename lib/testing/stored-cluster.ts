import { randomBytes } from 'node:crypto';
import type { Database } from '#lib/store/database.ts';
import { acquireLease } from '#lib/store/lease.ts';
import { prismaOn } from '#lib/store/prisma.ts';
import { ensureOwners } from '#lib/store/series/owners.ts';
import type { Owner, OwnerRef, PassWrite } from '#lib/store/series/types.ts';
import { passColumns, type OwnerValues } from './pass-columns.ts';

/** A cluster of a test, with a lease that outlives the test. */
export interface StoredCluster {
  id: string;
  clusterKey: number;
  fence: bigint;
  owners: Owner[];
  /** A pass at that time with these values; everything else as an ordinary pass has it. */
  pass(startedAtMs: number, owners: readonly OwnerValues[], more?: Partial<PassWrite>): PassWrite;
}

/** Stores a new cluster with a name of its own, takes its lease and registers the owners. */
export async function storeCluster(db: Database, refs: readonly OwnerRef[]): Promise<StoredCluster> {
  const id = `test-${randomBytes(6).toString('hex')}`;
  const { key } = await prismaOn(db).cluster.create({
    data: {
      id,
      name: id,
      source: 'app',
      bootstrap: ['localhost:9092'],
      security: 'PLAINTEXT',
      connectionSealed: new Uint8Array([0]),
    },
  });
  const lease = await acquireLease(db, { clusterKey: key, holder: 'test', ttlMs: 3_600_000 });
  if (lease === null) throw new Error('the lease of a new cluster is taken');
  return {
    id,
    clusterKey: key,
    fence: lease.fence,
    owners: await ensureOwners(db, key, refs),
    pass: (startedAtMs, owners, more = {}) => ({
      clusterKey: key,
      fence: lease.fence,
      startedAtMs,
      stepMs: 5_000,
      durationMs: 120,
      requests: 12,
      bytesOut: 1_000,
      bytesIn: 20_000,
      brokersAnswered: 3,
      brokersExpected: 3,
      fault: null,
      ...passColumns(owners),
      ...more,
    }),
  };
}

/** Values of one owner: `[metricId, value or values by partition]`. */
export function valuesOf(ownerId: number, ...columns: [metricId: number, values: number | readonly number[]][]): OwnerValues {
  return {
    ownerId,
    columns: columns.map(([metricId, values]) => ({
      metricId,
      values: Float64Array.from(typeof values === 'number' ? [values] : values),
    })),
  };
}
