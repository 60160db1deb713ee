import type { BrokerNode, BrokerOutcome, ClusterDescription, Item, KafkaFault, Quorum, Topology } from '#lib/kafka/admin/port.ts';

/** How long a broker that nothing mentions any more is still expected: long enough for a restart, short enough for a planned removal. */
const REMEMBERED_MS = 600_000;

export type BrokerState = 'up' | 'silent' | 'down';

/** One broker as the pass saw it, and since when. */
export interface DerivedBroker {
  nodeId: number;
  host: string | null;
  port: number | null;
  rack: string | null;
  state: BrokerState;
  /** Wall ms of the first pass that saw this state. */
  sinceMs: number;
  /** Why it is not up; null when it is. */
  fault: KafkaFault | null;
  roundTripMs: number | null;
  /** Monotonic ms when something (metadata, replicas, voters, fencing) last named it. */
  namedAt: number;
}

export interface BrokerInput {
  topology: Topology;
  cluster: ClusterDescription | null;
  quorum: Item<Quorum> | null;
  outcomes: readonly BrokerOutcome[];
  previous: ReadonlyMap<number, DerivedBroker>;
  /** Monotonic and wall milliseconds of the pass. */
  now: number;
  nowMs: number;
}

/**
 * Brokers that ought to exist, by node id: those in metadata, those that replicas, fencing or the quorum name, and those seen lately.
 * `up` answered everything asked; `silent` is in metadata but failed to answer; `down` is not in metadata.
 */
export function deriveBrokers(input: BrokerInput): Map<number, DerivedBroker> {
  const alive = new Map(input.topology.brokers.map((node) => [node.nodeId, node]));
  const named = namedBrokers(input);
  const brokers = new Map<number, DerivedBroker>();
  for (const nodeId of [...new Set([...named, ...input.previous.keys()])].sort((a, b) => a - b)) {
    const previous = input.previous.get(nodeId);
    const namedAt = named.has(nodeId) ? input.now : (previous?.namedAt ?? input.now);
    if (input.now - namedAt > REMEMBERED_MS) continue;
    const node: BrokerNode | undefined = alive.get(nodeId);
    const outcomes = input.outcomes.filter((outcome) => outcome.nodeId === nodeId);
    const failed = outcomes.find((outcome) => isSilence(outcome.fault))?.fault ?? null;
    const state: BrokerState = node === undefined ? 'down' : failed === null ? 'up' : 'silent';
    const trips = outcomes.map((outcome) => outcome.roundTripMs).filter((ms) => ms !== null);
    brokers.set(nodeId, {
      nodeId,
      host: node?.host ?? previous?.host ?? null,
      port: node?.port ?? previous?.port ?? null,
      rack: node?.rack ?? previous?.rack ?? null,
      state,
      sinceMs: previous?.state === state ? previous.sinceMs : input.nowMs,
      fault: state === 'down' ? downFault(nodeId, input.cluster) : failed,
      roundTripMs: state === 'up' && trips.length > 0 ? Math.max(...trips) : null,
      namedAt,
    });
  }
  return brokers;
}

function namedBrokers(input: BrokerInput): Set<number> {
  const named = new Set(input.topology.brokers.map((node) => node.nodeId));
  for (const topic of input.topology.topics) {
    let last: readonly number[] | null = null;
    for (const { replicas } of topic.partitions) {
      if (replicas === last) continue;
      last = replicas;
      for (const nodeId of replicas) named.add(nodeId);
    }
  }
  for (const nodeId of input.cluster?.fencedBrokerIds ?? []) named.add(nodeId);
  for (const nodeId of brokerVoters(input)) named.add(nodeId);
  return named;
}

/** Voters that are brokers too. A dedicated controller is a voter without ever being in metadata: only a cluster whose voters all have been brokers says so. */
function brokerVoters(input: BrokerInput): number[] {
  if (!input.quorum?.ok) return [];
  const known = new Set([...input.topology.brokers.map((node) => node.nodeId), ...input.previous.keys()]);
  const voters = input.quorum.value.voters.map((voter) => voter.nodeId);
  const observers = new Set(input.quorum.value.observers.map((observer) => observer.nodeId));
  // In combined mode a live broker is a voter; with dedicated controllers brokers are observers.
  const isCombined = voters.some((nodeId) => known.has(nodeId)) && ![...observers].some((nodeId) => known.has(nodeId));
  return isCombined ? voters : [];
}

function downFault(nodeId: number, cluster: ClusterDescription | null): KafkaFault {
  const isFenced = cluster?.fencedBrokerIds?.includes(nodeId) ?? false;
  const message = isFenced
    ? `Broker ${nodeId} is registered but fenced: it is down or still catching up.`
    : `Broker ${nodeId} is expected but not in the cluster's metadata.`;
  return { code: isFenced ? 'BROKER_FENCED' : 'BROKER_NOT_IN_METADATA', kafkaCode: null, message, nodeId };
}

const ANSWERED_CODES = ['UNSUPPORTED', 'NOT_ASKED', 'NAME_REFUSED'];

/** Whether a fault means that the broker gave no answer. An error it answered with (still loading, not authorized) is an answer, and so is a name that Farol refuses. */
function isSilence(fault: KafkaFault | null): boolean {
  return fault !== null && fault.kafkaCode === null && !ANSWERED_CODES.includes(fault.code);
}

/** Outcomes of per-broker readings that come as items; only silence is one. */
export function itemOutcomes(items: ReadonlyMap<number, Item<unknown>> | undefined): BrokerOutcome[] {
  const outcomes: BrokerOutcome[] = [];
  for (const [nodeId, item] of items ?? []) {
    if (!item.ok && isSilence(item.fault)) outcomes.push({ nodeId, fault: item.fault, requests: 1, roundTripMs: null });
  }
  return outcomes;
}
