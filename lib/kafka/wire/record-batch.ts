import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { crc32c } from './crc32c.ts';
import { MalformedResponseError } from './malformed-response-error.ts';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';

/** Offset and length of an entry: what must be there before its size is known. */
const LOG_OVERHEAD = 12;
const MAGIC_AT = 16;
const CRC_AT = 17;
/** Where the part begins that the checksum covers. */
const ATTRIBUTES_AT = 21;
/** Bytes of a version 2 batch before its records. */
const HEADER_BYTES = 61;
/** Bytes of a message of the old formats (0.10 and earlier) up to its timestamp. */
const LEGACY_BYTES_MIN = 18;
const LEGACY_TIMESTAMP_AT = 18;
const MAGIC = 2;

const COMPRESSION_MASK = 0x07;
const LOG_APPEND_TIME = 0x08;
const CONTROL = 0x20;
/** The base timestamp is a delete horizon then (KIP-534), no record's time. */
const DELETE_HORIZON = 0x40;

const GZIP = 1;
const ZSTD = 4;
/** Largest expansion that is undone, all batches of one answer together: a hostile one may claim gigabytes, and a thousand small ones hold up everything else. */
const EXPANDED_BYTES_MAX = 16 * 1024 * 1024;
/** Most records of one batch that are looked at one by one. */
const RECORDS_MAX = 1_000_000;
/** Most records of one batch that are kept together. */
const RECORDS_KEPT_MAX = 10_000;

/** What the header of one batch tells. A message of the old formats counts as a batch of one. */
export interface Batch {
  magic: number;
  baseOffset: bigint;
  lastOffset: bigint;
  /** Holds only a transaction marker or another record of the broker's own. */
  control: boolean;
  /** 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd. */
  compression: number;
  logAppendTime: boolean;
  deleteHorizon: boolean;
  /** Epoch ms; −1 = none. */
  baseTimestamp: bigint;
  /** Epoch ms; −1 = none. */
  maxTimestamp: bigint;
  /** 0 for a batch whose records were all compacted away. */
  recordCount: number;
  /** False for the last batch of an answer that was cut off. */
  complete: boolean;
  /** The batch's bytes from its first to its last that is there. */
  bytes: Buffer;
  /** What may still be unpacked of this batch and its neighbours. */
  unpacking: Unpacking;
}

/** Shared by the batches of one answer; goes down as they are unpacked. */
interface Unpacking {
  bytesLeft: number;
}

function legacyBatch(bytes: Buffer, baseOffset: bigint, magic: number, complete: boolean): Omit<Batch, 'unpacking'> {
  const timestamp = magic === 1 && bytes.length >= LEGACY_TIMESTAMP_AT + 8 ? bytes.readBigInt64BE(LEGACY_TIMESTAMP_AT) : -1n;
  return {
    magic,
    baseOffset,
    lastOffset: baseOffset,
    control: false,
    compression: (bytes[MAGIC_AT + 1] ?? 0) & COMPRESSION_MASK,
    logAppendTime: false,
    deleteHorizon: false,
    baseTimestamp: timestamp,
    maxTimestamp: timestamp,
    recordCount: 1,
    complete,
    bytes,
  };
}

