import type { BehindReplica, LogDir, Topology } from '../admin/port.ts';
import { MalformedResponseError } from './malformed-response-error.ts';
import type { Reader } from './reader.ts';
import { denseIndex, topicIndexOf, type TopicIndex } from './topic-index.ts';

const ANSWER_DIR_BYTES_MIN = 5;
const ANSWER_TOPIC_BYTES_MIN = 3;
const ANSWER_PARTITION_BYTES_MIN = 22;
/** Followers named per broker; the rest is counted. */
const FURTHEST_MAX = 20;
/** 2^21: a high half at or above it means 2^53 or more; below 0 the value is negative. */
const WIDE_HIGH_HALF = 0x20_0000;
const TWO_POW_32 = 4_294_967_296;

/** Whose answer is read, and where the sizes of the replicas go that it leads. */
export interface LogDirsSink {
  nodeId: number;
  topology: Topology;
  leaderBytes: Float64Array;
}

/** One directory of an answer, with its error code instead of a fault. */
export type DecodedLogDir = Omit<LogDir, 'fault'> & { errorCode: number };

/** One broker's answer. */
export interface DecodedLogDirs {
  /** That of the whole answer. */
  errorCode: number;
  dirs: DecodedLogDir[];
  /** The followers on this broker that lack most, worst first. */
  furthest: BehindReplica[];
}

/** A sum of 64-bit numbers that is exact, with a bigint only where it must be. */
class ExactSum {
  private wide = 0n;
  private small = 0;

  add(value: number): void {
    if (this.small + value > Number.MAX_SAFE_INTEGER) {
      this.wide += BigInt(this.small);
      this.small = 0;
    }
    this.small += value;
  }

  addWide(value: bigint): void {
    this.wide += value;
  }

  get value(): bigint {
    return this.wide + BigInt(this.small);
  }
}

/**
 * Reads a DescribeLogDirs answer (versions 2 to 5) into sums, without an object per replica: a broker of a large cluster holds tens of thousands.
 * Sizes of replicas that the broker leads go into `sink.leaderBytes`.
 */
export function decodeLogDirs(reader: Reader, sink: LogDirsSink): DecodedLogDirs {
  reader.int32();
  const errorCode = reader.version >= 3 ? reader.int16() : 0;
  const names = topicIndexOf(sink.topology);
  const furthest: BehindReplica[] = [];
  const dirs: DecodedLogDir[] = [];
  const dirCount = reader.arrayLength(ANSWER_DIR_BYTES_MIN);
  for (let d = 0; d < dirCount; d += 1) dirs.push(readDir(reader, names, sink, furthest));
  reader.skipTags();
  return { errorCode, dirs, furthest };
}

function readDir(reader: Reader, names: TopicIndex, sink: LogDirsSink, furthest: BehindReplica[]): DecodedLogDir {
  const { buffer } = reader;
  const errorCode = reader.int16();
  const pathLength = reader.stringLength();
  if (pathLength < 0) throw new MalformedResponseError('directory without a path');
  const path = reader.text(pathLength);
  const bytes = new ExactSum();
  const lag = new ExactSum();
  let replicas = 0;
  let told = 0;
  let behind = 0;
  let movingIn = 0;
  const topicCount = reader.arrayLength(ANSWER_TOPIC_BYTES_MIN);
  for (let t = 0; t < topicCount; t += 1) {
    const nameLength = reader.stringLength();
    if (nameLength < 0) throw new MalformedResponseError('topic without a name');
    const nameStart = reader.take(nameLength);
    const topic = names.find(buffer, nameStart, nameStart + nameLength);
    const partitionCount = reader.arrayLength(ANSWER_PARTITION_BYTES_MIN);
    for (let p = 0; p < partitionCount; p += 1) {
      const at = reader.take(21);
      reader.skipTags();
      const sizeHigh = buffer.readInt32BE(at + 4);
      const size = sizeHigh * TWO_POW_32 + buffer.readUInt32BE(at + 8);
      if (sizeHigh >= 0 && sizeHigh < WIDE_HIGH_HALF) bytes.add(size);
      else bytes.addWide(buffer.readBigInt64BE(at + 4));
      if (buffer[at + 20] !== 0) {
        movingIn += 1;
        continue;
      }
      replicas += 1;
      const partition = buffer.readInt32BE(at);
      const index = topic === null ? -1 : denseIndex(topic, partition);
      if (index >= 0 && topic?.partitions[index - topic.base]?.leader === sink.nodeId) sink.leaderBytes[index] = size;
      const lagHigh = buffer.readInt32BE(at + 12);
      // −1: the broker does not know it of a replica that it is just loading.
      if (lagHigh < 0) continue;
      told += 1;
      const lagLow = buffer.readUInt32BE(at + 16);
      if (lagHigh === 0 && lagLow === 0) continue;
      behind += 1;
      const offsets = buffer.readBigInt64BE(at + 12);
      if (lagHigh < WIDE_HIGH_HALF) lag.add(lagHigh * TWO_POW_32 + lagLow);
      else lag.addWide(offsets);
      if (isAmong(furthest, offsets)) {
        note(furthest, { topic: buffer.toString('utf8', nameStart, nameStart + nameLength), partition, offsets });
      }
    }
    reader.skipTags();
  }
  const totalBytes = reader.version >= 4 ? reader.int64() : -1n;
  const usableBytes = reader.version >= 4 ? reader.int64() : -1n;
  if (reader.version >= 5) reader.int8();
  reader.skipTags();
  return {
    path,
    errorCode,
    totalBytes: totalBytes < 0n ? null : totalBytes,
    usableBytes: usableBytes < 0n ? null : usableBytes,
    replicaBytes: bytes.value,
    replicas,
    told,
    behind,
    lagOffsets: lag.value,
    movingIn,
  };
}

function isAmong(furthest: readonly BehindReplica[], offsets: bigint): boolean {
  return furthest.length < FURTHEST_MAX || offsets > (furthest.at(-1)?.offsets ?? 0n);
}

/** Keeps the list short and in order. */
function note(furthest: BehindReplica[], replica: BehindReplica): void {
  const at = furthest.findIndex((other) => other.offsets < replica.offsets);
  furthest.splice(at < 0 ? furthest.length : at, 0, replica);
  if (furthest.length > FURTHEST_MAX) furthest.pop();
}
