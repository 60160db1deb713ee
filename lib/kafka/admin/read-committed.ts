import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaCallError, kafkaFault, ownFault } from '../fault.ts';
import { Tally } from '../router/tally.ts';
import { remainingMs, type Deadline } from '../transport/deadline.ts';
import { decodeWith, encodeRequest } from '../wire/api.ts';
import { offsetFetch } from '../wire/apis/offset-fetch.ts';
import { chooseVersion } from '../wire/choose-version.ts';
import { CommitRows, decodeOffsetFetch } from '../wire/offset-fetch-columns.ts';
import { assembleCommits, type GroupOutcome } from './assemble-commits.ts';
import { planCommitBatches } from './commit-batches.ts';
import { contained, rememberRows, type AdminContext } from './context.ts';
import { findCoordinators } from './find-coordinators.ts';
import type { CommittedColumns, GroupListing, KafkaFault, Topology } from './port.ts';

/** First version of OffsetFetch that reads many groups in one request (Kafka 3.0). */
const BATCHED_VERSION = 8;
/** Pause before asking a coordinator again that was loading or moving. */
const SECOND_TRY_AFTER_MS = 250;

const COORDINATOR_LOAD_IN_PROGRESS = 14;
const COORDINATOR_NOT_AVAILABLE = 15;
const NOT_COORDINATOR = 16;
const MAY_PASS = new Set([COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR]);

interface Round {
  context: AdminContext;
  topology: Topology;
  deadline: Deadline;
  tally: Tally;
  outcomes: Map<string, GroupOutcome>;
}

function requestBody(groupIds: readonly string[]): (version: number) => Buffer {
  return (version) => {
    const [groupId = ''] = groupIds;
    if (version < BATCHED_VERSION && groupIds.length > 1) {
      throw new KafkaCallError(ownFault('UNSUPPORTED', 'the broker was replaced by an older one during the call'));
    }
    const groups = groupIds.map((id) => ({ groupId: id, memberId: null, memberEpoch: -1, topics: null }));
    return encodeRequest(offsetFetch, version, { groupId, topics: null, groups, requireStable: false });
  };
}

async function readBatch(round: Round, nodeId: number, groupIds: readonly string[]): Promise<void> {
  const { context, topology, deadline, tally, outcomes } = round;
  const answer = await context.router.callNode(nodeId, offsetFetch, requestBody(groupIds), deadline);
  const rows = new CommitRows();
  const [soleGroupId = ''] = groupIds;
  const groups = decodeWith(offsetFetch, answer.version, answer.payload, (reader) =>
    decodeOffsetFetch(reader, topology, rows, soleGroupId),
  );
  tally.answered(nodeId, answer);
  for (const group of groups) {
    const fault = group.errorCode === 0 ? null : kafkaFault(group.errorCode, nodeId);
    outcomes.set(group.groupId, { coordinator: nodeId, fault, rows, from: group.from, to: group.to });
    if (fault === null) rememberRows(context, group.groupId, group.to - group.from);
  }
}

function failGroups(round: Round, nodeId: number | null, groupIds: readonly string[], fault: KafkaFault): void {
  for (const groupId of groupIds) round.outcomes.set(groupId, { coordinator: nodeId, fault, rows: null, from: 0, to: 0 });
}

async function readCoordinator(round: Round, nodeId: number, groups: readonly GroupListing[]): Promise<void> {
  const { context, deadline, tally } = round;
  const { ranges } = await context.router.nodeVersions(nodeId, deadline);
  const version = chooseVersion(offsetFetch, ranges.get(offsetFetch.key)) ?? 0;
  const batches =
    version >= BATCHED_VERSION ? planCommitBatches(groups, context.commitRowsByGroup) : groups.map((group) => [group]);
  await Promise.all(
    batches.map((batch) => {
      const groupIds = batch.map((group) => group.groupId);
      return contained(
        nodeId,
        () => readBatch(round, nodeId, groupIds),
        (fault) => {
          tally.failed(nodeId, fault);
          failGroups(round, nodeId, groupIds, fault);
        },
      );
    }),
  );
}

async function readFrom(round: Round, byCoordinator: ReadonlyMap<number, readonly GroupListing[]>): Promise<void> {
  await Promise.all(
    [...byCoordinator].map(([nodeId, groups]) =>
      contained(
        nodeId,
        () => readCoordinator(round, nodeId, groups),
        (fault) => {
          round.tally.failed(nodeId, fault);
          failGroups(
            round,
            nodeId,
            groups.map((group) => group.groupId),
            fault,
          );
        },
      ),
    ),
  );
}

function groupBy(groups: readonly GroupListing[], coordinatorOf: (group: GroupListing) => number): Map<number, GroupListing[]> {
  const byCoordinator = new Map<number, GroupListing[]>();
  for (const group of groups) {
    const nodeId = coordinatorOf(group);
    const list = byCoordinator.get(nodeId);
    if (list === undefined) byCoordinator.set(nodeId, [group]);
    else list.push(group);
  }
  return byCoordinator;
}

/** Groups that moved, or whose coordinator was loading: looks them up anew and asks once more, if the time allows. */
async function readMoved(round: Round, groups: readonly GroupListing[]): Promise<void> {
  const { context, deadline, outcomes } = round;
  const moved = groups.filter((group) => MAY_PASS.has(outcomes.get(group.groupId)?.fault?.kafkaCode ?? 0));
  if (moved.length === 0 || remainingMs(context.clock, deadline) < 2 * SECOND_TRY_AFTER_MS || deadline.signal?.aborted) return;
  await sleep(SECOND_TRY_AFTER_MS);
  const found = await findCoordinators(
    context.router,
    moved.map((group) => group.groupId),
    deadline,
  ).catch((error: unknown) => {
    // The first answers stand; a second look that fails adds nothing to them.
    if (error instanceof KafkaCallError) return new Map<string, never>();
    throw error;
  });
  const again: GroupListing[] = [];
  for (const group of moved) {
    const lookup = found.get(group.groupId);
    if (lookup === undefined) continue;
    if ('fault' in lookup) failGroups(round, null, [group.groupId], lookup.fault);
    else again.push({ ...group, coordinator: lookup.nodeId });
  }
  await readFrom(
    round,
    groupBy(again, (group) => group.coordinator),
  );
}

/** Reads all commits of many groups, all coordinators at once. */
export async function readCommitted(
  context: AdminContext,
  topology: Topology,
  groups: readonly GroupListing[],
  deadline: Deadline,
): Promise<CommittedColumns> {
  context.router.setNodes(topology.brokers);
  const round: Round = { context, topology, deadline, tally: new Tally(), outcomes: new Map() };
  await readFrom(
    round,
    groupBy(groups, (group) => group.coordinator),
  );
  await readMoved(round, groups);
  return assembleCommits(
    groups.map((group) => group.groupId),
    round.outcomes,
    { answeredAtByBroker: round.tally.answeredAtByBroker, brokers: round.tally.outcomes(topology.brokers) },
  );
}
