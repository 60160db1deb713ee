import type { ZookeeperAnswer } from '#lib/contracts/zookeeper.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';

/** The ZooKeeper ensemble of a cluster in that mode, as Farol last read it. */
export async function getZookeeper(db: Pick<Database, 'pool'>, clusterKey: number): Promise<ZookeeperAnswer> {
  const { parts, pass } = await readSnapshot(db, clusterKey, ['overview', 'zookeeper']);
  const mode = parts.overview?.kafka?.mode ?? null;
  // A cluster that has moved to KRaft keeps its old part.
  return { pass: passInfo(pass), mode, ensemble: mode === 'kraft' ? null : (parts.zookeeper ?? null) };
}
