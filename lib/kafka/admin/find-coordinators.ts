import { kafkaFault, faultOf } from '../fault.ts';
import type { Router } from '../router/router.ts';
import type { Deadline } from '../transport/deadline.ts';
import { findCoordinator } from '../wire/apis/find-coordinator.ts';
import { chooseVersion } from '../wire/choose-version.ts';
import type { BrokerNode, KafkaFault } from './port.ts';

/** What a coordinator is looked up for. Share groups are groups here: their members and progress are the group coordinator's. */
export type CoordinatorKeyType = 'group' | 'transaction';

const KEY_TYPES: Record<CoordinatorKeyType, number> = { group: 0, transaction: 1 };
/** First version that looks up many keys in one request. */
const BATCHED_VERSION = 4;

/** The coordinator of a group or transaction, or why it is not known. */
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
  ids: readonly string[],
  keyType: CoordinatorKeyType,
  deadline: Deadline,
): Promise<Map<string, CoordinatorLookup>> {
  const answer = await router.askAny(findCoordinator, { key: '', keyType: KEY_TYPES[keyType], coordinatorKeys: ids }, deadline);
  return new Map(answer.body.coordinators.map((found) => [found.key, toLookup(router, found, answer.nodeId)]));
}

async function lookUpOne(
  router: Router,
  id: string,
  keyType: CoordinatorKeyType,
  deadline: Deadline,
): Promise<readonly [string, CoordinatorLookup]> {
  try {
    const answer = await router.askAny(findCoordinator, { key: id, keyType: KEY_TYPES[keyType], coordinatorKeys: [] }, deadline);
    return [id, toLookup(router, answer.body, answer.nodeId)];
  } catch (error) {
    return [id, { fault: faultOf(error, null) }];
  }
}

/** Asks which brokers coordinate these groups or transactions now: in one request where brokers can (3.0), one for each below. Rejects when no broker answers. */
export async function findCoordinators(
  router: Router,
  ids: readonly string[],
  deadline: Deadline,
  keyType: CoordinatorKeyType = 'group',
): Promise<Map<string, CoordinatorLookup>> {
  if (ids.length === 0) return new Map();
  const { ranges } = await router.anyVersions(deadline);
  const version = chooseVersion(findCoordinator, ranges.get(findCoordinator.key));
  if (version !== null && version >= BATCHED_VERSION) return lookUpBatch(router, ids, keyType, deadline);
  return new Map(await Promise.all(ids.map((id) => lookUpOne(router, id, keyType, deadline))));
}
