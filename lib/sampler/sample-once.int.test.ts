import kafkajs from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTopics } from '#demo/kafka/create-topics.ts';
import { startCluster, type LabCluster, type LabOptions } from '#demo/kafka/index.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import type { PassDocument } from './pass-document.ts';
import { sampleOnce } from './sample-once.ts';

const { Kafka, logLevel } = kafkajs;

const DEADLINE_MS = 10_000;

function sample(cluster: LabCluster, user?: string, deadlineMs = DEADLINE_MS): Promise<PassDocument> {
  const { connection } = parseClientProperties(cluster.clientProperties(user));
  return sampleOnce(connection, { clock: systemClock, logger: silentLogger, deadlineMs });
}

/** What one row of `kafka-consumer-groups --describe` says; `-` is null. */
interface Row {
  committed: string | null;
  end: string | null;
  lag: string | null;
}

/** Every row of Kafka's own tool, by `group/topic/partition`. */
async function toolRows(cluster: LabCluster): Promise<Record<string, Row>> {
  const { stdout, stderr, code } = await cluster.tool('kafka-consumer-groups', ['--describe', '--all-groups']);
  if (code !== 0) throw new Error(stderr);
  const rows: Record<string, Row> = {};
  let head: string[] = [];
  for (const line of stdout.split('\n')) {
    const cells = line.trim().split(/\s+/);
    if (cells[0] === 'GROUP') head = cells;
    if (cells[0] === 'GROUP' || cells.length < 6) continue;
    const cell = (name: string) => {
      const value = cells[head.indexOf(name)];
      return value === undefined || value === '-' ? null : value;
    };
    rows[`${cell('GROUP')}/${cell('TOPIC')}/${cell('PARTITION')}`] = {
      committed: cell('CURRENT-OFFSET'),
      end: cell('LOG-END-OFFSET'),
      lag: cell('LAG'),
    };
  }
  return rows;
}

/** The same from a document. */
function documentRows(document: PassDocument): Record<string, Row> {
  return Object.fromEntries(
    document.groups.flatMap((group) =>
      group.topics.flatMap(({ topic, partitions }) =>
        partitions.map((row) => [
          `${group.groupId}/${topic}/${row.partition}`,
          { committed: row.committedOffset, end: row.endOffset, lag: row.lag },
        ]),
      ),
    ),
  );
}

async function tool(cluster: LabCluster, ...call: Parameters<LabCluster['tool']>): Promise<void> {
  const { code, stderr, stdout } = await cluster.tool(...call);
  if (code !== 0) throw new Error(`${call[0]}: ${stderr}${stdout}`);
}

