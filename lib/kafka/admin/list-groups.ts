import { KafkaCallError, kafkaFault } from '../fault.ts';
import { Tally } from '../router/tally.ts';
import type { Deadline } from '../transport/deadline.ts';
import { listGroups } from '../wire/apis/list-groups.ts';
import { refusedId } from '../wire/names.ts';
import { contained, type AdminContext } from './context.ts';
import type { GroupKind, GroupList, GroupListing, Topology } from './port.ts';

const KINDS: ReadonlyMap<string, GroupKind> = new Map([
  ['classic', 'classic'],
  ['consumer', 'consumer'],
  ['share', 'share'],
  ['streams', 'streams'],
]);

function byId(a: GroupListing, b: GroupListing): number {
  if (a.groupId === b.groupId) return 0;
  return a.groupId < b.groupId ? -1 : 1;
}

/** While a group moves, two brokers may list it for a moment: the one that does not call it dead has it. */
function better(known: GroupListing | undefined, found: GroupListing): GroupListing {
  return known === undefined || known.state === 'Dead' ? found : known;
}

/** Asks every broker for the groups it coordinates, all brokers at once. */
export async function readGroups(context: AdminContext, topology: Topology, deadline: Deadline): Promise<GroupList> {
  const { router } = context;
  router.setNodes(topology.brokers);
  const tally = new Tally();
  const byGroup = new Map<string, GroupListing>();
  const ask = async (nodeId: number): Promise<void> => {
    const answer = await router.askNode(nodeId, listGroups, { statesFilter: [], typesFilter: [] }, deadline);
    const { errorCode, groups } = answer.body;
    if (errorCode !== 0) throw new KafkaCallError(kafkaFault(errorCode, nodeId));
    tally.answered(nodeId, answer);
    for (const group of groups) {
      const refused = refusedId(group.groupId, 'a group id', nodeId);
      if (refused !== null) {
        tally.flawed(nodeId, refused);
        continue;
      }
      const listing: GroupListing = {
        groupId: group.groupId,
        kind: KINDS.get(group.groupType.toLowerCase()) ?? 'unknown',
        state: group.groupState === '' ? null : group.groupState,
        protocolType: group.protocolType === '' ? null : group.protocolType,
        coordinator: nodeId,
      };
      byGroup.set(listing.groupId, better(byGroup.get(listing.groupId), listing));
    }
  };
  await Promise.all(
    topology.brokers.map(({ nodeId }) =>
      contained(
        nodeId,
        () => ask(nodeId),
        (fault) => tally.failed(nodeId, fault),
      ),
    ),
  );
  return { groups: [...byGroup.values()].sort(byId), brokers: tally.outcomes(topology.brokers) };
}
