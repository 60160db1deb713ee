import { createHash } from 'node:crypto';
import type { ClusterDelete, ClusterDeletePlan } from '#lib/contracts/clusters.ts';
import { AppError } from '#lib/core/errors.ts';
import type { ClusterRecord, ClusterRepository } from '#lib/store/clusters.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { assertEditable } from './assert-editable.ts';
import { clusterVersion } from './list-clusters.ts';

/** What removing a cluster from Farol takes away. Kafka itself is not touched by it. */
export async function planRemoval(db: Pick<Database, 'pool'>, cluster: ClusterRecord): Promise<ClusterDeletePlan> {
  assertEditable(cluster);
  const { parts } = await readSnapshot(db, cluster.key, ['overview']);
  const { topics = null, groups = null } = parts.overview ?? {};
  return {
    id: cluster.id,
    name: cluster.name,
    consequences: [
      `Farol forgets how to connect to ${cluster.bootstrap.join(', ')}, its credential included.`,
      topics === null || groups === null
        ? 'The stored history of this cluster cannot be seen any more.'
        : `The stored history of ${topics} topics and ${groups} groups cannot be seen any more.`,
      'Nothing changes in Kafka.',
    ],
    planHash: hashRemoval(cluster),
  };
}

/** Removes a cluster from Farol. Throws `precondition` when the name typed is another, and `conflict` when the cluster changed since the plan. */
export async function removeCluster(
  deps: { clusters: Pick<ClusterRepository, 'remove'> },
  cluster: ClusterRecord,
  { confirm, planHash }: ClusterDelete,
): Promise<void> {
  assertEditable(cluster);
  if (confirm !== cluster.name) {
    throw new AppError('precondition', 'The name typed is not the name of this cluster.', {
      invalidParams: [{ name: 'confirm', reason: 'expected the exact name of the cluster' }],
    });
  }
  if (planHash !== hashRemoval(cluster)) {
    throw new AppError('conflict', 'The cluster was changed since the plan was shown. Look at the plan again.', {
      invalidParams: [{ name: 'planHash', reason: 'does not match' }],
    });
  }
  await deps.clusters.remove(cluster.id);
}

function hashRemoval(cluster: ClusterRecord): string {
  return createHash('sha256')
    .update(JSON.stringify(['cluster-removal', cluster.key, cluster.name, clusterVersion(cluster)]))
    .digest('base64url');
}
