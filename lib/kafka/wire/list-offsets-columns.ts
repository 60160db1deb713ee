import type { Topology } from '../admin/port.ts';
import { startRequest } from './api.ts';
import { listOffsets } from './apis/list-offsets.ts';
import { MalformedResponseError } from './malformed-response-error.ts';
import type { Reader } from './reader.ts';
import { denseIndex, topicIndexOf } from './topic-index.ts';

/** Index, epoch, timestamp and tags of one partition in a request. */
const PARTITION_BYTES = 17;
/** Lengths and tags of one topic in a request, beside its name. */
const TOPIC_BYTES_MAX = 9;
const REQUEST_BYTES_MAX = 32;
const ANSWER_PARTITION_BYTES_MIN = 27;
const ANSWER_TOPIC_BYTES_MIN = 3;
const UNKNOWN_LEADER_EPOCH = -1;
/** 2^21: a high half at or above it means 2^53 or more. */
const WIDE_HIGH_HALF = 0x20_0000;
const TWO_POW_32 = 4_294_967_296;
/** Kafka's UNKNOWN_SERVER_ERROR, for an answer without error and without offset. */
const NO_OFFSET_CODE = -1;

/** The columns that answers of ListOffsets are written into; see `OffsetColumn`. */
export interface OffsetSink {
  values: Float64Array;
  errors: Int16Array;
  wide: Map<number, bigint>;
}

/** What to ask of one leader: dense indexes in ascending order, so that partitions of a topic stand together. */
export interface OffsetsAsked {
  topology: Topology;
  indexes: Uint32Array;
  isolationLevel: 0 | 1;
  /** −1 latest, −2 earliest. */
  timestamp: bigint;
  timeoutMs: number;
}

/** For each dense index the position of its topic. One pass over the topics, no search. */
function topicRuns(topology: Topology, indexes: Uint32Array): { topic: number; from: number; to: number }[] {
  const runs: { topic: number; from: number; to: number }[] = [];
  let position = 0;
  topology.topics.forEach((topic, topicAt) => {
    const from = position;
    const end = topic.base + topic.partitions.length;
    while (position < indexes.length && (indexes[position] ?? 0) < end) position += 1;
    if (position > from) runs.push({ topic: topicAt, from, to: position });
  });
  return runs;
}

/** Encodes a ListOffsets request (versions 6 to 11) for some partitions of one leader. */
export function encodeListOffsets(version: number, asked: OffsetsAsked): Buffer {
  const { topology, indexes } = asked;
  const runs = topicRuns(topology, indexes);
  const names = topicIndexOf(topology);
  const nameBytes = runs.reduce((sum, run) => sum + names.nameBytes(run.topic).length, 0);
  const size = REQUEST_BYTES_MAX + nameBytes + runs.length * TOPIC_BYTES_MAX + indexes.length * PARTITION_BYTES;
  const writer = startRequest(listOffsets, version, size);
  writer.int32(-1);
  writer.int8(asked.isolationLevel);
  writer.arrayLength(runs.length);
  for (const run of runs) {
    const name = names.nameBytes(run.topic);
    const topic = topology.topics[run.topic];
    writer.stringLength(name.length);
    writer.raw(name);
    writer.arrayLength(run.to - run.from);
    for (let at = run.from; at < run.to; at += 1) {
      const partition = topic?.partitions[(indexes[at] ?? 0) - topic.base];
      writer.int32(partition?.partition ?? 0);
      writer.int32(UNKNOWN_LEADER_EPOCH);
      writer.int64(asked.timestamp);
      writer.noTags();
    }
    writer.noTags();
  }
  if (version >= 10) writer.int32(asked.timeoutMs);
  writer.noTags();
  return writer.finish();
}

/** Reads a ListOffsets answer (versions 6 to 11) into dense columns. Topics and partitions that the topology lacks are skipped: we did not ask for them. */
export function decodeListOffsets(reader: Reader, topology: Topology, sink: OffsetSink): void {
  const names = topicIndexOf(topology);
  const { buffer } = reader;
  reader.int32();
  const topicCount = reader.arrayLength(ANSWER_TOPIC_BYTES_MIN);
  for (let t = 0; t < topicCount; t += 1) {
    const nameLength = reader.stringLength();
    if (nameLength < 0) throw new MalformedResponseError('topic without a name');
    const nameStart = reader.take(nameLength);
    const topic = names.find(buffer, nameStart, nameStart + nameLength);
    const partitionCount = reader.arrayLength(ANSWER_PARTITION_BYTES_MIN);
    for (let p = 0; p < partitionCount; p += 1) {
      const at = reader.take(26);
      reader.skipTags();
      const index = topic === null ? -1 : denseIndex(topic, buffer.readInt32BE(at));
      if (index < 0) continue;
      const errorCode = buffer.readInt16BE(at + 4);
      const high = buffer.readInt32BE(at + 14);
      const offset = high * TWO_POW_32 + buffer.readUInt32BE(at + 18);
      const known = errorCode === 0 && offset >= 0;
      sink.errors[index] = errorCode === 0 && !known ? NO_OFFSET_CODE : errorCode;
      sink.values[index] = known ? offset : Number.NaN;
      if (known && high >= WIDE_HIGH_HALF) sink.wide.set(index, buffer.readBigInt64BE(at + 14));
    }
    reader.skipTags();
  }
  reader.skipTags();
}
