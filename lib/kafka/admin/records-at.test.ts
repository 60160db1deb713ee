import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeRecordBatch } from '../wire/record-batch.ts';
import { crc32c } from '../wire/crc32c.ts';
import { FakeBench, smallState } from '#lib/testing/fake-broker/small-cluster.ts';
import { fakePartition, fakeTopicId, type FakePartition } from '#lib/testing/fake-broker/fake-state.ts';

const WHEN = 1_700_000_000_000;
let bench: FakeBench;

beforeEach(() => {
  bench = new FakeBench();
});
afterEach(() => bench.close());

/** A batch of one record at `offset`; a transaction marker when `control`. */
function at(offset: bigint, options: { control?: boolean; bytes?: number } = {}): Buffer {
  const bytes = encodeRecordBatch(Buffer.alloc(options.bytes ?? 1), WHEN + Number(offset));
  bytes.writeBigInt64BE(offset, 0);
  if (options.control) bytes.writeInt16BE(0x20, 21);
  bytes.writeUInt32BE(crc32c(bytes.subarray(21)), 17);
  return bytes;
}

async function ask(partitions: FakePartition[], asked: readonly { index: number; offset: bigint }[], requestsMax?: number) {
  const topic = { name: 'r', topicId: fakeTopicId(9), internal: false, partitions };
  const cluster = await bench.cluster({ state: { ...smallState(), topics: [topic] } });
  const client = bench.client(cluster);
  const topology = await client.topology();
  const before = client.cost().requestsByApi['Fetch'] ?? 0;
  const items = await client.recordsAt(topology, asked, { requestsMax });
  return { items, fetches: (client.cost().requestsByApi['Fetch'] ?? 0) - before };
}

describe('recordsAt', () => {
  test('gives the next record, or says that only markers follow', async () => {
    const { items, fetches } = await ask(
      [
        fakePartition([1], { endOffset: 12n, batches: Buffer.concat([at(9n), at(10n, { control: true }), at(11n)]) }),
        fakePartition([1], { endOffset: 12n, batches: Buffer.concat([at(10n, { control: true }), at(11n, { control: true })]) }),
        fakePartition([1], { endOffset: 12n, startOffset: 3n, stableOffset: 11n }),
        fakePartition([2], { endOffset: 12n, batches: at(11n, { control: true }) }),
      ],
      [
        { index: 0, offset: 10n },
        { index: 1, offset: 10n },
        { index: 2, offset: 12n },
        { index: 3, offset: 11n },
      ],
    );
    const ends = { highWatermark: 12n, lastStableOffset: 12n, logStartOffset: 0n };
    expect(items).toEqual([
      { ok: true, value: { ...ends, first: { offset: 11n, timestampMs: WHEN + 11 }, onlyControl: false } },
      { ok: true, value: { ...ends, first: null, onlyControl: true } },
      { ok: true, value: { ...ends, first: null, onlyControl: true, logStartOffset: 3n, lastStableOffset: 11n } },
      { ok: true, value: { ...ends, first: null, onlyControl: true } },
    ]);
    expect(fetches).toBe(2);
  });

  test('keeps to the requests it may take: first every leader once, then nobody again, and says what it did not ask', async () => {
    const empty = () => fakePartition([1], { endOffset: 12n });
    const elsewhere = fakePartition([2], { endOffset: 12n });
    const asked = [0, 1, 2].map((index) => ({ index, offset: 5n }));
    const unbounded = await ask([empty(), empty(), elsewhere], asked);
    expect(unbounded.fetches).toBeGreaterThan(2);
    const two = await ask([empty(), empty(), elsewhere], asked, 2);
    expect(two.fetches).toBe(2);
    expect(two.items.map((item) => item.ok && !item.value.onlyControl && item.value.first === null)).toEqual([true, true, true]);
    const one = await ask([empty(), empty(), elsewhere], asked, 1);
    expect(one.fetches).toBe(1);
    expect(one.items.map((item) => item.ok || item.fault.code)).toEqual([true, true, 'NOT_ASKED']);
  });

  test('markers that do not reach the end say nothing of what follows them', async () => {
    const { items } = await ask(
      [fakePartition([1], { endOffset: 20n, batches: at(10n, { control: true }) })],
      [{ index: 0, offset: 10n }],
    );
    expect(items).toMatchObject([{ ok: true, value: { first: null, onlyControl: false } }]);
  });

  test('asks again for partitions that others left no room for', async () => {
    const bytes = 5 * 1024 * 1024;
    const large = (): FakePartition => fakePartition([1], { endOffset: 11n, batches: at(10n, { bytes }) });
    const { items, fetches } = await ask(
      [large(), large(), large()],
      [0, 1, 2].map((index) => ({ index, offset: 10n })),
    );
    for (const item of items) expect(item).toMatchObject({ ok: true, value: { first: { offset: 10n } } });
    expect(fetches).toBe(3);
  });

  test('a partition that stays empty ends the asking', async () => {
    const { items, fetches } = await ask([fakePartition([1], { endOffset: 11n })], [{ index: 0, offset: 10n }]);
    expect(items).toMatchObject([{ ok: true, value: { first: null, onlyControl: false } }]);
    expect(fetches).toBe(4);
  });

  test('one bad partition stays one bad partition', async () => {
    const damaged = at(10n);
    damaged.writeInt32BE(-1, 8);
    const { items } = await ask(
      [
        fakePartition([1], { endOffset: 11n, batches: damaged }),
        fakePartition([1], { startOffset: 5n, endOffset: 11n, batches: at(10n) }),
        fakePartition([1], { endOffset: 11n, batches: at(10n) }),
        fakePartition([], { leader: -1 }),
      ],
      [0, 1, 2, 3].map((index) => ({ index, offset: index === 1 ? 2n : 10n })),
    );
    expect(items).toMatchObject([
      { ok: false, fault: { code: 'MALFORMED_RESPONSE' } },
      { ok: false, fault: { code: 'OFFSET_OUT_OF_RANGE' } },
      { ok: true, value: { first: { offset: 10n } } },
      { ok: false, fault: { code: 'NO_LEADER' } },
    ]);
  });

  test('goes over the one connection that the session has', async () => {
    const cluster = await bench.cluster({ user: { username: 'u', password: 'p' } });
    const client = bench.client(cluster, { sasl: { mechanism: 'PLAIN', username: 'u', password: 'p' } });
    const topology = await client.topology();
    await client.listOffsets(topology, 'latest');
    const [item] = await client.recordsAt(topology, [{ index: topology.topicByName.get('pedidos')?.base ?? 0, offset: 100n }]);
    expect(item).toMatchObject({ ok: true, value: { onlyControl: true } });
    expect(cluster.brokers.map((broker) => broker.connectionCount)).toEqual([1, 1, 1]);
  });

  test('more than 20 partitions of one leader are more requests, more than 50 are refused', async () => {
    const partitions = Array.from({ length: 51 }, () => fakePartition([1], { endOffset: 11n, batches: at(10n) }));
    const asked = partitions.map((_unused, index) => ({ index, offset: 10n }));
    const { items, fetches } = await ask(partitions, asked.slice(0, 50));
    expect(items.every((item) => item.ok)).toBe(true);
    expect(fetches).toBe(3);
    await expect(ask(partitions, asked)).rejects.toThrow(RangeError);
  });
});