describe.each<LabOptions & { mode: 'kraft' | 'zookeeper'; reports: string }>([
  { version: '4.4.0', mode: 'kraft', reports: '4.4' },
  { version: '4.3.1', mode: 'kraft', reports: '4.3' },
  { version: '3.9.2', mode: 'kraft', reports: '3.9' },
  { version: '3.9.2', mode: 'zookeeper', reports: '3.9' },
  { version: '2.8.2', mode: 'zookeeper', reports: '2.8' },
])('Kafka $version in $mode mode', ({ reports, ...options }) => {
  let cluster: LabCluster;
  beforeAll(async () => {
    cluster = await startCluster(options);
  });
  afterAll(() => cluster.stop());

  it('gives the same lags as kafka-consumer-groups for every group and partition', async () => {
    const kafka = new Kafka({ clientId: 'test', brokers: cluster.bootstrap.split(','), logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    const producer = kafka.producer();
    const consumer = kafka.consumer({ groupId: 'holds-without-commit' });
    try {
      await admin.connect();
      await createTopics({ brokers: cluster.bootstrap.split(',') }, [
        { topic: 'orders', numPartitions: 4 },
        { topic: 'payments', numPartitions: 2 },
      ]);
      await producer.connect();
      for (const partition of [0, 1, 2]) {
        await producer.send({
          topic: 'orders',
          messages: Array.from({ length: 10 * (partition + 1) }, () => ({ partition, value: 'x' })),
        });
      }
      await producer.send({ topic: 'payments', messages: [{ partition: 1, value: 'x' }] });
      await admin.setOffsets({
        groupId: 'behind',
        topic: 'orders',
        partitions: [0, 1, 2, 3].map((partition) => ({ partition, offset: '0' })),
      });
      await admin.setOffsets({ groupId: 'behind', topic: 'payments', partitions: [{ partition: 1, offset: '1' }] });
      await admin.setOffsets({ groupId: 'some-partitions', topic: 'orders', partitions: [{ partition: 2, offset: '7' }] });
      await admin.deleteTopicRecords({ topic: 'orders', partitions: [{ partition: 1, offset: '5' }] });
      await consumer.connect();
      await consumer.subscribe({ topic: 'orders', fromBeginning: true });
      const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
      await consumer.run({ autoCommit: false, eachMessage: async () => {} });
      await joined;

      const document = await sample(cluster);
      const expected = await toolRows(cluster);
      expect(Object.keys(expected)).toHaveLength(4 + 1 + 1 + 4);
      expect(documentRows(document)).toEqual(expected);
      expect(document.cluster).toMatchObject({ id: cluster.clusterId, mode: cluster.mode, version: reports });
      expect(document.groups.find((group) => group.groupId === 'holds-without-commit')).toMatchObject({
        state: 'Stable',
        members: 1,
      });
      const overtaken = document.groups.find((group) => group.groupId === 'behind')?.topics[0]?.partitions[1];
      expect(overtaken).toMatchObject({ startOffset: '5', lag: '20', lost: '5', state: 'lost' });
    } finally {
      await Promise.all([admin.disconnect(), producer.disconnect(), consumer.disconnect()]);
    }
  });
});

describe('a principal that may see one topic and one group', () => {
  let cluster: LabCluster;
  beforeAll(async () => {
    cluster = await startCluster({ security: 'sasl_plaintext', authorizer: true, users: [{ name: 'limited' }] });
    for (const topic of ['seen', 'hidden'])
      await tool(cluster, 'kafka-topics', ['--create', '--topic', topic, '--partitions', '2']);
    const grant = (...args: string[]) => tool(cluster, 'kafka-acls', ['--add', '--allow-principal', 'User:limited', ...args]);
    await grant('--operation', 'Read', '--topic', 'seen');
    await grant('--operation', 'Read', '--group', 'own');
    for (const group of ['own', 'foreign']) {
      await tool(cluster, 'kafka-consumer-groups', [
        '--group',
        group,
        '--topic',
        'seen',
        '--reset-offsets',
        '--to-earliest',
        '--execute',
      ]);
    }
    await tool(cluster, 'kafka-consumer-groups', [
      '--group',
      'own',
      '--topic',
      'hidden',
      '--reset-offsets',
      '--to-earliest',
      '--execute',
    ]);
  });
  afterAll(() => cluster.stop());

  it('sees its own; hidden things are not reported as gone, and refused readings are named', async () => {
    const document = await sample(cluster, 'limited');
    expect(document.topics.map((topic) => topic.name)).toEqual(['seen']);
    expect(document.groups.map((group) => [group.groupId, group.error, group.topics.map((topic) => topic.topic)])).toEqual([
      ['own', null, ['seen']],
    ]);
    expect(document.groups[0]?.topics[0]?.partitions.map((partition) => partition.lag)).toEqual(['0', '0']);
    expect(document.problems.map((problem) => problem.code)).toEqual(['not_authorized']);
  });
});

describe('three brokers', () => {
  let cluster: LabCluster;
  beforeAll(async () => {
    cluster = await startCluster({ brokers: 3 });
    await tool(cluster, 'kafka-topics', ['--create', '--topic', 'single', '--partitions', '6', '--replication-factor', '1']);
    await tool(cluster, 'kafka-topics', ['--create', '--topic', 'safe', '--partitions', '6', '--replication-factor', '3']);
    await tool(cluster, 'kafka-consumer-groups', [
      '--group',
      'g',
      '--topic',
      'single',
      '--reset-offsets',
      '--to-earliest',
      '--execute',
    ]);
  });
  afterAll(() => cluster.stop());

  it('takes at most 20 requests, connecting aside', async () => {
    const { cost } = await sample(cluster);
    expect(cost.requests - (cost.requestsByApi['ApiVersions'] ?? 0)).toBeLessThanOrEqual(20);
  });

  it('a broker that accepts connections and never answers: ends at the deadline, the rest complete', async () => {
    const healthy = await sample(cluster);
    const broker = cluster.broker(healthy.cluster.controllerId === 3 ? 2 : 3);
    broker.pause();
    try {
      const startedAt = performance.now();
      const document = await sample(cluster, undefined, 2_500);
      expect(performance.now() - startedAt).toBeLessThan(3_000);
      const single = document.topics.find((topic) => topic.name === 'single')?.partitions ?? [];
      expect(single.some((partition) => partition.leader === broker.nodeId)).toBe(true);
      for (const partition of single) {
        expect([partition.partition, partition.endOffset]).toEqual([
          partition.partition,
          partition.leader === broker.nodeId ? null : '0',
        ]);
      }
      expect(document.problems.map((problem) => `${problem.scope} ${problem.code}`)).toContain(
        `broker:${broker.nodeId} broker_silent`,
      );
    } finally {
      broker.resume();
    }
  });

  it('a killed broker: unknown for what only it held, values for what moved, the broker named', async () => {
    const broker = cluster.broker(2);
    await broker.kill();
    const deadline = performance.now() + 40_000;
    let document = await sample(cluster);
    const partitions = (name: string) => document.topics.find((topic) => topic.name === name)?.partitions ?? [];
    // Right after an election leaders answer OFFSET_NOT_AVAILABLE for a moment: then the offset is unknown, not old.
    const isSettled = () =>
      document.problems.some((problem) => problem.code === 'broker_down') &&
      partitions('safe').every(({ endOffset }) => endOffset === '0');
    while (!isSettled() && performance.now() < deadline) document = await sample(cluster);
    expect(document.problems[0]).toMatchObject({ code: 'broker_down', scope: 'broker:2' });
    expect(document.brokers.find((entry) => entry.id === 2)).toMatchObject({ reachable: false });
    expect(partitions('safe').map((partition) => partition.endOffset)).toEqual(['0', '0', '0', '0', '0', '0']);
    const lost = partitions('single').filter((partition) => partition.replicas.includes(2));
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every((partition) => partition.leader === null && partition.endOffset === null && partition.error !== null)).toBe(
      true,
    );
    expect(document.problems.map((problem) => problem.code)).toContain('partitions_offline');
  });
});
