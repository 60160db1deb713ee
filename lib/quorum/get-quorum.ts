import type { QuorumAnswer } from '#lib/contracts/quorum.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';

/** The metadata quorum in detail as of the last pass. What a pass could not read is unknown, whatever an older one knew. */
export async function getQuorum(db: Pick<Database, 'pool'>, clusterKey: number): Promise<QuorumAnswer> {
  const { parts, pass } = await readSnapshot(db, clusterKey, ['overview', 'quorum']);
  const fault = parts.overview?.fault ?? parts.overview?.quorumFault ?? null;
  return {
    pass: passInfo(pass),
    mode: parts.overview?.kafka?.mode ?? null,
    fault,
    quorum: fault === null ? (parts.quorum?.detail ?? null) : null,
  };
}
