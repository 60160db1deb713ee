import type { Draft } from './draft.ts';
import type { SlowBrokerFact } from './facts.ts';

/** Passes in a row that are far above before a broker counts as slow, and calm ones before it no longer does: one blip is none. */
const SLOW_PASSES = 3;
const CALM_PASSES = 3;
/** Far above: so many times the peers of the same pass, and so many times its own usual. */
const SLOW_RATIO = 5;
/** Once slow, it is calm again below half of that: a value near the threshold must not flap. */
const CALM_RATIO = SLOW_RATIO / 2;
/** Round trips below this are nobody's trouble, whatever the peers do; milliseconds. */
const SLOW_FLOOR_MS = 100;
const CALM_FLOOR_MS = SLOW_FLOOR_MS / 2;
/** Passes of its own before a usual is known. */
const USUAL_SAMPLES = 5;
/** The usual is a moving mean over about so many passes. */
const USUAL_WINDOW = 60;
/** Shortest round trip that counts, so that its logarithm stays finite; milliseconds. */
const TRIP_MIN_MS = 0.1;

/** What is followed over passes about the round trip of one broker. */
export interface SlowWatch {
  /** Passes behind `usualLog`, up to the window. */
  samples: number;
  /** Natural logarithm of its usual round trip in ms: the mean over the passes in which it was not far above, so that outliers weigh little. */
  usualLog: number;
  /** Passes in a row that were far above, while it does not yet count as slow. */
  slowPasses: number;
  /** Wall ms of the first of them; null when there are none. */
  firstSlowMs: number | null;
  /** Passes in a row that were calm, while it counts as slow. */
  calmPasses: number;
  /** Last known figures while it counts as slow; null while it does not. */
  slow: Omit<SlowBrokerFact, 'nodeId'> | null;
}

/** One broker of one pass. `roundTripMs` null = it gave no answer. */
export interface RoundTrip {
  nodeId: number;
  state: 'up' | 'silent' | 'down';
  roundTripMs: number | null;
}

/** A watch that knows nothing yet. */
export const UNWATCHED: SlowWatch = {
  samples: 0,
  usualLog: 0,
  slowPasses: 0,
  firstSlowMs: null,
  calmPasses: 0,
  slow: null,
};

/**
 * Follows the round trip of every broker one pass further. A broker is slow when several passes in a row were far above both its peers of the same pass and its own usual;
 * where it has no peers, its own usual alone decides. A pass without an answer says nothing; a broker that is down starts anew but keeps its usual.
 * A broker that was slow before Farol first saw it is its own usual: that cannot be told from one that is far away.
 */
export function watchSlowness(
  brokers: readonly RoundTrip[],
  previous: ReadonlyMap<number, SlowWatch>,
  nowMs: number,
): Map<number, SlowWatch> {
  return new Map(
    brokers.map((broker) => {
      const before = previous.get(broker.nodeId) ?? UNWATCHED;
      const peers = medianOf(brokers.filter((peer) => peer !== broker).flatMap((peer) => peer.roundTripMs ?? []));
      return [broker.nodeId, follow(broker, peers, brokers.length === 1, before, nowMs)];
    }),
  );
}

function follow(broker: RoundTrip, peersMs: number | null, isAlone: boolean, before: SlowWatch, nowMs: number): SlowWatch {
  if (broker.state === 'down') return { ...before, slowPasses: 0, firstSlowMs: null, calmPasses: 0, slow: null };
  const ms = broker.roundTripMs;
  if (ms === null || (peersMs === null && !isAlone)) return before;
  const usualMs = before.samples < USUAL_SAMPLES ? null : Math.exp(before.usualLog);
  if (before.slow !== null) {
    const figures = { ...before.slow, roundTripMs: ms, peersMs };
    if (isAbove(ms, figures.usualMs, peersMs, CALM_RATIO, CALM_FLOOR_MS)) return { ...before, calmPasses: 0, slow: figures };
    const calmPasses = before.calmPasses + 1;
    return calmPasses < CALM_PASSES
      ? { ...before, calmPasses, slow: figures }
      : { ...learn(before, ms), slowPasses: 0, firstSlowMs: null, calmPasses: 0, slow: null };
  }
  if (usualMs === null || !isAbove(ms, usualMs, peersMs, SLOW_RATIO, SLOW_FLOOR_MS)) {
    return { ...learn(before, ms), slowPasses: 0, firstSlowMs: null };
  }
  const slowPasses = before.slowPasses + 1;
  const firstSlowMs = before.firstSlowMs ?? nowMs;
  const slow = slowPasses < SLOW_PASSES ? null : { roundTripMs: ms, usualMs, peersMs, sinceMs: firstSlowMs };
  return { ...before, slowPasses, firstSlowMs, calmPasses: 0, slow };
}

function isAbove(ms: number, usualMs: number, peersMs: number | null, ratio: number, floorMs: number): boolean {
  return ms >= floorMs && ms >= usualMs * ratio && (peersMs === null || ms >= peersMs * ratio);
}

function learn(watch: SlowWatch, ms: number): SlowWatch {
  const samples = Math.min(watch.samples + 1, USUAL_WINDOW);
  const log = Math.log(Math.max(ms, TRIP_MIN_MS));
  return { ...watch, samples, usualLog: watch.usualLog + (log - watch.usualLog) / samples };
}

/** Lower median; null of nothing. */
function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** The watch of a broker that counted as slow when the last sampler stopped: its usual is the one the problem names. */
export function restoreSlowWatch(params: Readonly<Record<string, string | number>>, sinceMs: number): SlowWatch {
  const usualMs = Number(params['usualMs'] ?? 0);
  return {
    samples: USUAL_SAMPLES,
    usualLog: Math.log(Math.max(usualMs, TRIP_MIN_MS)),
    slowPasses: SLOW_PASSES,
    firstSlowMs: sinceMs,
    calmPasses: 0,
    slow: { roundTripMs: Number(params['ms'] ?? 0), usualMs, peersMs: null, sinceMs },
  };
}

/** Brokers that count as slow, as facts. */
export function slowBrokerFacts(watches: ReadonlyMap<number, SlowWatch>): SlowBrokerFact[] {
  return [...watches].flatMap(([nodeId, { slow }]) => (slow === null ? [] : [{ nodeId, ...slow }]));
}

/** One problem for each slow broker. */
export function slowBrokerProblems(slow: readonly SlowBrokerFact[]): Draft[] {
  return slow.map(({ nodeId, roundTripMs, usualMs, peersMs, sinceMs }) => ({
    id: `broker_slow:${nodeId}`,
    severity: 'warning',
    code: 'broker_slow',
    scope: { kind: 'broker', name: String(nodeId) },
    params: {
      broker: nodeId,
      ms: Math.round(roundTripMs),
      usualMs: rounded(usualMs),
      peersMs: peersMs === null ? 'none' : rounded(peersMs),
    },
    detail: `Broker ${nodeId} is slow: its answers take ${Math.round(roundTripMs)} ms, usually ${rounded(usualMs)} ms${peersMs === null ? '' : `, those of the other brokers ${rounded(peersMs)} ms`}.`,
    affected: [],
    affectedTotal: 0,
    since: new Date(sinceMs).toISOString(),
  }));
}

/** Whole milliseconds, at least one: 0 ms would be read as nothing. */
function rounded(ms: number): number {
  return Math.max(1, Math.round(ms));
}
