import { kafkaFault, faultOf } from '../fault.ts';
import type { Router } from '../router/router.ts';
import type { Deadline } from '../transport/deadline.ts';
import { findCoordinator } from '../wire/apis/find-coordinator.ts';
import { chooseVersion } from '../wire/choose-version.ts';
import type { BrokerNode, KafkaFault } from './port.ts';

const GROUP_KEY_TYPE = 0;
/** First version that looks up many keys in one request. */
const BATCHED_VERSION = 4;

/** A group's coordinator, or why it is not known. */
export type CoordinatorLookup = { nodeId: number } | { fault: KafkaFault };

interface Found {
  errorCode: number;
  errorMessage: string | null;
  nodeId: number;
  host: string;
  port: number;
}

function toLookup(router: Router, found: Found, askedNode: number | null): CoordinatorLookup {
  if (found.errorCode !== 0) return { fault: kafkaFault(found.errorCode, askedNode, found.errorMessage) };
  const node: BrokerNode = { nodeId: found.nodeId, host: found.host, port: found.port, rack: null };
  router.setNodes([node]);
  return { nodeId: found.nodeId };
}

async function lookUpBatch(
  router: Router,
  groupIds: readonly string[],
  deadline: Deadline,
): Promise<Map<string, CoordinatorLookup>> {
  const answer = await router.askAny(findCoordinator, { key: '', keyType: GROUP_KEY_TYPE, coordinatorKeys: groupIds }, deadline);
  return new Map(answer.body.coordinators.map((found) => [found.key, toLookup(router, found, answer.nodeId)]));
}

async function lookUpOne(router: Router, groupId: string, deadline: Deadline): Promise<readonly [string, CoordinatorLookup]> {
  try {
    const answer = await router.askAny(findCoordinator, { key: groupId, keyType: GROUP_KEY_TYPE, coordinatorKeys: [] }, deadline);
    return [groupId, toLookup(router, answer.body, answer.nodeId)];
  } catch (error) {
    return [groupId, { fault: faultOf(error, null) }];
  }
}

/** Asks which brokers coordinate these groups now: in one request where brokers can (3.0), one per group below. Rejects when no broker answers. */
export async function findCoordinators(
  router: Router,
  groupIds: readonly string[],
  deadline: Deadline,
): Promise<Map<string, CoordinatorLookup>> {
  if (groupIds.length === 0) return new Map();
  const { ranges } = await router.anyVersions(deadline);
  const version = chooseVersion(findCoordinator, ranges.get(findCoordinator.key));
  if (version !== null && version >= BATCHED_VERSION) return lookUpBatch(router, groupIds, deadline);
  return new Map(await Promise.all(groupIds.map((groupId) => lookUpOne(router, groupId, deadline))));
}
