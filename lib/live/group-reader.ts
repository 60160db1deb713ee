import type { LiveGroup } from '#lib/contracts/live.ts';
import type { Clock } from '#lib/core/clock.ts';
import type { CallOptions, GroupListing, KafkaAdmin, KafkaFault, OffsetColumn, Topology } from '#lib/kafka/admin/port.ts';
import { OffsetRates, sumOffsets, sumRates } from './offset-rates.ts';
import { LiveGap, ROWS_MAX, offsetAt, partitionAt, requestsOf, type LiveReader } from './reading.ts';

/** Where a group stands on one partition. `index` is −1 where the topology lacks the partition. */
interface Standing {
  topic: string;
  partition: number;
  index: number;
  offset: bigint | null;
  /** As the broker tells it; undefined = to be computed from the end offset. */
  lag?: bigint | null;
}

interface Standings {
  rows: readonly Standing[];
  answeredAt: number | undefined;
  requests: number;
}

/** Reads the commits of one group and then the ends of the partitions they are on, so that lag is never negative for a healthy group. */
export function groupReader(listing: GroupListing, clock: Clock): LiveReader {
  const out = new OffsetRates();
  const into = new OffsetRates();
  return {
    async read(admin, topology, options) {
      const startedAt = clock.monotonic();
      const { rows, answeredAt, requests } = await standings(admin, topology, listing, { ...options, clock });
      const wanted = Uint32Array.from(rows.filter(({ index }) => index >= 0).map(({ index }) => index));
      const deadlineMs = Math.max(1, (options.deadlineMs ?? Infinity) - (clock.monotonic() - startedAt));
      const end = wanted.length === 0 ? null : await admin.listOffsets(topology, 'latest', { ...options, deadlineMs, wanted });
      const read = rows.map((row) => {
        const key = `${row.partition} ${row.topic}`;
        const endOffset = end === null || row.index < 0 ? null : offsetAt(end, row.index);
        const endedAt = row.index < 0 ? undefined : end?.answeredAtByBroker.get(partitionAt(topology, row.index)?.leader ?? -1);
        return {
          row,
          standing: judge(row, endOffset),
          inRate: into.next(key, endOffset, endedAt),
          outRate: out.next(key, row.offset, answeredAt),
        };
      });
      return {
        requests: requests + (end === null ? 0 : requestsOf(end.brokers)),
        isMoved: end !== null && isMoved(end, wanted),
        line: {
          type: 'group',
          tookMs: 0,
          lag: sumOffsets(read.map(({ standing }) => standing.lag)),
          messagesInPerSecond: sumRates(read.map(({ inRate }) => inRate)),
          messagesOutPerSecond: sumRates(read.map(({ outRate }) => outRate)),
          partitions: furthestBehind(read).map(({ row, standing, outRate }) => ({
            topic: row.topic,
            partition: row.partition,
            committedOffset: row.offset?.toString() ?? null,
            endOffset: standing.endOffset?.toString() ?? null,
            lag: standing.lag?.toString() ?? null,
            state: standing.state,
            messagesOutPerSecond: outRate,
          })),
          hidden: Math.max(0, read.length - ROWS_MAX),
        },
      };
    },
  };
}

async function standings(
  admin: KafkaAdmin,
  topology: Topology,
  listing: GroupListing,
  { clock, ...options }: CallOptions & { clock: Clock },
): Promise<Standings> {
  if (listing.kind === 'share') {
    const [item] = await admin.shareOffsets([listing], options);
    if (item === undefined || !item.ok) throw new LiveGap(item?.fault ?? unanswered(listing), 1);
    const rows = item.value.map(({ topic, partition, startOffset, lag }): Standing => ({
      topic,
      partition,
      index: indexOf(topology, topic, partition),
      offset: startOffset,
      lag,
    }));
    return { rows, answeredAt: clock.monotonic(), requests: 1 };
  }
  const committed = await admin.committed(topology, [listing], options);
  const requests = requestsOf(committed.brokers);
  const fault = committed.faults[0] ?? null;
  if (fault !== null) throw new LiveGap(fault, requests);
  const rows: Standing[] = [];
  const to = committed.starts[1] ?? 0;
  for (let row = committed.starts[0] ?? 0; row < to; row++) {
    const index = committed.partitionIndex[row] ?? -1;
    const place = index < 0 ? committed.strangers.get(row) : partitionAt(topology, index);
    const value = committed.offsets[row] ?? Number.NaN;
    const offset = Number.isNaN(value) ? null : (committed.wide.get(row) ?? BigInt(value));
    if (place !== undefined) rows.push({ topic: place.topic, partition: place.partition, index, offset });
  }
  // Brokers answer in no order.
  rows.sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
  const coordinator = committed.coordinators[0] ?? listing.coordinator;
  return { rows, answeredAt: committed.answeredAtByBroker.get(coordinator), requests };
}

function judge(
  row: Standing,
  endOffset: bigint | null,
): Pick<LiveGroup['partitions'][number], 'state'> & {
  endOffset: bigint | null;
  lag: bigint | null;
} {
  if (row.lag !== undefined && row.lag !== null) return { endOffset, lag: row.lag, state: 'ok' };
  if (row.offset === null || endOffset === null) return { endOffset, lag: null, state: 'unknown' };
  const lag = endOffset - row.offset;
  return lag < 0n ? { endOffset, lag: null, state: 'ahead_of_end' } : { endOffset, lag, state: 'ok' };
}

function furthestBehind<R extends { standing: { lag: bigint | null } }>(rows: readonly R[]): readonly R[] {
  if (rows.length <= ROWS_MAX) return rows;
  const lagOf = ({ standing }: R) => standing.lag ?? -1n;
  return [...rows].sort((a, b) => (lagOf(a) < lagOf(b) ? 1 : lagOf(a) > lagOf(b) ? -1 : 0)).slice(0, ROWS_MAX);
}

function isMoved(end: OffsetColumn, wanted: Uint32Array): boolean {
  return wanted.some((index) => (end.errors[index] ?? 0) > 0);
}

function indexOf(topology: Topology, name: string, partition: number): number {
  const topic = topology.topicByName.get(name);
  const at = topic?.partitions.findIndex((candidate) => candidate.partition === partition) ?? -1;
  return topic === undefined || at < 0 ? -1 : topic.base + at;
}

function unanswered(listing: GroupListing): KafkaFault {
  return {
    code: 'BROKER_TIMEOUT',
    kafkaCode: null,
    message: 'The coordinator did not answer in time.',
    nodeId: listing.coordinator,
  };
}
