import type { Measuring, MeasuringPatch } from '#lib/contracts/measuring.ts';
import { AppError } from '#lib/core/errors.ts';
import type { ClusterRecord, ClusterRepository } from '#lib/store/clusters.ts';
import { assertEditable } from './assert-editable.ts';
import { measuringView } from './get-measuring.ts';
import { clusterVersion } from './list-clusters.ts';
import { applyMeasuring } from './read-measuring-input.ts';

/** Changes what is measured of a cluster; the sampler follows within seconds. Throws `precondition` when the cluster changed since the version that was read. */
export async function updateMeasuring(
  deps: { clusters: Pick<ClusterRepository, 'measuring' | 'setMeasuring'> },
  before: ClusterRecord,
  patch: MeasuringPatch,
  version: string | null,
): Promise<{ cluster: ClusterRecord; changed: string[]; measuring: Measuring }> {
  assertEditable(before);
  if (version !== clusterVersion(before)) {
    throw new AppError('precondition', 'The cluster was changed by somebody else in the meantime. Look at it again.', {
      invalidParams: [{ name: 'If-Match', reason: 'is not the current ETag' }],
    });
  }
  // Storing what is there already would only make the sampler begin anew.
  const changed = Object.keys(patch).toSorted();
  if (changed.length === 0)
    return { cluster: before, changed, measuring: measuringView(await deps.clusters.measuring(before.id), before) };
  const after = applyMeasuring(await deps.clusters.measuring(before.id), patch);
  const cluster = await deps.clusters.setMeasuring(before.id, after, before.version);
  return { cluster, changed, measuring: measuringView(after, cluster) };
}
