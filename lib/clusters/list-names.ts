import { createHash } from 'node:crypto';
import type { ClusterNames } from '#lib/contracts/names.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';

/** The names as of the last pass, and a version that changes only when a name comes or goes. Empty before the first pass. */
export async function listNames(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
): Promise<{ names: ClusterNames; version: string }> {
  const { parts } = await readSnapshot(db, clusterKey, ['topics', 'groups', 'brokers']);
  const names: ClusterNames = {
    topics: (parts.topics ?? []).map(({ name }) => name).toSorted(),
    groups: (parts.groups ?? []).map(({ groupId }) => groupId).toSorted(),
    brokers: (parts.brokers ?? []).map(({ nodeId, host }) => ({ nodeId, host })).toSorted((a, b) => a.nodeId - b.nodeId),
  };
  return { names, version: createHash('sha256').update(JSON.stringify(names)).digest('base64url').slice(0, 22) };
}
