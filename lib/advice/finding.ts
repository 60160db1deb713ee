import type { AdviceCode, AdviceEvidence, AdviceFinding } from '#lib/contracts/advice.ts';
import type { AdviceSeverity, AdviceTheme } from '#lib/contracts/advice-kinds.ts';

/** What is given of a finding by a rule. */
interface Draft {
  severity: AdviceSeverity;
  topic?: string;
  group?: string;
  broker?: number;
  evidence: AdviceEvidence[];
  commands?: string[];
}

/** The theme of each code. */
export const THEME: Readonly<Record<AdviceCode, AdviceTheme>> = {
  single_replica: 'replication',
  min_isr_blocks: 'replication',
  headroom_short: 'retention',
  hot_partition: 'partitions',
  too_few_for_group: 'partitions',
  too_few_for_throughput: 'partitions',
  min_isr_one: 'replication',
  two_replicas: 'replication',
  idle_members: 'partitions',
  leaders_uneven: 'partitions',
  not_preferred_leaders: 'partitions',
  broker_partitions: 'partitions',
  size_before_time: 'retention',
  grows_forever: 'retention',
  compacted_grows: 'retention',
  too_many_partitions: 'partitions',
  tiny_topic: 'partitions',
  unread: 'use',
  stale_topic: 'use',
  empty_topic: 'use',
};

/** Completes a finding with its theme and identity. */
export function finding(code: AdviceCode, draft: Draft): AdviceFinding {
  const { severity, topic = null, group = null, broker = null, evidence, commands = [] } = draft;
  const id = [code, topic ?? `broker ${broker}`, ...(group === null ? [] : [group])].join(':');
  return { id, code, severity, theme: THEME[code], topic, group, broker, evidence, commands };
}

/** One number a finding rests on. */
export function evidence(name: string, unit: AdviceEvidence['unit'], value: number | string): AdviceEvidence {
  return { name, unit, value };
}
