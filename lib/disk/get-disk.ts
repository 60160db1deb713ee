import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { BrokerDirs, DiskAnswer, DiskDir } from '#lib/contracts/disk.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import { NO_FORECAST } from './forecast-disk.ts';
import { readTopicDisk } from './topic-growth.ts';

/** The disks of a cluster as of the last pass, with their forecasts and the topics that fill them. Never asks Kafka. */
export async function getDisk(db: Pick<Database, 'pool'>, clusterKey: number, nowMs: number): Promise<DiskAnswer> {
  const { parts, pass } = await readSnapshot(db, clusterKey, ['brokers', 'topics', 'disk', 'disk_forecast']);
  const details = new Map(parts.disk?.map((broker) => [broker.nodeId, broker]));
  return {
    pass: passInfo(pass),
    brokers: (parts.brokers ?? []).map((broker) =>
      describeBrokerDisk(broker, details.get(broker.nodeId) ?? null, parts.disk_forecast?.dirs ?? []),
    ),
    forecastAt: parts.disk_forecast?.computedAt ?? null,
    topics: await readTopicDisk(db, clusterKey, parts.topics ?? [], nowMs),
  };
}

/** One broker's disks. Its row decides what is known now: details and forecasts of before are shown only beside it. */
export function describeBrokerDisk(
  broker: BrokerSummary,
  detail: BrokerDirs | null,
  forecasts: SnapshotParts['disk_forecast']['dirs'],
): DiskAnswer['brokers'][number] {
  const { nodeId, state } = broker;
  if (broker.logDirs === null) {
    return { nodeId, state, fault: broker.fault ?? detail?.fault ?? null, readAt: null, dirs: null, behind: [] };
  }
  const dirs = broker.logDirs.map((dir): DiskDir => {
    const { path, totalBytes, usableBytes } = dir;
    const own = detail?.dirs.find((candidate) => candidate.path === path);
    const used = totalBytes === null || usableBytes === null ? null : BigInt(totalBytes) - BigInt(usableBytes);
    return {
      ...dir,
      replicas: own?.replicas ?? 0,
      replicasBehind: own?.replicasBehind ?? null,
      replicaLag: own?.replicaLag ?? null,
      movingIn: own?.movingIn ?? 0,
      usedBytes: used?.toString() ?? null,
      usedShare: used === null || totalBytes === null || totalBytes === '0' ? null : Number(used) / Number(totalBytes),
      forecast: forecasts.find((candidate) => candidate.nodeId === nodeId && candidate.path === path)?.forecast ?? NO_FORECAST,
    };
  });
  return { nodeId, state, fault: null, readAt: broker.logDirsAt, dirs, behind: detail?.behind ?? [] };
}
