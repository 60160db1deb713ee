import type { Topology } from '../admin/port.ts';
import { MalformedResponseError } from './malformed-response-error.ts';
import type { Reader } from './reader.ts';
import { denseIndex, topicIndexOf, type TopicIndex } from './topic-index.ts';

const ANSWER_GROUP_BYTES_MIN = 5;
const ANSWER_TOPIC_BYTES_MIN = 3;
const ANSWER_PARTITION_BYTES_MIN = 20;
const ROWS_START = 4096;
const WIDE_HIGH_HALF = 0x20_0000;
const TWO_POW_32 = 4_294_967_296;

/** Rows of one answer, growing as it is read; see `CommittedColumns` for their meaning. */
export class CommitRows {
  count = 0;
  partitionIndex = new Int32Array(ROWS_START);
  offsets = new Float64Array(ROWS_START);
  errors = new Int16Array(ROWS_START);
  readonly wide = new Map<number, bigint>();
  readonly strangers = new Map<number, { topic: string; partition: number }>();

  /** Makes room for one more row and returns its place. */
  add(): number {
    const row = this.count;
    if (row === this.offsets.length) {
      const size = row * 2;
      const partitionIndex = new Int32Array(size);
      partitionIndex.set(this.partitionIndex);
      this.partitionIndex = partitionIndex;
      const offsets = new Float64Array(size);
      offsets.set(this.offsets);
      this.offsets = offsets;
      const errors = new Int16Array(size);
      errors.set(this.errors);
      this.errors = errors;
    }
    this.count = row + 1;
    return row;
  }
}

/** One group in an answer: its rows are `[from, to)` of the answer's `CommitRows`. */
export interface GroupCommits {
  groupId: string;
  errorCode: number;
  from: number;
  to: number;
}

function readTopics(reader: Reader, names: TopicIndex, rows: CommitRows): void {
  const { buffer } = reader;
  const topicCount = reader.arrayLength(ANSWER_TOPIC_BYTES_MIN);
  for (let t = 0; t < topicCount; t += 1) {
    const nameLength = reader.stringLength();
    if (nameLength < 0) throw new MalformedResponseError('topic without a name');
    const nameStart = reader.take(nameLength);
    const topic = names.find(buffer, nameStart, nameStart + nameLength);
    const partitionCount = reader.arrayLength(ANSWER_PARTITION_BYTES_MIN);
    for (let p = 0; p < partitionCount; p += 1) {
      const at = reader.take(16);
      const metadataLength = reader.stringLength();
      if (metadataLength > 0) reader.take(metadataLength);
      const errorCode = reader.int16();
      reader.skipTags();
      const high = buffer.readInt32BE(at + 4);
      // Kafka writes −1 for "no commit", which is no row.
      if (errorCode === 0 && high < 0) continue;
      const row = rows.add();
      const partition = buffer.readInt32BE(at);
      const index = topic === null ? -1 : denseIndex(topic, partition);
      rows.partitionIndex[row] = index;
      rows.errors[row] = errorCode;
      rows.offsets[row] = errorCode === 0 ? high * TWO_POW_32 + buffer.readUInt32BE(at + 8) : Number.NaN;
      if (errorCode === 0 && high >= WIDE_HIGH_HALF) rows.wide.set(row, buffer.readBigInt64BE(at + 4));
      if (index < 0) rows.strangers.set(row, { topic: buffer.toString('utf8', nameStart, nameStart + nameLength), partition });
    }
    reader.skipTags();
  }
}

/** Reads an OffsetFetch answer (versions 7 to 9) into `rows`. Below version 8 the answer holds one group and does not name it: that is `soleGroupId`. */
export function decodeOffsetFetch(reader: Reader, topology: Topology, rows: CommitRows, soleGroupId: string): GroupCommits[] {
  const names = topicIndexOf(topology);
  reader.int32();
  if (reader.version < 8) {
    const from = rows.count;
    readTopics(reader, names, rows);
    const errorCode = reader.int16();
    reader.skipTags();
    return [{ groupId: soleGroupId, errorCode, from, to: rows.count }];
  }
  const groups: GroupCommits[] = [];
  const groupCount = reader.arrayLength(ANSWER_GROUP_BYTES_MIN);
  for (let g = 0; g < groupCount; g += 1) {
    const nameLength = reader.stringLength();
    if (nameLength < 0) throw new MalformedResponseError('group without an id');
    const groupId = reader.text(nameLength);
    const from = rows.count;
    readTopics(reader, names, rows);
    const errorCode = reader.int16();
    reader.skipTags();
    groups.push({ groupId, errorCode, from, to: rows.count });
  }
  reader.skipTags();
  return groups;
}