/** The batches in the records of a Fetch answer, in their order. A last one without a whole header is left out, as a fetch cuts where its limit is. `expandedBytesMax` bounds what is unpacked of all of them. Throws `MalformedResponseError`. */
export function* batchesOf(records: Buffer, expandedBytesMax = EXPANDED_BYTES_MAX): Generator<Batch> {
  const unpacking = { bytesLeft: expandedBytesMax };
  let lastOffset: bigint | null = null;
  for (let at = 0; records.length - at >= MAGIC_AT + 1;) {
    const size = records.readInt32BE(at + 8) + LOG_OVERHEAD;
    const magic = records.readInt8(at + MAGIC_AT);
    if (magic < 0 || magic > MAGIC) throw new MalformedResponseError(`record batch of unknown format ${magic}`);
    if (size < (magic === MAGIC ? HEADER_BYTES : LEGACY_BYTES_MIN))
      throw new MalformedResponseError('record batch shorter than its header');
    const bytes = records.subarray(at, at + size);
    const complete = bytes.length === size;
    at += size;
    if (bytes.length < (magic === MAGIC ? HEADER_BYTES : LEGACY_BYTES_MIN)) return;
    const baseOffset = bytes.readBigInt64BE(0);
    if (magic < MAGIC) {
      yield { ...legacyBatch(bytes, baseOffset, magic, complete), unpacking };
      continue;
    }
    const attributes = bytes.readInt16BE(ATTRIBUTES_AT);
    const lastOffsetDelta = bytes.readInt32BE(23);
    const recordCount = bytes.readInt32BE(57);
    const last = baseOffset + BigInt(lastOffsetDelta);
    if (baseOffset < 0n || lastOffsetDelta < 0 || recordCount < 0 || (lastOffset !== null && baseOffset <= lastOffset)) {
      throw new MalformedResponseError('record batch with impossible offsets');
    }
    lastOffset = last;
    yield {
      magic,
      baseOffset,
      lastOffset: last,
      control: (attributes & CONTROL) !== 0,
      compression: attributes & COMPRESSION_MASK,
      logAppendTime: (attributes & LOG_APPEND_TIME) !== 0,
      deleteHorizon: (attributes & DELETE_HORIZON) !== 0,
      baseTimestamp: bytes.readBigInt64BE(27),
      maxTimestamp: bytes.readBigInt64BE(35),
      recordCount,
      complete,
      bytes,
      unpacking,
    };
  }
}

/** One record of a batch. */
export interface BatchRecord {
  offset: bigint;
  /** Epoch ms; null when the record bears none. */
  timestampMs: number | null;
  value: Buffer | null;
}

function timeOf(timestamp: bigint): number | null {
  return timestamp < 0n ? null : Number(timestamp);
}

/** The batch's records as they stand after decompression; null when we cannot undo it (snappy, lz4, cut off, or too large). */
function plainRecords({ bytes, compression, complete, unpacking }: Batch): Buffer | null {
  const packed = bytes.subarray(HEADER_BYTES);
  if (compression === 0) return packed;
  const unpack = compression === GZIP ? gunzipSync : compression === ZSTD ? zstdDecompressSync : null;
  if (!complete || unpack === null || unpacking.bytesLeft <= 0) return null;
  try {
    const plain = unpack(packed, { maxOutputLength: unpacking.bytesLeft });
    unpacking.bytesLeft -= plain.length;
    return plain;
  } catch {
    // Too large or broken: how far it came is not told, so no other is tried.
    unpacking.bytesLeft = 0;
    return null;
  }
}

function* readRecords(batch: Batch, plain: Buffer): Generator<BatchRecord> {
  const reader = new Reader(plain, MAGIC, true);
  for (let i = 0; i < Math.min(batch.recordCount, RECORDS_MAX); i += 1) {
    const length = reader.varint();
    const end = reader.offset + length;
    reader.int8();
    const timestampDelta = reader.varlong();
    const offset = batch.baseOffset + BigInt(reader.varint());
    const timestamp = batch.logAppendTime ? batch.maxTimestamp : batch.baseTimestamp + timestampDelta;
    const keyLength = reader.varint();
    if (keyLength > 0) reader.take(keyLength);
    const valueLength = reader.varint();
    const valueAt = valueLength > 0 ? reader.take(valueLength) : reader.offset;
    const value = valueLength < 0 ? null : plain.subarray(valueAt, reader.offset);
    if (end < reader.offset) throw new MalformedResponseError('record shorter than its fields');
    // Headers are of no interest here.
    reader.take(end - reader.offset);
    yield { offset, timestampMs: timeOf(timestamp), value };
  }
}

