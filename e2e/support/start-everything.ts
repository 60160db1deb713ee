import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { BUSY, QUIET, publishSurroundings } from './places.ts';
import { runFarol } from './run-farol.ts';
import { serveLabControl } from './lab-control.ts';
import { startTraffic } from './traffic.ts';

type Undo = () => Promise<void>;

/** Starts Kafka, its traffic and Farol for all tests; what it returns stops them in reverse order. */
export default async function startEverything(): Promise<Undo> {
  const undo: Undo[] = [];
  const stop = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'farol-e2e-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    // Brokers notice a lost one within seconds, so that the tests wait for Farol and not for Kafka.
    const brokerConfig = { 'broker.session.timeout.ms': '3000', 'replica.lag.time.max.ms': '5000' };
    const cluster = await startCluster({ brokers: 3, brokerConfig });
    undo.push(() => cluster.stop());
    await prepareTopics(cluster);
    const traffic = await startTraffic(cluster.bootstrap);
    undo.push(() => traffic.stop());
    await commitOnSomePartitions(cluster);
    const lab = await serveLabControl(cluster);
    undo.push(() => lab.close());
    const farol = await runFarol({ dataDir: folder, kafkaBrokers: cluster.bootstrap });
    undo.push(() => farol.stop());
    publishSurroundings({ baseUrl: farol.url, setupLink: farol.setupLink, labUrl: lab.url, bootstrap: cluster.bootstrap });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepareTopics(cluster: LabCluster): Promise<void> {
  for (const { topic, partitions } of [BUSY, QUIET]) {
    const placed = ['--partitions', String(partitions), '--replication-factor', '3', '--config', 'min.insync.replicas=2'];
    const made = await cluster.tool('kafka-topics', ['--create', '--topic', topic, ...placed]);
    if (made.code !== 0) throw new Error(`could not create ${topic}: ${made.stdout} ${made.stderr}`);
  }
}

/** Commits offset 3 on some partitions of the quiet topic; the others never get a commit. */
async function commitOnSomePartitions(cluster: LabCluster): Promise<void> {
  const target = `${QUIET.topic}:${QUIET.committed.join(',')}`;
  const args = ['--reset-offsets', '--group', QUIET.group, '--topic', target, '--to-offset', '3', '--execute'];
  const made = await cluster.tool('kafka-consumer-groups', args);
  if (made.code !== 0) throw new Error(`could not commit: ${made.stdout} ${made.stderr}`);
}
