import { gzipSync, zstdCompressSync } from 'node:zlib';
import * as oracle from '@platformatic/kafka';
import { describe, expect, test } from 'vitest';
import { encodeRequest, encodeResponse } from './api.ts';
import { fetch } from './apis/fetch.ts';
import { produce } from './apis/produce.ts';
import { crc32c } from './crc32c.ts';
import { MalformedResponseError } from './malformed-response-error.ts';
import { batchesOf, encodeRecordBatch, firstRecordFrom, recordsOf } from './record-batch.ts';
import { Writer } from './writer.ts';

const WHEN = 1_700_000_000_123;

interface Parts {
  base?: bigint;
  attributes?: number;
  baseTimestamp?: number;
  maxTimestamp?: number;
  /** Offset and time deltas of each record. */
  records?: readonly [offset: number, time: number][];
  lastOffsetDelta?: number;
  pack?: (plain: Buffer) => Buffer;
}

/** A version 2 batch put together by hand, independently of the code under test but for its varints. */
function batch(parts: Parts): Buffer {
  const { base = 0n, attributes = 0, records = [[0, 0]], pack = (plain) => plain } = parts;
  const body = new Writer(2, true);
  for (const [offset, time] of records) {
    const one = new Writer(2, true);
    one.int8(0);
    one.varint(time);
    one.varint(offset);
    one.varint(-1);
    one.varint(1);
    one.raw(Buffer.from('v'));
    one.varint(0);
    const bytes = one.finish();
    body.varint(bytes.length);
    body.raw(bytes);
  }
  const packed = pack(body.finish());
  const whole = Buffer.alloc(61 + packed.length);
  whole.writeBigInt64BE(base, 0);
  whole.writeInt32BE(whole.length - 12, 8);
  whole.writeInt8(2, 16);
  whole.writeInt16BE(attributes, 21);
  whole.writeInt32BE(parts.lastOffsetDelta ?? Math.max(0, ...records.map(([offset]) => offset)), 23);
  whole.writeBigInt64BE(BigInt(parts.baseTimestamp ?? WHEN), 27);
  whole.writeBigInt64BE(BigInt(parts.maxTimestamp ?? WHEN + Math.max(0, ...records.map(([, time]) => time))), 35);
  whole.writeInt32BE(records.length, 57);
  packed.copy(whole, 61);
  whole.writeUInt32BE(crc32c(whole.subarray(21)), 17);
  return whole;
}

const only = (bytes: Buffer) => {
  const [first] = [...batchesOf(bytes)];
  if (first === undefined) throw new Error('no batch');
  return first;
};
const firstFrom = (bytes: Buffer, offset: bigint) => firstRecordFrom(only(bytes), offset);

const three: Parts = {
  base: 100n,
  records: [
    [0, 0],
    [1, 40],
    [2, 70],
  ],
};

describe('packed batches', () => {
  const [head] = batchesOf(batch({ lastOffsetDelta: 9 }));
  const packed = gzipSync(Buffer.concat([head?.bytes.subarray(61) ?? Buffer.alloc(0), Buffer.alloc(4 << 20)]), { level: 1 });
  /** A batch that is small as it comes and holds 4 MiB. */
  const bomb = (base: bigint) => batch({ base, attributes: 1, lastOffsetDelta: 9, pack: () => packed });

  test('what one answer unpacks is bounded however many it holds', () => {
    const batches = [...batchesOf(Buffer.concat(Array.from({ length: 50 }, (_none, i) => bomb(BigInt(i * 10)))))];
    // Unpacked, the one record of each lies before the asked offset; where it is not unpacked only the header tells.
    const unpacked = batches.map((one) => firstRecordFrom(one, one.baseOffset + 5n) === null);
    expect(unpacked.filter(Boolean)).toHaveLength(3);
    expect(unpacked.lastIndexOf(true)).toBe(2);
  });

  test('whoever expects small records unpacks no large ones', () => {
    expect([...batchesOf(bomb(0n), 1 << 20)].flatMap(recordsOf)).toEqual([]);
    expect([...batchesOf(bomb(0n))].flatMap(recordsOf)).toHaveLength(1);
  });
});

describe('checksum', () => {
  test('equals the published check value', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe306_9283);
    expect(crc32c(Buffer.alloc(32))).toBe(0x8a91_36aa);
  });
});

