import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTopics } from '#demo/kafka/create-topics.ts';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import type { QuorumDetail } from '#lib/contracts/quorum.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { KafkaAdmin } from '#lib/kafka/admin/port.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import { ClusterSampler } from './cluster-sampler.ts';
import { emptyMemory } from './derive-pass.ts';
import type { PendingPass } from './pass-writer.ts';

const BROKERS = 3;
const MESSAGE = 'm'.repeat(10_000);
const MESSAGES = 300;

let lab: LabCluster;
let admin: KafkaAdmin;
let sampler: ClusterSampler;
beforeAll(async () => {
  lab = await startCluster({ brokers: BROKERS });
  await fill(lab);
  admin = createKafkaAdmin(parseClientProperties(lab.clientProperties()).connection, {
    clock: systemClock,
    logger: silentLogger,
  });
  sampler = new ClusterSampler({
    clusterKey: 1,
    admin,
    clock: systemClock,
    logger: silentLogger,
    memory: emptyMemory(),
    problems: [],
    lastRows: null,
  });
});
afterAll(async () => {
  await admin?.close();
  await lab?.stop();
});

async function fill(cluster: LabCluster): Promise<void> {
  const kafka = new Kafka({ brokers: cluster.bootstrap.split(','), logLevel: logLevel.NOTHING });
  const producer = kafka.producer();
  await producer.connect();
  try {
    const topics = [{ topic: 'pedidos', numPartitions: 6, replicationFactor: BROKERS }];
    await createTopics({ brokers: cluster.bootstrap.split(',') }, topics);
    await producer.send({ topic: 'pedidos', acks: -1, messages: Array.from({ length: MESSAGES }, () => ({ value: MESSAGE })) });
  } finally {
    await producer.disconnect();
  }
}

async function sample(): Promise<PendingPass['parts']> {
  const { pending } = await sampler.sample(new AbortController().signal, 0, {});
  // null: this machine itself stood still for more than a second; the pass before stands.
  return pending === null ? sample() : pending.parts;
}

/** Samples until the parts of a pass satisfy the check, and returns them. */
async function sampleUntil(check: (parts: PendingPass['parts']) => boolean): Promise<PendingPass['parts']> {
  let parts = await sample();
  await expect
    .poll(
      async () => {
        parts = await sample();
        return check(parts);
      },
      { timeout: 60_000, interval: 300 },
    )
    .toBe(true);
  return parts;
}

const quorumOf = (parts: PendingPass['parts']): QuorumDetail | null => parts.quorum?.detail ?? null;
const codesOf = (parts: PendingPass['parts']) => parts.overview?.problems.map(({ code }) => code) ?? [];

test('sizes of the directories are those of the file system, and of the segments in it', async () => {
  const parts = await sampleUntil(({ brokers }) => brokers?.every((broker) => broker.logDirs !== null) ?? false);
  expect(parts.disk).toHaveLength(BROKERS);
  for (const broker of parts.brokers ?? []) {
    const folder = join(lab.broker(broker.nodeId).directory, 'data');
    const [dir] = broker.logDirs ?? [];
    expect(dir?.path).toBe(folder);
    const disk = await statfs(folder);
    expect(Number(dir?.totalBytes)).toBe(disk.blocks * disk.bsize);
    // Other programs write to this disk too, and the reading is up to a minute old.
    expect(Math.abs(Number(dir?.usableBytes) - disk.bavail * disk.bsize)).toBeLessThan(disk.blocks * disk.bsize * 0.05);
    const segments = await segmentBytes(folder);
    expect(segments).toBeGreaterThan(MESSAGE.length * MESSAGES);
    expect(Math.abs(Number(dir?.replicaBytes) - segments)).toBeLessThan(segments * 0.02);
    const detail = parts.disk?.find(({ nodeId }) => nodeId === broker.nodeId);
    expect(detail?.dirs).toMatchObject([{ path: folder, replicasBehind: 0, replicaLag: '0', movingIn: 0 }]);
    expect(detail?.dirs[0]?.replicas).toBeGreaterThanOrEqual(6);
  }
});

/** Bytes of the log segments of a broker's partitions; the metadata log is none of them. */
async function segmentBytes(folder: string): Promise<number> {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.log') && !file.startsWith('__cluster_metadata'),
  );
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('the margin falls from 1 to 0 when the leading voter is killed, and comes back with it', async () => {
  const before = await sampleUntil((parts) => quorumOf(parts)?.margin === 1);
  const old = quorumOf(before);
  expect(old).toMatchObject({ majority: 2, caughtUp: 3, leaderSinceIsExact: false, elections: [] });
  // The lab's voters are static: such a quorum knows no directory ids.
  expect(old?.voters.map(({ directoryId }) => directoryId)).toEqual([null, null, null]);
  expect(codesOf(before)).not.toContain('quorum_no_margin');
  const victim = old?.leaderId ?? -1;

  await lab.broker(victim).kill();
  const after = await sampleUntil((parts) => quorumOf(parts)?.margin === 0);
  const now = quorumOf(after);
  expect(now).toMatchObject({ majority: 2, caughtUp: 2, leaderSinceIsExact: true });
  expect(now?.leaderId).not.toBe(victim);
  expect(now?.leaderEpoch).toBeGreaterThan(old?.leaderEpoch ?? Infinity);
  expect(now?.elections.length).toBeGreaterThanOrEqual(1);
  // The new leader has never seen it caught up: behind for as long as that leader leads, or longer.
  expect(now?.voters.find(({ nodeId }) => nodeId === victim)).toMatchObject({ caughtUp: false });
  const problem = after.overview?.problems.find(({ code }) => code === 'quorum_no_margin');
  expect(problem).toMatchObject({ severity: 'critical', affected: [String(victim)] });

  await lab.broker(victim).start();
  const healed = await sampleUntil((parts) => quorumOf(parts)?.margin === 1);
  expect(codesOf(healed)).not.toContain('quorum_no_margin');
});
