import type { ClusterOverview } from '#lib/contracts/overview.ts';

/** Problems that need eyes: everything that holds now but plain information. null while unknown. */
export function urgentProblems(overview: ClusterOverview | undefined): ClusterOverview['problems'] | null {
  if (overview === undefined || overview.pass === null) return null;
  return overview.problems.filter(({ severity, lastKnown }) => severity !== 'info' && lastKnown !== true);
}
