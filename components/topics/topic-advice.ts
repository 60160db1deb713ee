import type { AdviceFinding } from '#lib/contracts/advice.ts';
import { ADVICE_SEVERITIES, type AdviceSeverity } from '#lib/contracts/advice-kinds.ts';
import { troubleRank, type Trouble } from './topic-trouble.ts';

/** How much advice there is for a topic, and how grave the gravest is. */
export interface TopicAdviceCount {
  severity: AdviceSeverity;
  count: number;
}

/** Advice by topic. `findings`: the worst first. */
export function adviceByTopic(findings: readonly AdviceFinding[]): Map<string, TopicAdviceCount> {
  const byTopic = new Map<string, TopicAdviceCount>();
  for (const { topic, severity } of findings) {
    if (topic === null) continue;
    const known = byTopic.get(topic);
    byTopic.set(topic, { severity: known?.severity ?? severity, count: (known?.count ?? 0) + 1 });
  }
  return byTopic;
}

/** Order of a topic's standing: what is wrong now before what could be better, then the graver, then the more. */
export function standingRank(trouble: Trouble | null, advice: TopicAdviceCount | undefined): number {
  if (trouble !== null) return troubleRank(trouble);
  if (advice === undefined) return 0;
  const level = ADVICE_SEVERITIES.length - ADVICE_SEVERITIES.indexOf(advice.severity);
  return level * 1_000 + Math.min(advice.count, 999);
}