/** The records (at most 10,000) of a whole batch of the current format, with its checksum verified; none where it cannot be unpacked. Throws `MalformedResponseError`. */
export function recordsOf(batch: Batch): BatchRecord[] {
  if (batch.magic !== MAGIC || !batch.complete) return [];
  if (crc32c(batch.bytes.subarray(ATTRIBUTES_AT)) !== batch.bytes.readUInt32BE(CRC_AT)) {
    throw new MalformedResponseError('record batch with a wrong checksum');
  }
  const plain = plainRecords(batch);
  const records: BatchRecord[] = [];
  for (const record of plain === null ? [] : readRecords(batch, plain)) {
    if (records.length === RECORDS_KEPT_MAX) break;
    records.push(record);
  }
  return records;
}

/** The first record from `offset` on, as far as the header tells: exact when no record is missing from the batch and it begins there, or all its records bear one time. */
function firstByHeader(batch: Batch, offset: bigint): { exact: boolean; first: { offset: bigint; timestampMs: number | null } } {
  const whole = BigInt(batch.recordCount) === batch.lastOffset - batch.baseOffset + 1n;
  const atStart = batch.baseOffset >= offset;
  const oneTime = batch.logAppendTime || (batch.baseTimestamp === batch.maxTimestamp && !batch.deleteHorizon);
  const time = batch.logAppendTime || batch.deleteHorizon ? batch.maxTimestamp : batch.baseTimestamp;
  return {
    exact: whole && (oneTime || (atStart && !batch.deleteHorizon)),
    first: { offset: atStart ? batch.baseOffset : offset, timestampMs: timeOf(time) },
  };
}

/**
 * The first record of the batch at or after `offset`; null when there is none.
 * Records are unpacked only where the header does not tell. Where they cannot be (snappy, lz4, cut off, the old formats compressed), the time is the
 * batch's first one, which is at most the batch's own span too early, and the offset is the lowest it can be.
 */
export function firstRecordFrom(batch: Batch, offset: bigint): { offset: bigint; timestampMs: number | null } | null {
  if (batch.control || batch.recordCount === 0 || batch.lastOffset < offset) return null;
  const byHeader = firstByHeader(batch, offset);
  if (byHeader.exact) return byHeader.first;
  if (batch.magic !== MAGIC) {
    // The wrapper of a compressed set bears the offset of its last message.
    return batch.compression === 0 ? byHeader.first : { offset, timestampMs: byHeader.first.timestampMs };
  }
  const plain = plainRecords(batch);
  if (plain === null) return byHeader.first;
  try {
    for (const record of readRecords(batch, plain)) {
      if (record.offset >= offset) return { offset: record.offset, timestampMs: record.timestampMs };
    }
  } catch (error) {
    // The cut runs through the records that come first.
    if (error instanceof MalformedResponseError && !batch.complete) return byHeader.first;
    throw error;
  }
  return batch.complete ? null : byHeader.first;
}

/** A batch of one uncompressed record without key and headers, ready for Produce. `timestampMs` is epoch ms. */
export function encodeRecordBatch(value: Buffer, timestampMs: number): Buffer {
  const body = new Writer(MAGIC, true);
  body.int8(0);
  body.varint(0);
  body.varint(0);
  body.varint(-1);
  body.varint(value.length);
  body.raw(value);
  body.varint(0);
  const record = body.finish();
  const covered = new Writer(MAGIC, true);
  covered.int16(0);
  covered.int32(0);
  covered.int64(BigInt(timestampMs));
  covered.int64(BigInt(timestampMs));
  // No idempotent producer: id, epoch and sequence −1.
  covered.int64(-1n);
  covered.int16(-1);
  covered.int32(-1);
  covered.int32(1);
  covered.varint(record.length);
  covered.raw(record);
  const checked = covered.finish();
  const head = Buffer.alloc(ATTRIBUTES_AT);
  head.writeInt32BE(checked.length + ATTRIBUTES_AT - LOG_OVERHEAD, 8);
  head.writeInt32BE(-1, 12);
  head.writeInt8(MAGIC, MAGIC_AT);
  head.writeUInt32BE(crc32c(checked), CRC_AT);
  return Buffer.concat([head, checked]);
}
