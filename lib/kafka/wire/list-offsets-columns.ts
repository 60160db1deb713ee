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

/** Where the indexes of each topic end: run `r` is of topic `topics[r]` and ends before `ends[r]`. One pass over the topics, no search, no object per run: a leader of a large cluster has thousands. */
function topicRuns(topology: Topology, indexes: Uint32Array): { count: number; topics: Uint32Array; ends: Uint32Array } {
  const most = Math.min(topology.topics.length, indexes.length);
  const runs = { count: 0, topics: new Uint32Array(most), ends: new Uint32Array(most) };
  let position = 0;
  for (let t = 0; t < topology.topics.length && position < indexes.length; t += 1) {
    const topic = topology.topics[t];
    const end = (topic?.base ?? 0) + (topic?.partitions.length ?? 0);
    const from = position;
    while (position < indexes.length && (indexes[position] ?? 0) < end) position += 1;
    if (position === from) continue;
    runs.topics[runs.count] = t;
    runs.ends[runs.count] = position;
    runs.count += 1;
  }
  return runs;
}

/** Encodes a ListOffsets request (versions 6 to 11) for some partitions of one leader. */
export function encodeListOffsets(version: number, asked: OffsetsAsked): Buffer {
  const { topology, indexes } = asked;
  const runs = topicRuns(topology, indexes);
  const names = topicIndexOf(topology);
  let nameBytes = 0;
  for (let r = 0; r < runs.count; r += 1) nameBytes += names.nameBytes(runs.topics[r] ?? 0).length;
  const size = REQUEST_BYTES_MAX + nameBytes + runs.count * TOPIC_BYTES_MAX + indexes.length * PARTITION_BYTES;
  // In halves: writing a bigint makes several more.
  const timestampHigh = Number(BigInt.asIntN(32, asked.timestamp >> 32n));
  const timestampLow = Number(BigInt.asIntN(32, asked.timestamp));
  const writer = startRequest(listOffsets, version, size);
  writer.int32(-1);
  writer.int8(asked.isolationLevel);
  writer.arrayLength(runs.count);
  let at = 0;
  for (let r = 0; r < runs.count; r += 1) {
    const t = runs.topics[r] ?? 0;
    const end = runs.ends[r] ?? at;
    const name = names.nameBytes(t);
    const topic = topology.topics[t];
    writer.stringLength(name.length);
    writer.raw(name);
    writer.arrayLength(end - at);
    for (; at < end; at += 1) {
      const partition = topic?.partitions[(indexes[at] ?? 0) - topic.base];
      writer.int32(partition?.partition ?? 0);
      writer.int32(UNKNOWN_LEADER_EPOCH);
      writer.int32(timestampHigh);
      writer.int32(timestampLow);
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
