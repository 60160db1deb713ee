import { faultItem, ownFault } from '../fault.ts';
import type { Deadline } from '../transport/deadline.ts';
import type { Api } from '../wire/api.ts';
import { consumerGroupDescribe } from '../wire/apis/consumer-group-describe.ts';
import { describeGroups } from '../wire/apis/describe-groups.ts';
import { shareGroupDescribe } from '../wire/apis/share-group-describe.ts';
import { streamsGroupDescribe } from '../wire/apis/streams-group-describe.ts';
import { contained, type AdminContext } from './context.ts';
import { findCoordinators } from './find-coordinators.ts';
import {
  classicDescription,
  consumerDescription,
  shareDescription,
  streamsDescription,
  type ToDescription,
} from './group-descriptions.ts';
import type { GroupDescription, GroupKind, GroupListing, Item } from './port.ts';
import { learnNodes } from './read-topology.ts';

/** Groups per request. */
const GROUPS_MAX = 500;
const NOT_COORDINATOR = 16;
const GROUP_ID_NOT_FOUND = 69;

type Items = Map<string, Item<GroupDescription>>;

interface Ask {
  context: AdminContext;
  deadline: Deadline;
  items: Items;
}

/** Describes some groups of one coordinator with one API. */
async function describeBatch<Req, G extends { groupId: string }>(
  ask: Ask,
  nodeId: number,
  groupIds: readonly string[],
  api: Api<Req, { groups: readonly G[] }>,
  request: Req,
  toDescription: ToDescription<G>,
): Promise<void> {
  const share = async (): Promise<void> => {
    const { body } = await ask.context.router.askNode(nodeId, api, request, ask.deadline);
    for (const group of body.groups) ask.items.set(group.groupId, toDescription(group, nodeId));
  };
  await contained(nodeId, share, (fault) => {
    for (const groupId of groupIds) ask.items.set(groupId, faultItem(fault));
  });
}

function describeAs(ask: Ask, nodeId: number, kind: GroupKind, groupIds: readonly string[]): Promise<void> {
  const modern = { groupIds, includeAuthorizedOperations: false };
  switch (kind) {
    case 'classic':
    case 'unknown': {
      const classic = { groups: groupIds, includeAuthorizedOperations: false };
      return describeBatch(ask, nodeId, groupIds, describeGroups, classic, classicDescription(kind));
    }
    case 'consumer':
      return describeBatch(ask, nodeId, groupIds, consumerGroupDescribe, modern, consumerDescription);
    case 'share':
      return describeBatch(ask, nodeId, groupIds, shareGroupDescribe, modern, shareDescription);
    case 'streams':
      return describeBatch(ask, nodeId, groupIds, streamsGroupDescribe, modern, streamsDescription);
  }
}

/** One request per coordinator, kind and `GROUPS_MAX` groups. */
async function describeListed(ask: Ask, groups: readonly GroupListing[]): Promise<void> {
  const batches = new Map<string, { nodeId: number; kind: GroupKind; groupIds: string[] }>();
  for (const { groupId, kind, coordinator } of groups) {
    const key = `${coordinator} ${kind}`;
    const batch = batches.get(key) ?? { nodeId: coordinator, kind, groupIds: [] };
    batch.groupIds.push(groupId);
    batches.set(key, batch);
  }
  const chunks = [...batches.values()].flatMap(({ nodeId, kind, groupIds }) =>
    Array.from({ length: Math.ceil(groupIds.length / GROUPS_MAX) }, (_unused, i) => ({
      nodeId,
      kind,
      groupIds: groupIds.slice(i * GROUPS_MAX, (i + 1) * GROUPS_MAX),
    })),
  );
  await Promise.all(chunks.map(({ nodeId, kind, groupIds }) => describeAs(ask, nodeId, kind, groupIds)));
}

/** A group of unknown kind that DescribeGroups calls dead or missing may be one of the consumer protocol: where brokers have that API, its answer counts. */
async function describeSeeminglyDead(ask: Ask, groups: readonly GroupListing[]): Promise<void> {
  const dead = groups.filter((group) => {
    if (group.kind !== 'unknown') return false;
    const item = ask.items.get(group.groupId);
    return item !== undefined && (item.ok ? item.value.state === 'Dead' : item.fault.kafkaCode === GROUP_ID_NOT_FOUND);
  });
  if (dead.length === 0) return;
  const second: Ask = { ...ask, items: new Map() };
  await describeListed(
    second,
    dead.map((group) => ({ ...group, kind: 'consumer' })),
  );
  for (const [groupId, item] of second.items) if (item.ok) ask.items.set(groupId, item);
}

/** Groups that have moved since they were listed are looked up and asked for once more. */
async function describeMoved(ask: Ask, groups: readonly GroupListing[]): Promise<void> {
  const moved = groups.filter((group) => {
    const item = ask.items.get(group.groupId);
    return item !== undefined && !item.ok && item.fault.kafkaCode === NOT_COORDINATOR;
  });
  if (moved.length === 0) return;
  await contained(
    null,
    async () => {
      const found = await findCoordinators(
        ask.context.router,
        moved.map((group) => group.groupId),
        ask.deadline,
      );
      const again = moved.flatMap((group) => {
        const lookup = found.get(group.groupId);
        return lookup !== undefined && 'nodeId' in lookup ? [{ ...group, coordinator: lookup.nodeId }] : [];
      });
      await describeListed(ask, again);
    },
    // The first answer stands.
    () => undefined,
  );
}

/** Describes groups, each by the API of its kind; results in the order of `groups`. */
export async function readDescriptions(
  context: AdminContext,
  groups: readonly GroupListing[],
  deadline: Deadline,
): Promise<Item<GroupDescription>[]> {
  const ask: Ask = { context, deadline, items: new Map() };
  if (groups.some((group) => !context.router.knowsNode(group.coordinator))) await learnNodes(context.router, deadline);
  await describeListed(ask, groups);
  await describeSeeminglyDead(ask, groups);
  await describeMoved(ask, groups);
  return groups.map(({ groupId, coordinator }) => {
    const silent = ownFault(
      'MALFORMED_RESPONSE',
      `the coordinator's answer leaves out the group ${groupId.slice(0, 100)}`,
      coordinator,
    );
    return ask.items.get(groupId) ?? faultItem(silent);
  });
}
