import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import type { FakeCluster, FakeClusterOptions } from '#lib/testing/fake-broker/fake-cluster.ts';
import { fakePartition } from '#lib/testing/fake-broker/fake-state.ts';
import { FakeBench } from '#lib/testing/fake-broker/small-cluster.ts';
import type { Item } from '../admin/port.ts';
import { decodeRequest, encodeResponse } from '../wire/api.ts';
import { createTopics } from '../wire/apis/create-topics.ts';
import { offsetCommit } from '../wire/apis/offset-commit.ts';
import { produce } from '../wire/apis/produce.ts';
import { batchesOf, encodeRecordBatch, recordsOf } from '../wire/record-batch.ts';
import { createKafkaProbe } from './create-kafka-probe.ts';
import type { KafkaProbe } from './port.ts';

let bench: FakeBench;
let cluster: FakeCluster;
let probe: KafkaProbe;

async function start(options: FakeClusterOptions = {}): Promise<void> {
  cluster = await bench.cluster(options);
  const connection = {
    bootstrap: cluster.bootstrap,
    clientId: 'test',
    tls: null,
    sasl: null,
    connectTimeoutMs: 1000,
    requestTimeoutMs: 5000,
  };
  probe = createKafkaProbe(connection, { clock: systemClock, logger: silentLogger });
  expect(await probe.map(['pedidos'])).toMatchObject({ ok: true });
}

beforeEach(() => {
  bench = new FakeBench();
});
afterEach(async () => {
  probe.close();
  await bench.close();
});

const soon = { deadlineMs: 300 };
const target = { nodeId: 1, topic: 'pedidos', partition: 0 };
const value = (): Buffer => Buffer.from('farol');
const seen = (key: number): number =>
  cluster.brokers.reduce((sum, broker) => sum + broker.seen.filter((one) => one.key === key).length, 0);

function valueOf<T>(item: Item<T>): T {
  if (!item.ok) throw new Error(item.fault.message);
  return item.value;
}

/** Broker 1 answers Produce with this error, and keeps what it was sent. */
function scriptProduce(errorCode: number, written: Buffer[] = []): void {
  cluster.broker(1).script(produce.key, ({ version, request }) => {
    const { topicData } = decodeRequest(produce, version, request);
    written.push(topicData[0]?.partitionData[0]?.records ?? Buffer.alloc(0));
    const result = { index: 0, errorCode, baseOffset: 2n ** 60n, logAppendTimeMs: -1n, logStartOffset: 0n };
    const partitionResponses = [{ ...result, recordErrors: [], errorMessage: null }];
    return encodeResponse(produce, version, { responses: [{ name: 'pedidos', partitionResponses }], throttleTimeMs: 0 });
  });
}

describe('producing', () => {
  test('writes one record and gives its offset and times', async () => {
    await start();
    const written: Buffer[] = [];
    scriptProduce(0, written);
    const before = systemClock.monotonic();
    const result = await probe.produce(target, value, soon);
    expect(result).toMatchObject({ ok: true, value: { offset: 2n ** 60n } });
    const { sentAt, answeredAt } = valueOf(result);
    expect(sentAt).toBeGreaterThanOrEqual(before);
    expect(answeredAt).toBeGreaterThanOrEqual(sentAt);
    expect([...batchesOf(written[0] ?? Buffer.alloc(0))].flatMap(recordsOf).map((record) => record.value)).toEqual([value()]);
  });

  test('a refusal is an item with Kafka’s code', async () => {
    await start();
    scriptProduce(19);
    expect(await probe.produce(target, value, soon)).toMatchObject({
      ok: false,
      fault: { code: 'NOT_ENOUGH_REPLICAS', nodeId: 1 },
    });
  });

  test('is never sent twice, not even over a connection that breaks under it', async () => {
    await start();
    scriptProduce(0);
    await probe.produce(target, value, soon);
    cluster.broker(1).script(produce.key, () => 'close');
    expect(await probe.produce(target, value, soon)).toMatchObject({ ok: false, fault: { code: 'BROKER_UNREACHABLE' } });
    expect(seen(produce.key)).toBe(2);
  });

  test('a mute broker costs the deadline and no more', async () => {
    await start();
    cluster.broker(1).script(produce.key, () => 'silence');
    const before = systemClock.monotonic();
    expect(await probe.produce(target, value, soon)).toMatchObject({ ok: false, fault: { code: 'BROKER_TIMEOUT' } });
    expect(systemClock.monotonic() - before).toBeLessThan(1_000);
  });

  test('a broker that leaves the partition out of its answer is malformed', async () => {
    await start();
    cluster
      .broker(1)
      .script(produce.key, ({ version }) => encodeResponse(produce, version, { responses: [], throttleTimeMs: 0 }));
    expect(await probe.produce(target, value, soon)).toMatchObject({ ok: false, fault: { code: 'MALFORMED_RESPONSE' } });
  });
});

