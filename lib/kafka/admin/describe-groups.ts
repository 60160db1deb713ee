import type { Deadline } from '../transport/deadline.ts';
import type { Api } from '../wire/api.ts';
import { consumerGroupDescribe } from '../wire/apis/consumer-group-describe.ts';
import { describeGroups } from '../wire/apis/describe-groups.ts';
import { shareGroupDescribe } from '../wire/apis/share-group-describe.ts';
import { streamsGroupDescribe } from '../wire/apis/streams-group-describe.ts';
import { askCoordinators } from './ask-coordinators.ts';
import type { AdminContext } from './context.ts';
import {
  classicDescription,
  consumerDescription,
  shareDescription,
  streamsDescription,
  type ToDescription,
} from './group-descriptions.ts';
import type { GroupDescription, GroupKind, GroupListing, Item } from './port.ts';

/** Groups per request. */
const GROUPS_MAX = 500;
const GROUP_ID_NOT_FOUND = 69;

interface Ask {
  context: AdminContext;
  deadline: Deadline;
}

type Described = readonly (readonly [groupId: string, item: Item<GroupDescription>])[];

/** Describes some groups of one coordinator with one API. */
async function describeBatch<Req, G extends { groupId: string }>(
  ask: Ask,
  nodeId: number,
  api: Api<Req, { groups: readonly G[] }>,
  request: Req,
  toDescription: ToDescription<G>,
): Promise<Described> {
  const { body } = await ask.context.router.askNode(nodeId, api, request, ask.deadline);
  return body.groups.map((group) => [group.groupId, toDescription(group, nodeId)] as const);
}

function describeAs(ask: Ask, nodeId: number, kind: GroupKind, groupIds: readonly string[]): Promise<Described> {
  const modern = { groupIds, includeAuthorizedOperations: false };
  switch (kind) {
    case 'classic':
    case 'unknown': {
      const classic = { groups: groupIds, includeAuthorizedOperations: false };
      return describeBatch(ask, nodeId, describeGroups, classic, classicDescription(kind));
    }
    case 'consumer':
      return describeBatch(ask, nodeId, consumerGroupDescribe, modern, consumerDescription);
    case 'share':
      return describeBatch(ask, nodeId, shareGroupDescribe, modern, shareDescription);
    case 'streams':
      return describeBatch(ask, nodeId, streamsGroupDescribe, modern, streamsDescription);
  }
}

/** One request per coordinator, kind and `GROUPS_MAX` groups; items in the order of `groups`. */
function describeListed(ask: Ask, groups: readonly GroupListing[]): Promise<Item<GroupDescription>[]> {
  const ones = groups.map(({ groupId, coordinator, kind }) => ({ id: groupId, coordinator, kind }));
  return askCoordinators<(typeof ones)[number], GroupDescription>(
    ask.context,
    ones,
    {
      keyType: 'group',
      perRequest: GROUPS_MAX,
      sortOf: ({ kind }) => kind,
      ask(nodeId, some) {
        const ids = some.map(({ id }) => id);
        return describeAs(ask, nodeId, some[0]?.kind ?? 'unknown', ids);
      },
    },
    ask.deadline,
  );
}

function seemsDead(item: Item<GroupDescription>): boolean {
  return item.ok ? item.value.state === 'Dead' : item.fault.kafkaCode === GROUP_ID_NOT_FOUND;
}

/**
 * Describes groups, each by the API of its kind; results in the order of `groups`. A group of unknown kind that DescribeGroups calls dead or missing may be
 * one of the consumer protocol: where brokers have that API, its answer counts.
 */
export async function readDescriptions(
  context: AdminContext,
  groups: readonly GroupListing[],
  deadline: Deadline,
): Promise<Item<GroupDescription>[]> {
  const ask: Ask = { context, deadline };
  const items = await describeListed(ask, groups);
  const dead = groups.flatMap((group, at) => {
    const item = items[at];
    return group.kind === 'unknown' && item !== undefined && seemsDead(item)
      ? [{ at, group: { ...group, kind: 'consumer' as const } }]
      : [];
  });
  const second = await describeListed(
    ask,
    dead.map(({ group }) => group),
  );
  dead.forEach(({ at }, position) => {
    const item = second[position];
    if (item?.ok) items[at] = item;
  });
  return items;
}
