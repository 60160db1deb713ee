import { apis } from '#lib/kafka/wire/apis/index.ts';
import { defineAnswer, type Answer } from './answer.ts';

const UNKNOWN_TOPIC = 3;
const NOT_LEADER = 6;
const OFFSET_OUT_OF_RANGE = 1;

/** Fills an answer as brokers do: the first partition with data gets its records whatever their size, later ones only what still fits. */
const fetch = defineAnswer(apis.fetch, (request, { state, nodeId }) => {
  let left = request.maxBytes;
  let given = 0;
  return {
    throttleTimeMs: 0,
    errorCode: 0,
    sessionId: 0,
    responses: request.topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map(({ partition: partitionIndex, fetchOffset, partitionMaxBytes }) => {
        const nothing = { partitionIndex, abortedTransactions: null, preferredReadReplica: -1, records: Buffer.alloc(0) };
        const offsets = { highWatermark: -1n, lastStableOffset: -1n, logStartOffset: -1n };
        const partition = state.topics.find(({ name }) => name === topic)?.partitions[partitionIndex];
        if (partition === undefined) return { ...nothing, ...offsets, errorCode: UNKNOWN_TOPIC };
        if (partition.leader !== nodeId) return { ...nothing, ...offsets, errorCode: NOT_LEADER };
        const { startOffset, endOffset, stableOffset = endOffset } = partition;
        if (fetchOffset < startOffset || fetchOffset > endOffset)
          return { ...nothing, ...offsets, errorCode: OFFSET_OUT_OF_RANGE };
        const records = fetchOffset < endOffset ? (partition.batches ?? nothing.records) : nothing.records;
        const fits = given === 0 || records.length <= Math.min(left, partitionMaxBytes);
        if (fits && records.length > 0) {
          given += 1;
          left -= records.length;
        }
        return {
          ...nothing,
          errorCode: 0,
          highWatermark: endOffset,
          lastStableOffset: stableOffset,
          logStartOffset: startOffset,
          records: fits ? records : nothing.records,
        };
      }),
    })),
  };
});

/** What a healthy broker answers to the APIs that read records. */
export const RECORD_ANSWERS: readonly Answer[] = [fetch];
