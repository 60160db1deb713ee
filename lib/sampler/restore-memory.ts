import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { Problem } from '#lib/contracts/common.ts';
import type { DerivedBroker } from './derive-brokers.ts';
import { emptyMemory, type SamplerMemory } from './derive-pass.ts';
import type { GroupWatch } from './watch-groups.ts';

/**
 * The memory of a sampler that takes over: since when brokers are as they are and which groups were found abandoned, from the last stored pass.
 * Offsets are not taken over: rates need answer times of this process, so the first pass has none.
 */
export function restoreMemory(brokers: readonly BrokerSummary[], problems: readonly Problem[], now: number): SamplerMemory {
  const watches = new Map<string, GroupWatch>();
  for (const problem of problems) {
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
  return { ...emptyMemory(), watches, brokers: new Map(brokers.map((broker) => [broker.nodeId, restoredBroker(broker, now)])) };
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
