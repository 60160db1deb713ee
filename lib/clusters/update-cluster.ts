import type { ClusterPatch } from '#lib/contracts/clusters.ts';
import { AppError } from '#lib/core/errors.ts';
import type { ClusterRecord, ClusterRepository } from '#lib/store/clusters.ts';
import { assertEditable } from './assert-editable.ts';
import { clusterVersion } from './list-clusters.ts';

/** Starts or stops watching a cluster. Throws `precondition` when it changed since the version that was read. */
export async function updateCluster(
  deps: { clusters: Pick<ClusterRepository, 'setEnabled'> },
  before: ClusterRecord,
  { enabled }: ClusterPatch,
  version: string | null,
): Promise<{ before: ClusterRecord; after: ClusterRecord }> {
  assertEditable(before);
  if (version !== clusterVersion(before)) {
    throw new AppError('precondition', 'The cluster was changed by somebody else in the meantime. Look at it again.', {
      invalidParams: [{ name: 'If-Match', reason: 'is not the current ETag' }],
    });
  }
  return { before, after: before.enabled === enabled ? before : await deps.clusters.setEnabled(before.id, enabled) };
}
