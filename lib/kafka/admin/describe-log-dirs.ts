import { faultItem, KafkaCallError, kafkaFault, okItem } from '../fault.ts';
import type { Deadline } from '../transport/deadline.ts';
import { describeLogDirs } from '../wire/apis/describe-log-dirs.ts';
import { contained, type AdminContext } from './context.ts';
import type { Item, LogDir, Topology } from './port.ts';

function knownBytes(value: bigint): bigint | null {
  return value < 0n ? null : value;
}

async function readOne(context: AdminContext, nodeId: number, deadline: Deadline): Promise<LogDir[]> {
  const { body } = await context.router.askNode(nodeId, describeLogDirs, { topics: null }, deadline);
  if (body.errorCode !== 0) throw new KafkaCallError(kafkaFault(body.errorCode, nodeId));
  return body.results.map((dir) => ({
    path: dir.logDir,
    fault: dir.errorCode === 0 ? null : kafkaFault(dir.errorCode, nodeId),
    totalBytes: knownBytes(dir.totalBytes),
    usableBytes: knownBytes(dir.usableBytes),
    replicas: dir.topics.flatMap((topic) =>
      topic.partitions.map((partition) => ({
        topic: topic.name,
        partition: partition.partitionIndex,
        sizeBytes: partition.partitionSize,
        offsetLag: partition.offsetLag,
        isFuture: partition.isFutureKey,
      })),
    ),
  }));
}

/**
 * The log directories of every live broker, by broker. Below version 3 of the API a missing right shows as an empty list, which would read as
 * "no directories": such a broker gets the fault CLUSTER_AUTHORIZATION_FAILED, for a broker has at least one.
 */
export async function readLogDirs(
  context: AdminContext,
  topology: Topology,
  deadline: Deadline,
): Promise<Map<number, Item<readonly LogDir[]>>> {
  context.router.setNodes(topology.brokers);
  const byNode = new Map<number, Item<readonly LogDir[]>>();
  await Promise.all(
    topology.brokers.map(({ nodeId }) =>
      contained(
        nodeId,
        async () => {
          const dirs = await readOne(context, nodeId, deadline);
          byNode.set(nodeId, dirs.length > 0 ? okItem(dirs) : faultItem(kafkaFault(31, nodeId)));
        },
        (fault) => byNode.set(nodeId, faultItem(fault)),
      ),
    ),
  );
  return byNode;
}
