import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { controllerOf } from './controller.ts';
import { isCovered } from './coverage.ts';
import { toHundredth } from './covered.ts';
import type { DerivedPass } from './derive-pass.ts';
import { contractFaultOrNull } from './names.ts';

/** One row per expected broker, by node id. What a broker that is down would tell is null, what metadata tells about it is not. */
export function buildBrokers(derived: DerivedPass): BrokerSummary[] {
  const controllerId = controllerOf(derived);
  const quorumLeader = derived.quorum?.ok ? derived.quorum.value.leaderId : null;
  return [...derived.brokers.values()].map((broker) => {
    const load = derived.health.loads.get(broker.nodeId);
    const rate = derived.throughput.byBroker.get(broker.nodeId);
    const disk = diskOf(derived, broker.nodeId);
    return {
      nodeId: broker.nodeId,
      host: broker.host,
      port: broker.port,
      rack: broker.rack,
      state: broker.state,
      since: new Date(broker.sinceMs).toISOString(),
      fault: contractFaultOrNull(broker.fault),
      nextTryAt: broker.fault?.heldBack === undefined ? null : new Date(broker.fault.heldBack.nextTryMs).toISOString(),
      isController: broker.nodeId === controllerId,
      isQuorumLeader: broker.nodeId === quorumLeader,
      leaders: load?.leaders ?? null,
      replicas: load?.replicas ?? null,
      outOfSync: load?.outOfSync ?? null,
      messagesInPerSecond: rate !== undefined && isCovered(rate.known, rate.total) ? toHundredth(rate.value) : null,
      roundTripMs: broker.roundTripMs === null ? null : toHundredth(broker.roundTripMs),
      ...disk,
    };
  });
}

/** Disk of the whole cluster over the brokers that told. */
export function buildDisk(brokers: readonly BrokerSummary[]): ClusterOverview['disk'] {
  const sum = (values: (string | null)[]): string | null => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((total, value) => total + BigInt(value), 0n).toString();
  };
  return {
    replicaBytes: sum(brokers.map((broker) => broker.replicaBytes)),
    totalBytes: sum(brokers.map((broker) => broker.diskTotalBytes)),
    usableBytes: sum(brokers.map((broker) => broker.diskUsableBytes)),
    brokersKnown: brokers.filter((broker) => broker.replicaBytes !== null).length,
    brokersTotal: brokers.length,
  };
}

type DiskColumns = Pick<BrokerSummary, 'logDirs' | 'replicaBytes' | 'diskTotalBytes' | 'diskUsableBytes' | 'logDirsAt'>;

const NO_DISK: DiskColumns = { logDirs: null, replicaBytes: null, diskTotalBytes: null, diskUsableBytes: null, logDirsAt: null };

function diskOf(derived: DerivedPass, nodeId: number): DiskColumns {
  const reading = derived.sizes.brokers.get(nodeId);
  // Old figures of a broker that is down now would look like current ones.
  if (reading === undefined || !reading.item.ok || derived.brokers.get(nodeId)?.state === 'down') return NO_DISK;
  const logDirsAt = new Date(reading.readAtMs).toISOString();
  const { dirs } = reading.item.value;
  const readable = dirs.filter((dir) => dir.fault === null);
  return {
    logDirs: dirs.map((dir) => ({
      path: dir.path,
      fault: contractFaultOrNull(dir.fault),
      replicaBytes: dir.fault === null ? dir.replicaBytes.toString() : null,
      totalBytes: dir.totalBytes?.toString() ?? null,
      usableBytes: dir.usableBytes?.toString() ?? null,
    })),
    // A directory that failed hides its share: a sum without it would pass for the whole.
    replicaBytes: readable.length === dirs.length && dirs.length > 0 ? total(readable.map((dir) => dir.replicaBytes)) : null,
    diskTotalBytes: totalIfAll(dirs.map((dir) => dir.totalBytes)),
    diskUsableBytes: totalIfAll(dirs.map((dir) => dir.usableBytes)),
    logDirsAt,
  };
}

function total(values: readonly bigint[]): string {
  return values.reduce((sum, value) => sum + value, 0n).toString();
}

function totalIfAll(values: readonly (bigint | null)[]): string | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length && known.length > 0 ? total(known) : null;
}
