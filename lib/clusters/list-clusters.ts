import type { ClusterList, ClusterSummary } from '#lib/contracts/clusters.ts';
import type { ClusterRecord, ClusterRepository } from '#lib/store/clusters.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { summarizeCluster } from './summarize-cluster.ts';

/** All clusters with the state of their last pass, by name. */
export async function listClusters(db: Pick<Database, 'pool'>, clusters: Pick<ClusterRepository, 'list'>): Promise<ClusterList> {
  const records = await clusters.list();
  const data = await Promise.all(records.map((record) => getCluster(db, record)));
  return { data, meta: { total: data.length } };
}

/** One cluster with the state of its last pass. */
export async function getCluster(db: Pick<Database, 'pool'>, cluster: ClusterRecord): Promise<ClusterSummary> {
  const { parts, pass } = await readSnapshot(db, cluster.key, ['overview']);
  return summarizeCluster(cluster, parts.overview ?? null, pass);
}

/** The version of a cluster that an edit must name: it changes with everything that a person can edit. */
export function clusterVersion(cluster: ClusterRecord): string {
  return `${cluster.version}-${cluster.updatedAt.getTime()}`;
}
