import type { TermId } from './terms.ts';

/** What the names of metrics speak of, and the term that explains it; the first that fits holds. */
const TERM_OF: readonly (readonly [pattern: RegExp, term: TermId])[] = [
  [/\.(seconds_behind|seconds_behind_lower)$/, 'time-behind'],
  [/^(cluster|topic|group|group_topic|group_partition)\.lag$/, 'lag'],
  [/under_replicated$/, 'under-replicated'],
  [/under_min_isr$/, 'min-isr'],
  [/\.(out_of_sync|isr_shrinks|isr_expands|replica_lag|replicas_behind)$/, 'isr'],
  [/\.(leaders|partitions_offline|unclean_elections)$/, 'leader'],
  [/\.replicas$/, 'replica'],
  [/\.retention_headroom$/, 'retention'],
  [/\.committed_offset$/, 'commit'],
  [/\.end_offset$/, 'end-offset'],
  [/\.start_offset$/, 'log-start-offset'],
  [/\.members$/, 'member'],
  [/\.(quorum_\w+)$/, 'quorum'],
  [/\.raft_\w+$/, 'kraft'],
  [/\.(controller_\w+|active_controller)$/, 'controller'],
  [/transactions?_\w+$|open_transactions$/, 'transaction'],
  [/\.pass_\w+$/, 'pass'],
  [/\.canary_\w+$/, 'canary'],
  [/^zookeeper\./, 'zookeeper'],
];

/** The term of the glossary that says more about a metric of the catalogue; undefined where its own sentence says it all. */
export function termOfMetric(metric: string): TermId | undefined {
  return TERM_OF.find(([pattern]) => pattern.test(metric))?.[1];
}
