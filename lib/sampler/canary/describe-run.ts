import type { CanaryBroker, CanarySnapshot } from '#lib/contracts/canary.ts';
import { CANARY_TOPIC } from '#lib/core/canary-names.ts';
import { contractFaultOrNull } from '../names.ts';
import type { CanaryRun } from './canary-run.ts';
import type { BrokerTallies } from './sample-book.ts';
import { summarizeBroker } from './summarize.ts';

/** Windows that are shown, milliseconds. */
const MINUTE_MS = 60_000;
const FIVE_MINUTES_MS = 300_000;

interface Windows {
  minute: ReadonlyMap<number, BrokerTallies>;
  five: ReadonlyMap<number, BrokerTallies>;
}

function describeBroker(run: CanaryRun, nodeId: number, isPresent: boolean, windows: Windows): CanaryBroker {
  const partition = run.plan?.partitionOf.get(nodeId) ?? null;
  const failing = run.watch.failing(nodeId);
  const state = failing !== null ? 'failing' : partition === null ? 'not_covered' : 'covered';
  const reason = isPresent ? (run.plan?.notCovered.get(nodeId) ?? 'no_partition') : 'absent';
  return {
    nodeId,
    state,
    notCovered: isPresent && partition !== null ? null : reason,
    partition: isPresent ? partition : null,
    failingSince: failing === null ? null : new Date(failing.sinceMs).toISOString(),
    lastFault: run.watch.lastFault(nodeId),
    lastMinute: summarizeBroker(windows.minute.get(nodeId)),
    lastFiveMinutes: summarizeBroker(windows.five.get(nodeId)),
  };
}

/** The state of a run as it is shown: brokers in metadata and those probed in the last five minutes, by id. */
export function describeRun(run: CanaryRun, nowMs: number): CanarySnapshot {
  const present = new Set((run.brokers ?? []).map((broker) => broker.nodeId));
  const windows = { minute: run.book.window(nowMs, MINUTE_MS), five: run.book.window(nowMs, FIVE_MINUTES_MS) };
  const nodeIds = [...new Set([...present, ...run.watch.known()])].sort((a, b) => a - b);
  return {
    state: run.plan !== null ? 'running' : run.keeper.fault === null ? 'starting' : 'no_topic',
    fault: contractFaultOrNull(run.keeper.fault),
    topic: CANARY_TOPIC,
    startedAt: new Date(run.startedAtMs).toISOString(),
    brokers: nodeIds.map((nodeId) => describeBroker(run, nodeId, present.has(nodeId), windows)),
  };
}
