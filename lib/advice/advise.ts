import { AdviceCode, type AdviceFinding } from '#lib/contracts/advice.ts';
import { ADVICE_SEVERITIES } from '#lib/contracts/advice-kinds.ts';
import type { ClusterFacts, TopicFacts } from './facts.ts';
import { brokerFindings, partitionFindings } from './partition-rules.ts';
import { replicationFindings } from './replication-rules.ts';
import { retentionFindings } from './retention-rules.ts';
import { useFindings } from './use-rules.ts';

const SEVERITY_RANK = new Map(ADVICE_SEVERITIES.map((severity, i) => [severity, i]));
const CODE_RANK = new Map(AdviceCode.options.map((code, i) => [code, i]));

/** All findings, the worst first: by severity, then by code, then the busiest and largest topics. A topic that the last pass could not read, or no longer sees, is not judged. */
export function advise(topics: readonly TopicFacts[], cluster: ClusterFacts): AdviceFinding[] {
  const weight = new Map(topics.map(({ topic }) => [topic.name, topic.messagesInPerSecond.value ?? 0]));
  const findings = [
    ...brokerFindings(cluster),
    ...topics
      .filter(isJudged)
      .flatMap((facts) => [
        ...partitionFindings(facts, cluster),
        ...replicationFindings(facts, cluster),
        ...retentionFindings(facts),
        ...useFindings(facts, cluster),
      ]),
  ];
  const rank = ({ severity, code }: AdviceFinding) =>
    (SEVERITY_RANK.get(severity) ?? 0) * AdviceCode.options.length + (CODE_RANK.get(code) ?? 0);
  return findings.sort(
    (a, b) => rank(a) - rank(b) || (weight.get(b.topic ?? '') ?? 0) - (weight.get(a.topic ?? '') ?? 0) || (a.id < b.id ? -1 : 1),
  );
}

/** Whether the last pass knows enough of a topic to judge it. */
export function isJudged({ topic }: Pick<TopicFacts, 'topic'>): boolean {
  return topic.fault === null && topic.notSeen === null && topic.partitions > 0;
}
