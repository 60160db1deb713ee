import { AppError } from '#lib/core/errors.ts';
import type { ClusterRecord } from '#lib/store/clusters.ts';

/** Throws `conflict` for a cluster that the environment or a file declares: the next start would undo what is changed here. */
export function assertEditable(cluster: Pick<ClusterRecord, 'source' | 'name'>): void {
  if (cluster.source === 'app') return;
  const where = cluster.source === 'environment' ? 'KAFKA_BROKERS' : 'the configuration file';
  throw new AppError('conflict', `“${cluster.name}” is declared by ${where}. Change it there and start Farol again.`);
}
