import { heatOf, type HeatRule } from './heat.ts';

/** A side from which the slowness of a broker can be seen. */
export const SLOW_SIDES = ['canary', 'roundTrip', 'request', 'replicas', 'isr'] as const;
export type SlowSideName = (typeof SLOW_SIDES)[number];

/** `slow`: it stands out. `fine`: it does not. `unknown`: nothing was measured, which clears nobody. */
export interface SlowSide {
  side: SlowSideName;
  state: 'slow' | 'fine' | 'unknown';
  /** Its own figure: milliseconds, or a count of replicas or events. null when unknown. */
  value: number | null;
  /** What is normal: the middle of the other brokers. null without any. */
  normal: number | null;
}

/** What is known of one broker, from every side; null = not measured. */
export interface SlowFigures {
  /** Writing and reading a test record, 99 of 100 in the last five minutes, ms. */
  canaryP99Ms: number | null;
  /** Its last probes failed: worse than any latency. */
  isCanaryFailing: boolean;
  /** Answers to Farol's own requests, ms. */
  roundTripMs: number | null;
  /** Writes of producers by its own clock, 99 of 100, ms. */
  produceP99Ms: number | null;
  /** Follower replicas on it that lack messages. */
  replicasBehind: number | null;
  /** Times it fell out of an ISR in what the time line shows of the last hour. */
  isrLeaves: number | null;
}

const RULE: Record<SlowSideName, HeatRule> = {
  canary: { worse: 'high', least: 50 },
  roundTrip: { worse: 'high', least: 50 },
  request: { worse: 'high', least: 50 },
  replicas: { worse: 'high', least: 1 },
  isr: { worse: 'high', least: 1 },
};

const VALUE: Record<SlowSideName, (figures: SlowFigures) => number | null> = {
  canary: ({ canaryP99Ms }) => canaryP99Ms,
  roundTrip: ({ roundTripMs }) => roundTripMs,
  request: ({ produceP99Ms }) => produceP99Ms,
  replicas: ({ replicasBehind }) => replicasBehind,
  isr: ({ isrLeaves }) => isrLeaves,
};

/** From which sides a broker looks slow beside the others. `isTold`: Farol already reports it as slow, so its round trip counts whatever the last pass says. */
export function slowSides(own: SlowFigures, others: readonly SlowFigures[], isTold: boolean): SlowSide[] {
  return SLOW_SIDES.map((side) => {
    const value = VALUE[side](own);
    const { level, normal } = heatOf(
      value,
      others.flatMap((other) => VALUE[side](other) ?? []),
      RULE[side],
    );
    const isSlow =
      (side === 'canary' && own.isCanaryFailing) || (side === 'roundTrip' && isTold) || level === 'far' || isAlone(side, level);
    return { side, value, normal, state: isSlow ? 'slow' : value === null ? 'unknown' : 'fine' };
  });
}

/** Counts should be none: being above the others is enough there, while times vary. */
function isAlone(side: SlowSideName, level: string): boolean {
  return (side === 'replicas' || side === 'isr') && level === 'above';
}
