import type { Fault, Problem } from '#lib/contracts/common.ts';
import type { Draft } from './draft.ts';

const AFFECTED_LIMIT = 20;

/** What the rules need to know of the canary. */
export interface CanaryFact {
  topic: string;
  /** Why the canary's topic, or a partition for a new broker, could not be made; null when nothing is wrong. */
  topicFault: Fault | null;
  /** Brokers that are there and lead no canary partition for a while. */
  notCovered: readonly number[];
  /** Brokers of which enough samples were taken lately to say whether they fail. */
  judged: readonly number[];
  /** Brokers whose probes fail too often. */
  failing: readonly {
    nodeId: number;
    severity: Extract<Problem['severity'], 'critical' | 'warning'>;
    /** 0..1, over the last `windowMs`. */
    successShare: number;
    windowMs: number;
    samples: number;
    /** How the last failed probe failed; null when it is not known any more. */
    fault: Fault | null;
  }[];
}

/** What the canary says is wrong: brokers that fail it, brokers it cannot see, and a topic that could not be made. */
export function canaryProblems(canary: CanaryFact | undefined): Draft[] {
  if (canary === undefined) return [];
  return [...canary.failing.map(failingProblem), ...topicProblem(canary), ...coverageProblem(canary)];
}

function failingProblem({ nodeId, severity, successShare, windowMs, samples, fault }: CanaryFact['failing'][number]): Draft {
  const percent = Math.floor(successShare * 100);
  const minutes = Math.round(windowMs / 60_000);
  return {
    id: `canary_failing:${nodeId}`,
    severity,
    code: 'canary_failing',
    scope: { kind: 'broker', name: String(nodeId) },
    params: { broker: nodeId, percent, minutes, samples, reason: fault?.code ?? '' },
    detail: `Broker ${nodeId} served ${percent} % of ${samples} test records in the last ${minutes} min: ${fault?.detail ?? 'no reason known'}`,
    affected: [],
    affectedTotal: 0,
  };
}

function topicProblem({ topic, topicFault }: CanaryFact): Draft[] {
  if (topicFault === null) return [];
  return [
    {
      id: 'canary_no_topic',
      severity: 'warning',
      code: 'canary_no_topic',
      scope: { kind: 'cluster', name: '' },
      params: { topic, reason: topicFault.code },
      detail: `The canary’s topic ${topic} or a partition of it could not be made: ${topicFault.detail}`,
      affected: [topic],
      affectedTotal: 1,
    },
  ];
}

function coverageProblem({ notCovered }: CanaryFact): Draft[] {
  if (notCovered.length === 0) return [];
  const names = notCovered.slice(0, AFFECTED_LIMIT).map(String);
  return [
    {
      id: 'canary_not_covered',
      severity: 'info',
      code: 'canary_not_covered',
      scope: { kind: 'cluster', name: '' },
      params: { brokers: names.join(', '), count: notCovered.length },
      detail: `No canary partition is led by broker ${names.join(', ')}: its latency is not measured.`,
      affected: names,
      affectedTotal: notCovered.length,
    },
  ];
}
