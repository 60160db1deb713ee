import { faultItem, KafkaCallError, kafkaFault, okItem } from '../fault.ts';
import type { Deadline } from '../transport/deadline.ts';
import { decodeWith, encodeRequest } from '../wire/api.ts';
import { describeLogDirs } from '../wire/apis/describe-log-dirs.ts';
import { decodeLogDirs } from '../wire/log-dirs-columns.ts';
import { contained, type AdminContext } from './context.ts';
import type { BrokerLogDirs, Item, LogDirs, Topology } from './port.ts';

const CLUSTER_AUTHORIZATION_FAILED = 31;

async function readOne(
  context: AdminContext,
  nodeId: number,
  topology: Topology,
  leaderBytes: Float64Array,
  deadline: Deadline,
): Promise<BrokerLogDirs> {
  const request = (version: number) => encodeRequest(describeLogDirs, version, { topics: null });
  const answer = await context.router.callNode(nodeId, describeLogDirs, request, deadline);
  const { errorCode, dirs, furthest } = decodeWith(describeLogDirs, answer.version, answer.payload, (reader) =>
    decodeLogDirs(reader, { nodeId, topology, leaderBytes }),
  );
  if (errorCode !== 0) throw new KafkaCallError(kafkaFault(errorCode, nodeId));
  return {
    dirs: dirs.map(({ errorCode: dirError, ...dir }) => ({
      ...dir,
      fault: dirError === 0 ? null : kafkaFault(dirError, nodeId),
    })),
    furthest,
  };
}

/**
 * The log directories of every live broker. Below version 3 of the API a missing right shows as an empty list, which would read as
 * "no directories": such a broker gets the fault CLUSTER_AUTHORIZATION_FAILED, for a broker has at least one.
 */
export async function readLogDirs(context: AdminContext, topology: Topology, deadline: Deadline): Promise<LogDirs> {
  context.router.setNodes(topology.brokers);
  const brokers = new Map<number, Item<BrokerLogDirs>>();
  const leaderBytes = new Float64Array(topology.partitionCount).fill(NaN);
  await Promise.all(
    topology.brokers.map(({ nodeId }) =>
      contained(
        nodeId,
        async () => {
          const read = await readOne(context, nodeId, topology, leaderBytes, deadline);
          const refused = kafkaFault(CLUSTER_AUTHORIZATION_FAILED, nodeId);
          brokers.set(nodeId, read.dirs.length > 0 ? okItem(read) : faultItem(refused));
        },
        (fault) => brokers.set(nodeId, faultItem(fault)),
      ),
    ),
  );
  return { brokers, leaderBytes };
}
