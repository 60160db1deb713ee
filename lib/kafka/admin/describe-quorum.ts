import { faultItem, faultOf, isRetriable, kafkaFault, okItem, ownFault } from '../fault.ts';
import type { Router } from '../router/router.ts';
import type { Deadline } from '../transport/deadline.ts';
import { describeQuorum } from '../wire/apis/describe-quorum.ts';
import type { Item, Quorum, QuorumReplica } from './port.ts';

const METADATA_TOPIC = '__cluster_metadata';
const TRIES = 2;

interface ReplicaState {
  replicaId: number;
  replicaDirectoryId: string | null;
  logEndOffset: bigint;
  lastFetchTimestamp: bigint;
  lastCaughtUpTimestamp: bigint;
}

function knownMs(timestamp: bigint): number | null {
  return timestamp < 0n ? null : Number(timestamp);
}

function toReplica(state: ReplicaState): QuorumReplica {
  return {
    nodeId: state.replicaId,
    directoryId: state.replicaDirectoryId,
    logEndOffset: state.logEndOffset,
    lastFetchMs: knownMs(state.lastFetchTimestamp),
    lastCaughtUpMs: knownMs(state.lastCaughtUpTimestamp),
  };
}

async function readOnce(router: Router, deadline: Deadline): Promise<Item<Quorum>> {
  const request = { topics: [{ topicName: METADATA_TOPIC, partitions: [{ partitionIndex: 0 }] }] };
  const { body, nodeId } = await router.askAny(describeQuorum, request, deadline);
  if (body.errorCode !== 0) return faultItem(kafkaFault(body.errorCode, nodeId, body.errorMessage));
  const partition = body.topics[0]?.partitions[0];
  if (partition === undefined)
    return faultItem(ownFault('MALFORMED_RESPONSE', 'DescribeQuorum answered without the metadata partition', nodeId));
  if (partition.errorCode !== 0) return faultItem(kafkaFault(partition.errorCode, nodeId, partition.errorMessage));
  return okItem({
    leaderId: partition.leaderId < 0 ? null : partition.leaderId,
    leaderEpoch: partition.leaderEpoch,
    highWatermark: partition.highWatermark,
    voters: partition.currentVoters.map(toReplica),
    observers: partition.observers.map(toReplica),
  });
}

/** The state of the KRaft quorum, as its leader tells it through any broker. Only for KRaft clusters. */
export async function readQuorum(router: Router, deadline: Deadline): Promise<Item<Quorum>> {
  let item: Item<Quorum> = faultItem(ownFault('NOT_ASKED', 'not asked'));
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      item = await readOnce(router, deadline);
    } catch (error) {
      return faultItem(faultOf(error, null));
    }
    // During an election the broker may forward to a controller that has just lost the lead.
    if (item.ok || !isRetriable(item.fault)) return item;
  }
  return item;
}
