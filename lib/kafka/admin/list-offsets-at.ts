import { Tally } from '../router/tally.ts';
import { remainingMs, type Deadline } from '../transport/deadline.ts';
import { listOffsets } from '../wire/apis/list-offsets.ts';
import { askLeaders } from './ask-leaders.ts';
import type { AdminContext } from './context.ts';
import type { TimedOffsets, Topology } from './port.ts';

/** Each look-up reads an index and a batch from the broker's disk. */
const PARTITIONS_MAX = 200;
const CONSUMER = -1;
const UNKNOWN_LEADER_EPOCH = -1;
const READ_UNCOMMITTED = 0;

interface Found {
  errorCode: number;
  timestamp: bigint;
  offset: bigint;
}

/** Looks up the first record with a timestamp or a later one in each of the wanted partitions. */
export async function readOffsetsAt(
  context: AdminContext,
  topology: Topology,
  timestampMs: number,
  wanted: Uint32Array,
  deadline: Deadline,
): Promise<TimedOffsets> {
  const tally = new Tally();
  const offsets = new Float64Array(wanted.length).fill(Number.NaN);
  const timestamps = new Float64Array(wanted.length).fill(Number.NaN);
  // Below zero stand the protocol's special questions.
  const timestamp = BigInt(Math.max(0, Math.trunc(timestampMs)));
  await askLeaders<Found>(context, topology, wanted, {
    perRequest: PARTITIONS_MAX,
    async ask(nodeId, asked) {
      const topics = [...asked].map(([name, partitions]) => ({
        name,
        partitions: partitions.map(({ partition }) => ({
          partitionIndex: partition,
          currentLeaderEpoch: UNKNOWN_LEADER_EPOCH,
          timestamp,
        })),
      }));
      const timeoutMs = Math.ceil(remainingMs(context.clock, deadline));
      const request = { replicaId: CONSUMER, isolationLevel: READ_UNCOMMITTED, topics, timeoutMs };
      const answer = await context.router.askNode(nodeId, listOffsets, request, deadline);
      tally.answered(nodeId, answer);
      return answer.body.topics.flatMap(({ name, partitions }) =>
        partitions.map((found) => ({ topic: name, partition: found.partitionIndex, answer: found })),
      );
    },
    onAnswer(position, found) {
      if (found.errorCode !== 0) return;
      offsets[position] = found.offset < 0n ? Infinity : Number(found.offset);
      if (found.offset >= 0n && found.timestamp >= 0n) timestamps[position] = Number(found.timestamp);
    },
    onFault: () => undefined,
    onBrokerFault: (nodeId, fault) => tally.failed(nodeId, fault),
  });
  return { offsets, timestamps, brokers: tally.outcomes(topology.brokers) };
}
