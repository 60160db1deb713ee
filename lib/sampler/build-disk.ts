import type { BrokerDirs } from '#lib/contracts/disk.ts';
import type { TopicTopology } from '#lib/kafka/admin/port.ts';
import type { DerivedPass } from './derive-pass.ts';
import { contractFault } from './names.ts';
import type { DirReading } from './read-dirs.ts';
import { metricValue as one, type MetricValue, type OwnerReading } from './sampled-values.ts';

/** What is told about each broker's directories beside their sizes, which stand in its row. A broker that is down has none: old figures would look like current ones. */
export function buildBrokerDirs(derived: DerivedPass): BrokerDirs[] {
  return liveReadings(derived).map(({ nodeId, item }) =>
    item.ok
      ? {
          nodeId,
          fault: null,
          dirs: item.value.dirs.map((dir) => ({
            path: dir.path,
            replicas: dir.replicas,
            replicasBehind: dir.behind,
            replicaLag: dir.lagOffsets?.toString() ?? null,
            movingIn: dir.movingIn,
          })),
          behind: item.value.behind.map(({ topic, partition, offsets }) => ({ topic, partition, offsets: offsets.toString() })),
        }
      : { nodeId, fault: contractFault(item.fault), dirs: [], behind: [] },
  );
}

/** What is stored of disks: per directory and per broker. */
export function diskReadings(derived: DerivedPass): OwnerReading[] {
  const readings: OwnerReading[] = [];
  for (const { nodeId, item } of liveReadings(derived)) {
    const dirs = item.ok ? [...new Map(item.value.dirs.map((dir) => [dir.path, dir])).values()] : [];
    readings.push({ ref: { kind: 'broker', node: nodeId }, values: brokerValues(dirs) });
    for (const dir of dirs) {
      readings.push({ ref: { kind: 'log_dir', node: nodeId, topicId: dir.path, topic: dir.path }, values: dirValues(dir) });
    }
  }
  return readings;
}

/** Growth of all partitions of a topic; null or NaN = not known of one of them. */
export function growthOfTopic({ sizes }: DerivedPass, topic: TopicTopology): number | null {
  let growth = 0;
  for (let i = 0; i < topic.partitions.length; i++) growth += sizes.growth[topic.base + i] ?? NaN;
  return topic.partitions.length === 0 ? null : growth;
}

function liveReadings({ sizes, brokers }: DerivedPass) {
  return [...sizes.brokers].flatMap(([nodeId, { item }]) => (brokers.get(nodeId)?.state === 'down' ? [] : [{ nodeId, item }]));
}

function brokerValues(dirs: readonly DirReading[]): MetricValue[] {
  const sum = (pick: (dir: DirReading) => number | null) => dirs.reduce((total, dir) => total + (pick(dir) ?? NaN), 0);
  // Nothing read is unknown, and so is a sum that lacks a directory.
  const known = (value: number) => (dirs.length === 0 ? null : value);
  return [
    one('broker.replica_lag', known(sum((dir) => (dir.lagOffsets === null ? null : Number(dir.lagOffsets))))),
    one('broker.replicas_behind', known(sum((dir) => dir.behind))),
    one('broker.log_dirs_offline', known(dirs.filter((dir) => dir.fault?.code === 'KAFKA_STORAGE_ERROR').length)),
  ];
}

function dirValues(dir: DirReading): MetricValue[] {
  const { totalBytes, usableBytes } = dir;
  return [
    one('log_dir.total', totalBytes === null ? null : Number(totalBytes)),
    one('log_dir.usable', usableBytes === null ? null : Number(usableBytes)),
    one('log_dir.used', totalBytes === null || usableBytes === null ? null : Number(totalBytes - usableBytes)),
    one('log_dir.replica_bytes', dir.fault === null ? Number(dir.replicaBytes) : null),
  ];
}
