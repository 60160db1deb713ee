import type { CanaryAnswer } from '#lib/contracts/canary.ts';
import { CANARY_TOPIC } from '#lib/core/canary-names.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';

/** The canary of a cluster as of the last pass. Never asks Kafka. What an earlier run left is not shown while the canary is off. */
export async function getCanary(db: Pick<Database, 'pool'>, cluster: { key: number; canary: boolean }): Promise<CanaryAnswer> {
  const { parts, pass } = await readSnapshot(db, cluster.key, ['canary']);
  if (cluster.canary && parts.canary !== undefined) return { ...parts.canary, pass: passInfo(pass) };
  const state = cluster.canary ? 'starting' : 'off';
  return { state, fault: null, topic: CANARY_TOPIC, startedAt: null, brokers: [], pass: passInfo(pass) };
}