describe('encoding', () => {
  test('a Produce request has the same bytes as the oracle’s', () => {
    const value = Buffer.from('farol');
    const records = encodeRecordBatch(value, WHEN);
    const request = {
      transactionalId: null,
      acks: -1,
      timeoutMs: 5000,
      topicData: [{ name: 'pedidos', partitionData: [{ index: 2, records }] }],
    };
    const { produceV9 } = oracle as unknown as { produceV9: { createRequest(...args: unknown[]): { buffer: Buffer } } };
    const theirs = produceV9.createRequest(
      -1,
      5000,
      [{ topic: 'pedidos', partition: 2, value, timestamp: BigInt(WHEN) }],
      {},
    ).buffer;
    const ours = encodeRequest(produce, 9, request).subarray(1);
    const start = ours.indexOf(records);
    // It writes 0 where Kafka's own clients write −1 (leader epoch; producer epoch and sequence), and so another checksum.
    const masked = (bytes: Buffer): string => {
      const copy = Buffer.from(bytes);
      copy
        .fill(0, start + 12, start + 16)
        .fill(0, start + 17, start + 21)
        .fill(0, start + 51, start + 57);
      return copy.toString('hex');
    };
    expect(masked(ours)).toBe(masked(theirs));
  });

  test('a Fetch answer with the batch is read by the oracle', () => {
    const response = {
      throttleTimeMs: 0,
      errorCode: 0,
      sessionId: 0,
      responses: [
        {
          topic: 'pedidos',
          partitions: [
            {
              partitionIndex: 0,
              errorCode: 0,
              highWatermark: 1n,
              lastStableOffset: 1n,
              logStartOffset: 0n,
              abortedTransactions: null,
              preferredReadReplica: -1,
              records: encodeRecordBatch(Buffer.from('farol'), WHEN),
            },
          ],
        },
      ],
    };
    const { fetchV12, Reader } = oracle as unknown as {
      fetchV12: { parseResponse(...args: unknown[]): unknown };
      Reader: { from(buffer: Buffer): unknown };
    };
    const read = fetchV12.parseResponse(1, 1, 12, Reader.from(encodeResponse(fetch, 12, response).subarray(1)));
    expect(read).toMatchObject({
      responses: [{ partitions: [{ records: [{ firstTimestamp: BigInt(WHEN), records: [{ value: Buffer.from('farol') }] }] }] }],
    });
  });

  test('a batch survives the way there and back', () => {
    const records = recordsOf(only(encodeRecordBatch(Buffer.from('farol'), WHEN)));
    expect(records).toEqual([{ offset: 0n, timestampMs: WHEN, value: Buffer.from('farol') }]);
  });

  test('any single damaged byte is noticed by the checksum or the header', () => {
    const bytes = encodeRecordBatch(Buffer.from('farol'), WHEN);
    for (let at = 21; at < bytes.length; at += 1) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      expect(() => [...batchesOf(damaged)].flatMap(recordsOf), `byte ${at}`).toThrow(MalformedResponseError);
    }
  });
});

describe('the first record from an offset on', () => {
  test('is told by the header where the batch begins there', () => {
    expect(firstFrom(batch(three), 100n)).toEqual({ offset: 100n, timestampMs: WHEN });
    expect(firstFrom(batch(three), 7n)).toEqual({ offset: 100n, timestampMs: WHEN });
  });

  test('is read from the records where the offset lies within the batch', () => {
    expect(firstFrom(batch(three), 101n)).toEqual({ offset: 101n, timestampMs: WHEN + 40 });
  });

  test.each([
    ['gzip', 1, gzipSync],
    ['zstd', 4, zstdCompressSync],
  ] as const)('is found in a %s batch', (_name, attributes, pack) => {
    const bytes = batch({ ...three, attributes, pack: (plain) => pack(plain) });
    expect(firstFrom(bytes, 102n)).toEqual({ offset: 102n, timestampMs: WHEN + 70 });
  });

  test.each([2, 3])('has the batch’s first time where codec %i cannot be undone', (attributes) => {
    expect(firstFrom(batch({ ...three, attributes, pack: () => Buffer.from('?') }), 102n)).toEqual({
      offset: 102n,
      timestampMs: WHEN,
    });
  });

  test('has the time of appending where the topic says so', () => {
    expect(firstFrom(batch({ ...three, attributes: 8, maxTimestamp: WHEN + 500 }), 101n)).toEqual({
      offset: 101n,
      timestampMs: WHEN + 500,
    });
  });

  test('skips what compaction removed', () => {
    const bytes = batch({ base: 100n, records: [[4, 40]], lastOffsetDelta: 9 });
    expect(firstFrom(bytes, 100n)).toEqual({ offset: 104n, timestampMs: WHEN + 40 });
    expect(firstFrom(bytes, 105n)).toBeNull();
  });

  test('does not take a delete horizon for a time', () => {
    const bytes = batch({ base: 100n, attributes: 0x40, baseTimestamp: WHEN + 9000, maxTimestamp: WHEN, records: [[0, -9000]] });
    expect(firstFrom(bytes, 100n)).toEqual({ offset: 100n, timestampMs: WHEN });
  });

  test('is none in a transaction marker, an emptied batch and one that ends before', () => {
    expect(firstFrom(batch({ ...three, attributes: 0x20 }), 100n)).toBeNull();
    expect(firstFrom(batch({ base: 100n, records: [], lastOffsetDelta: 3 }), 100n)).toBeNull();
    expect(firstFrom(batch(three), 103n)).toBeNull();
  });

  test('is told by the header of a batch that was cut off', () => {
    expect(firstFrom(batch(three).subarray(0, 64), 102n)).toEqual({ offset: 102n, timestampMs: WHEN });
  });

  test('a batch that claims to grow beyond any measure is not unpacked', () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    expect(firstFrom(batch({ ...three, attributes: 1, pack: () => bomb }), 102n)).toEqual({ offset: 102n, timestampMs: WHEN });
  });
});

describe('hostile batches', () => {
  test('impossible sizes, counts and offsets are malformed', () => {
    const damaged = (at: number, value: number): Buffer => {
      const bytes = batch(three);
      bytes.writeInt32BE(value, at);
      return bytes;
    };
    for (const bytes of [damaged(8, -5), damaged(8, 3), damaged(23, -1), damaged(57, -1)]) {
      expect(() => [...batchesOf(bytes)]).toThrow(MalformedResponseError);
    }
    expect(() => [...batchesOf(Buffer.concat([batch(three), batch(three)]))]).toThrow(MalformedResponseError);
  });

  test('a size beyond the answer is a cut, and a count beyond the records is malformed', () => {
    const long = batch(three);
    long.writeInt32BE(0x7fff_fff0, 8);
    expect(only(long).complete).toBe(false);
    const many = batch({ ...three, records: [[0, 0]], lastOffsetDelta: 5 });
    many.writeInt32BE(0x7fff_ffff, 57);
    expect(() => firstFrom(many, 104n)).toThrow(MalformedResponseError);
  });
});
