import { NOT_ASKED_CODE, UNREACHABLE_CODE, type OffsetColumn, type OffsetSpec, type Topology } from './port.ts';
import { Tally } from '../router/tally.ts';
import { remainingMs, type Deadline } from '../transport/deadline.ts';
import { decodeWith } from '../wire/api.ts';
import { listOffsets } from '../wire/apis/list-offsets.ts';
import { decodeListOffsets, encodeListOffsets, type OffsetSink } from '../wire/list-offsets-columns.ts';
import { contained, type AdminContext } from './context.ts';

/** Partitions per request: some 2 MB of answer, so that decoding one does not hold the event loop for long. */
const PARTITIONS_MAX = 20_000;

/** No live broker leads the partition, or nobody asked for it. */
const NO_SLOT = -1;

const SPECS: Record<OffsetSpec, { timestamp: bigint; isolationLevel: 0 | 1 }> = {
  earliest: { timestamp: -2n, isolationLevel: 0 },
  latest: { timestamp: -1n, isolationLevel: 0 },
  // With read_committed, "latest" is the last stable offset.
  latest_stable: { timestamp: -1n, isolationLevel: 1 },
};

/** Dense indexes by leader, each list ascending. Partitions without a leader, or whose leader is no live broker, are in none. */
function indexesByLeader(topology: Topology, wanted: Uint32Array | undefined): Map<number, Uint32Array> {
  const isWanted = wanted === undefined ? null : new Uint8Array(topology.partitionCount);
  wanted?.forEach((index) => {
    if (isWanted !== null && index < isWanted.length) isWanted[index] = 1;
  });
  // Counted first, so that no list grows step by step.
  const slotOf = new Map(topology.brokers.map(({ nodeId }, slot) => [nodeId, slot]));
  const counts = new Uint32Array(topology.brokers.length);
  const leaderSlots = new Int32Array(topology.partitionCount).fill(NO_SLOT);
  for (const topic of topology.topics) {
    let index = topic.base;
    for (const { leader } of topic.partitions) {
      if (leader !== null && (isWanted === null || isWanted[index] === 1)) {
        const slot = slotOf.get(leader) ?? NO_SLOT;
        leaderSlots[index] = slot;
        if (slot !== NO_SLOT) counts[slot] = (counts[slot] ?? 0) + 1;
      }
      index += 1;
    }
  }
  const lists = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (let index = 0; index < leaderSlots.length; index += 1) {
    const slot = leaderSlots[index] ?? NO_SLOT;
    const list = lists[slot];
    if (list === undefined) continue;
    const at = counts[slot] ?? 0;
    list[at] = index;
    counts[slot] = at + 1;
  }
  const byLeader = new Map<number, Uint32Array>();
  for (const [nodeId, slot] of slotOf) {
    const list = lists[slot];
    if (list !== undefined && list.length > 0) byLeader.set(nodeId, list);
  }
  return byLeader;
}

function markUnreachable(sink: OffsetSink, indexes: Uint32Array): void {
  for (const index of indexes) sink.errors[index] = UNREACHABLE_CODE;
}

/** Asks every leader for the offsets of its partitions, all leaders at once. */
export async function readOffsets(
  context: AdminContext,
  topology: Topology,
  spec: OffsetSpec,
  wanted: Uint32Array | undefined,
  deadline: Deadline,
): Promise<OffsetColumn> {
  const { router, clock } = context;
  router.setNodes(topology.brokers);
  const tally = new Tally();
  const sink: OffsetSink = {
    values: new Float64Array(topology.partitionCount).fill(Number.NaN),
    errors: new Int16Array(topology.partitionCount).fill(NOT_ASKED_CODE),
    wide: new Map(),
  };
  const ask = async (nodeId: number, indexes: Uint32Array): Promise<void> => {
    const timeoutMs = Math.ceil(remainingMs(clock, deadline));
    const asked = { topology, indexes, timeoutMs, ...SPECS[spec] };
    // Until the answer says otherwise; also for partitions that it leaves out.
    markUnreachable(sink, indexes);
    const answer = await router.callNode(nodeId, listOffsets, (version) => encodeListOffsets(version, asked), deadline);
    decodeWith(listOffsets, answer.version, answer.payload, (reader) => decodeListOffsets(reader, topology, sink));
    tally.answered(nodeId, answer);
  };
  const shares = [...indexesByLeader(topology, wanted)].flatMap(([nodeId, indexes]) => {
    const chunks: { nodeId: number; indexes: Uint32Array }[] = [];
    for (let from = 0; from < indexes.length; from += PARTITIONS_MAX) {
      chunks.push({ nodeId, indexes: indexes.subarray(from, from + PARTITIONS_MAX) });
    }
    return chunks;
  });
  await Promise.all(
    shares.map(({ nodeId, indexes }) =>
      contained(
        nodeId,
        () => ask(nodeId, indexes),
        (fault) => {
          tally.failed(nodeId, fault);
          // A malformed answer may have been half read: none of it is to be trusted.
          markUnreachable(sink, indexes);
          for (const index of indexes) sink.values[index] = Number.NaN;
        },
      ),
    ),
  );
  return { ...sink, answeredAtByBroker: tally.answeredAtByBroker, brokers: tally.outcomes(topology.brokers) };
}
