import { z } from 'zod';
import { ADVICE_SEVERITIES, ADVICE_THEMES } from './advice-kinds.ts';
import { IsoTime, PassInfo } from './common.ts';

/**
 * What a finding is about, the most important first within a severity. Partitions: `hot_partition` one of them gets far more than its share, `too_few_for_group` a group cannot keep up and has no partition left to give a further member,
 * `too_few_for_throughput`, `idle_members` a group has more members than partitions, `too_many_partitions`, `tiny_topic`, `leaders_uneven`, `not_preferred_leaders`, `broker_partitions` a broker holds too many replicas.
 * Replicas: `single_replica`, `two_replicas`, `min_isr_blocks` one broker away stops writes, `min_isr_one` an acknowledged write may exist once. Retention: `headroom_short` a group is about to lose data, `size_before_time`, `grows_forever`,
 * `compacted_grows`. Use: `unread`, `empty_topic`, `stale_topic`.
 */
export const AdviceCode = z.enum([
  'single_replica',
  'min_isr_blocks',
  'headroom_short',
  'hot_partition',
  'too_few_for_group',
  'too_few_for_throughput',
  'min_isr_one',
  'two_replicas',
  'idle_members',
  'leaders_uneven',
  'not_preferred_leaders',
  'broker_partitions',
  'size_before_time',
  'grows_forever',
  'compacted_grows',
  'too_many_partitions',
  'tiny_topic',
  'unread',
  'stale_topic',
  'empty_topic',
]);
export type AdviceCode = z.infer<typeof AdviceCode>;

/** One number (or name) that a finding rests on. `rate`: messages per second. `span`: seconds. */
export const AdviceEvidence = z.object({
  /** Message key of its label. */
  name: z.string(),
  unit: z.enum(['count', 'rate', 'bytes', 'bytes_per_second', 'bytes_per_day', 'share', 'times', 'span', 'text']),
  value: z.union([z.number(), z.string()]),
});
export type AdviceEvidence = z.infer<typeof AdviceEvidence>;

export const AdviceFinding = z.object({
  /** Stable identity within the cluster: code and place. */
  id: z.string(),
  code: AdviceCode,
  severity: z.enum(ADVICE_SEVERITIES),
  theme: z.enum(ADVICE_THEMES),
  /** null = about a broker. */
  topic: z.string().nullable(),
  group: z.string().nullable(),
  broker: z.number().nullable(),
  /** The number that says most comes first. */
  evidence: z.array(AdviceEvidence),
  /** What to type, in order; `$BOOTSTRAP` stands for the cluster's addresses. Empty where no command helps. */
  commands: z.array(z.string()),
});
export type AdviceFinding = z.infer<typeof AdviceFinding>;

export const AdviceQuery = z.object({
  /** Only what is about this topic. */
  topic: z.string().min(1).max(249).optional(),
  code: AdviceCode.optional(),
});
export type AdviceQuery = z.infer<typeof AdviceQuery>;

export const AdviceAnswer = z.object({
  /** The worst first; at most 1,000. */
  data: z.array(AdviceFinding),
  meta: z.object({
    pass: PassInfo.nullable(),
    /** All findings that match, whether listed or not. */
    total: z.number(),
    /** Findings of each code in the whole cluster, whatever was asked for. */
    byCode: z.array(
      z.object({ code: AdviceCode, severity: z.enum(ADVICE_SEVERITIES), theme: z.enum(ADVICE_THEMES), total: z.number() }),
    ),
    /** Topics that were judged, and all there are. Those of which the last pass knew nothing are not judged. */
    topicsJudged: z.number(),
    topics: z.number(),
    /** Topics whose history was looked at; rules that need it say nothing about the others. */
    topicsWithHistory: z.number(),
    judgedAt: IsoTime,
  }),
});
export type AdviceAnswer = z.infer<typeof AdviceAnswer>;