describe('fetching', () => {
  test('reads records from an offset on, over a connection of its own', async () => {
    await start();
    scriptProduce(0);
    await probe.produce(target, value, soon);
    const connections = cluster.broker(1).connectionCount;
    const [partition] = cluster.state.topics[0]?.partitions ?? [];
    if (partition === undefined) throw new Error('no partition');
    const second = encodeRecordBatch(Buffer.from('b'), 1);
    second.writeBigInt64BE(7n, 0);
    partition.batches = Buffer.concat([encodeRecordBatch(Buffer.from('a'), 1), second, second.subarray(0, 40)]);
    partition.startOffset = 0n;
    const fetched = await probe.fetch(1, 'pedidos', new Map([[0, 5n]]), { ...soon, maxWaitMs: 10 });
    expect(valueOf(fetched).partitions.get(0)).toEqual({
      ok: true,
      value: { records: [{ offset: 7n, timestampMs: 1, value: Buffer.from('b') }], nextOffset: 8n },
    });
    expect(cluster.broker(1).connectionCount).toBe(connections + 1);
  });

  test('a damaged batch or a refused partition is its own fault', async () => {
    await start();
    const partitions = cluster.state.topics[0]?.partitions ?? [];
    const damaged = encodeRecordBatch(Buffer.from('a'), 1);
    damaged[66] = 0xff;
    if (partitions[0] !== undefined) partitions[0].batches = damaged;
    const from = new Map([
      [0, 5n],
      [1, 5n],
    ]);
    const fetched = await probe.fetch(1, 'pedidos', from, { ...soon, maxWaitMs: 10 });
    const { partitions: read } = valueOf(fetched);
    expect([read.get(0), read.get(1)]).toMatchObject([
      { ok: false, fault: { code: 'MALFORMED_RESPONSE' } },
      { ok: false, fault: { code: 'NOT_LEADER_OR_FOLLOWER' } },
    ]);
  });
});

describe('the rest', () => {
  test('commits as a simple group: no generation, no member', async () => {
    await start();
    const sent: unknown[] = [];
    cluster.broker(2).script(offsetCommit.key, ({ version, request }) => {
      sent.push(decodeRequest(offsetCommit, version, request));
      const partitions = [{ partitionIndex: 3, errorCode: sent.length > 1 ? 16 : 0 }];
      return encodeResponse(offsetCommit, version, { throttleTimeMs: 0, topics: [{ name: 'pedidos', partitions }] });
    });
    const commit = { group: 'g', topic: 'pedidos', partition: 3, offset: 2n ** 60n };
    expect(await probe.commit(2, commit, soon)).toMatchObject({ ok: true });
    expect(await probe.commit(2, commit, soon)).toMatchObject({ ok: false, fault: { code: 'NOT_COORDINATOR' } });
    expect(sent[0]).toMatchObject({ groupId: 'g', generationIdOrMemberEpoch: -1, memberId: '', groupInstanceId: null });
  });

  test('creates a topic at the controller with the given replicas', async () => {
    await start({ state: { controllerId: 3 } });
    const sent: unknown[] = [];
    cluster.broker(3).script(createTopics.key, ({ version, request }) => {
      sent.push(decodeRequest(createTopics, version, request).topics[0]);
      const topic = { name: 't', topicId: null, numPartitions: -1, replicationFactor: -1, configs: [], topicConfigErrorCode: 0 };
      const topics = [{ ...topic, errorCode: 29, errorMessage: 'no right' }];
      return encodeResponse(createTopics, version, { throttleTimeMs: 0, topics });
    });
    const topic = {
      name: 't',
      assignments: [
        [1, 2],
        [2, 1],
      ],
      configs: { 'retention.ms': '1' },
    };
    expect(await probe.createTopic(topic, soon)).toMatchObject({ ok: false, fault: { code: 'TOPIC_AUTHORIZATION_FAILED' } });
    expect(sent).toEqual([
      {
        name: 't',
        numPartitions: -1,
        replicationFactor: -1,
        assignments: [
          { partitionIndex: 0, brokerIds: [1, 2] },
          { partitionIndex: 1, brokerIds: [2, 1] },
        ],
        configs: [{ name: 'retention.ms', value: '1' }],
      },
    ]);
  });

  test('a topic that does not exist is told as such, and is not made by asking', async () => {
    await start();
    const map = await probe.map(['gibt-es-nicht']);
    expect(valueOf(map).topics.get('gibt-es-nicht')?.partitions ?? []).toEqual([]);
  });

  test('a topic with more partitions than any has is refused whole: each would be looked at every few seconds', async () => {
    await start();
    const topic = cluster.state.topics.find(({ name }) => name === 'pedidos');
    if (topic !== undefined) topic.partitions = Array.from({ length: 10_001 }, () => fakePartition([1]));
    expect(await probe.map(['pedidos'])).toMatchObject({ ok: false, fault: { code: 'MALFORMED_RESPONSE' } });
  });

  test('a closed probe answers with a fault', async () => {
    await start();
    probe.close();
    expect(await probe.produce(target, value, soon)).toMatchObject({ ok: false, fault: { code: 'CANCELLED' } });
  });
});
