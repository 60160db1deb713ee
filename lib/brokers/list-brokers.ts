import type { BrokerList, BrokerRow } from '#lib/contracts/brokers.ts';
import type { ListQuery } from '#lib/contracts/common.ts';
import { listPage, type ListShape, type SortValue } from '#lib/core/list-page.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { resourceDigest } from './broker-resources.ts';

const exact = (text: string | null): SortValue => (text === null ? null : BigInt(text));

const SHAPE: ListShape<BrokerRow> = {
  // Padded, so that ties stand in numeric order.
  key: (broker) => String(broker.nodeId).padStart(10, '0'),
  text: (broker) => `${broker.nodeId} ${broker.host ?? ''} ${broker.rack ?? ''}`,
  defaultSort: 'nodeId',
  columns: {
    nodeId: (broker) => broker.nodeId,
    host: (broker) => broker.host,
    rack: (broker) => broker.rack,
    state: (broker) => broker.state,
    since: (broker) => broker.since,
    isController: (broker) => broker.isController,
    isQuorumLeader: (broker) => broker.isQuorumLeader,
    leaders: (broker) => broker.leaders,
    replicas: (broker) => broker.replicas,
    outOfSync: (broker) => broker.outOfSync,
    messagesInPerSecond: (broker) => broker.messagesInPerSecond,
    roundTripMs: (broker) => broker.roundTripMs,
    replicaBytes: (broker) => exact(broker.replicaBytes),
    diskTotalBytes: (broker) => exact(broker.diskTotalBytes),
    diskUsableBytes: (broker) => exact(broker.diskUsableBytes),
    cpu: ({ resources }) => resources.cpu,
    heap: ({ resources }) => resources.heap,
    handlerIdle: ({ resources }) => resources.handlerIdle,
    networkIdle: ({ resources }) => resources.networkIdle,
    produceP99Ms: ({ resources }) => resources.produceP99Ms,
    fetchLocalP99Ms: ({ resources }) => resources.fetchLocalP99Ms,
    bytesInPerSecond: ({ resources }) => resources.bytesInPerSecond,
    bytesOutPerSecond: ({ resources }) => resources.bytesOutPerSecond,
  },
};

/** One page of the brokers that are there or ought to be, as of the last pass. Never asks Kafka. */
export async function listBrokers(db: Pick<Database, 'pool'>, clusterKey: number, query: ListQuery): Promise<BrokerList> {
  const { parts, pass } = await readSnapshot(db, clusterKey, ['brokers', 'resources']);
  const brokers = (parts.brokers ?? []).map((broker) => ({
    ...broker,
    resources: resourceDigest(parts.resources, broker.nodeId),
  }));
  const { rows, total, nextCursor } = listPage(brokers, query, SHAPE);
  return { data: rows, meta: { total, nextCursor, pass: passInfo(pass) } };
}
