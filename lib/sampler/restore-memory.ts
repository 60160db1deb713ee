import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { Problem } from '#lib/contracts/common.ts';
import { restoreSlowWatch, type SlowWatch } from '#lib/problems/slow-broker.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { DerivedBroker } from './derive-brokers.ts';
import type { CurrentGroup } from './derive-group-list.ts';
import { emptyMemory, type SamplerMemory } from './derive-pass.ts';
import { LagMemory, type StoredLag } from './lag-memory.ts';
import type { GroupWatch } from './watch-groups.ts';

/**
 * The memory of a sampler that takes over: since when brokers are as they are and which groups were found abandoned and brokers slow, from the last stored pass.
 * Groups are taken over too: one whose coordinator is silent now was there before and is unknown, not gone.
 * Lag in time and verdicts go on from what was written down. Offsets are not taken over: rates need answer times of this process, so the first pass has none.
 */
export function restoreMemory(
  brokers: readonly BrokerSummary[],
  problems: readonly Problem[],
  now: number,
  groups: readonly GroupSummary[] = [],
  lag: StoredLag | null = null,
): SamplerMemory {
  const watches = new Map<string, GroupWatch>();
  const slowness = new Map<number, SlowWatch>();
  for (const problem of problems) {
    if (problem.code === 'broker_slow') {
      slowness.set(Number(problem.params.broker), restoreSlowWatch(problem.params, Date.parse(problem.since)));
    }
    if (problem.code === 'group_no_members' && problem.scope.kind === 'group') {
      watches.set(problem.scope.name, {
        emptySinceMs: Date.parse(problem.since),
        lagWhenEmpty: 0n,
        // Still a problem if the first pass cannot read its lag: what is unknown resolves nothing.
        abandonedLag: BigInt(problem.params.lag ?? 0),
        aheadPasses: 0,
      });
    }
    if (problem.code === 'group_ahead_of_end' && problem.scope.kind === 'group') {
      watches.set(problem.scope.name, { emptySinceMs: null, lagWhenEmpty: null, abandonedLag: null, aheadPasses: 1 });
    }
  }
  return {
    ...emptyMemory(),
    watches,
    slowness,
    groups: groups.flatMap(restoredGroup),
    lag: new LagMemory(lag),
    brokers: new Map(brokers.map((broker) => [broker.nodeId, restoredBroker(broker, now)])),
  };
}

/** Of a group whose coordinator was not known then, nothing could tell whether it is gone. */
function restoredGroup({ groupId, kind, state, coordinator }: GroupSummary): CurrentGroup[] {
  if (coordinator === null) return [];
  return [{ listing: { groupId, kind, state, protocolType: null, coordinator }, misses: 0, fault: null, toldAtMs: NaN }];
}

function restoredBroker(broker: BrokerSummary, now: number): DerivedBroker {
  return {
    nodeId: broker.nodeId,
    host: broker.host,
    port: broker.port,
    rack: broker.rack,
    state: broker.state,
    sinceMs: Date.parse(broker.since),
    fault: null,
    roundTripMs: null,
    namedAt: now,
  };
}
