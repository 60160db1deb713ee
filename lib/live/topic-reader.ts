import type { LiveTopic } from '#lib/contracts/live.ts';
import { AppError } from '#lib/core/errors.ts';
import { NOT_ASKED_CODE, UNREACHABLE_CODE, type OffsetColumn, type Topology } from '#lib/kafka/admin/port.ts';
import { kafkaErrorName } from '#lib/kafka/wire/kafka-errors.ts';
import { OffsetRates, sumOffsets, sumRates } from './offset-rates.ts';
import { LiveGap, ROWS_MAX, faultOf, offsetAt, requestsOf, type LiveReader } from './reading.ts';

/** Start offsets move by retention: looking at them every few readings is enough. */
const STARTS_EVERY = 10;

/** Reads the offsets of one topic: one request for each broker that leads some of it. */
export function topicReader(name: string): LiveReader {
  const rates = new OffsetRates();
  let reading = 0;
  let starts: { topology: Topology; column: OffsetColumn } | null = null;
  return {
    async read(admin, topology, options) {
      const topic = topology.topicByName.get(name);
      if (topic === undefined) throw new AppError('not_found', `There is no topic “${name}” in this cluster.`);
      const wanted = Uint32Array.from(topic.partitions, (_partition, i) => topic.base + i);
      const isStartDue = starts?.topology !== topology || reading++ % STARTS_EVERY === 0;
      const [end, start] = await Promise.all([
        admin.listOffsets(topology, 'latest', { ...options, wanted }),
        isStartDue ? admin.listOffsets(topology, 'earliest', { ...options, wanted }) : null,
      ]);
      if (start !== null) starts = { topology, column: start };
      const requests = requestsOf(end.brokers) + (start === null ? 0 : requestsOf(start.brokers));
      const fault = faultOf(end.brokers);
      const isNothingKnown = wanted.every((index) => offsetAt(end, index) === null);
      if (isNothingKnown && fault !== null) throw new LiveGap(fault, requests);
      const rows = topic.partitions.map((partition, i): LiveTopic['partitions'][number] & { held: bigint | null } => {
        const index = topic.base + i;
        const endOffset = offsetAt(end, index);
        const startOffset = starts === null ? null : offsetAt(starts.column, index);
        const answeredAt = end.answeredAtByBroker.get(partition.leader ?? -1);
        return {
          partition: partition.partition,
          startOffset: startOffset?.toString() ?? null,
          endOffset: endOffset?.toString() ?? null,
          messagesInPerSecond: rates.next(String(partition.partition), endOffset, answeredAt),
          error: errorName(end.errors[index] ?? 0),
          held: endOffset === null || startOffset === null ? null : endOffset - startOffset,
        };
      });
      return {
        requests,
        isMoved: wanted.some((index) => (end.errors[index] ?? 0) > 0),
        line: {
          type: 'topic',
          tookMs: 0,
          messagesInPerSecond: sumRates(rows.map((row) => row.messagesInPerSecond)),
          offsetsHeld: sumOffsets(rows.map((row) => row.held)),
          partitions: shown(rows).map(({ held: _held, ...row }) => row),
          hidden: Math.max(0, rows.length - ROWS_MAX),
        },
      };
    },
  };
}

function shown<R extends { messagesInPerSecond: number | null }>(rows: readonly R[]): readonly R[] {
  if (rows.length <= ROWS_MAX) return rows;
  return [...rows].sort((a, b) => (b.messagesInPerSecond ?? -1) - (a.messagesInPerSecond ?? -1)).slice(0, ROWS_MAX);
}

function errorName(code: number): string | null {
  if (code === 0) return null;
  if (code === NOT_ASKED_CODE) return 'NO_LEADER';
  return code === UNREACHABLE_CODE ? 'BROKER_UNREACHABLE' : kafkaErrorName(code);
}
