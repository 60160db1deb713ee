import type { ClusterCreate, ClusterSummary } from '#lib/contracts/clusters.ts';
import { AppError } from '#lib/core/errors.ts';
import { preparePlan, type ClusterPlanDeps } from './plan-cluster.ts';
import { summarizeCluster } from './summarize-cluster.ts';

/** Stores a cluster as planned, its credential sealed. Throws `precondition` without a plan and `conflict` when the plan seen is not what would be stored now. */
export async function createCluster(deps: ClusterPlanDeps, { planHash, ...input }: ClusterCreate): Promise<ClusterSummary> {
  if (planHash === undefined) {
    throw new AppError('precondition', 'Ask for the plan first and send its hash.', {
      invalidParams: [{ name: 'planHash', reason: 'missing' }],
    });
  }
  const { plan, read } = await preparePlan(deps, input);
  if (plan.planHash !== planHash) {
    throw new AppError('conflict', 'What would be stored is not what the plan showed. Look at the plan again.', {
      invalidParams: [{ name: 'planHash', reason: 'does not match' }],
    });
  }
  const created = await deps.clusters.create({ id: plan.id, name: plan.name, source: 'app', connection: read.connection });
  return summarizeCluster(created, null, null);
}
