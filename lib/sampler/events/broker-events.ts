import type { EventKind } from '#lib/contracts/events.ts';
import { controllerOf } from '../controller.ts';
import type { BrokerState } from '../derive-brokers.ts';
import type { DerivedPass } from '../derive-pass.ts';
import type { EventBaseline } from './event-baseline.ts';
import { broker, CLUSTER, type EventDraft } from './event-draft.ts';

/** Kafka's error code of a log directory on a failed disk. */
const KAFKA_STORAGE_ERROR = 56;

const STATE_EVENT: Record<BrokerState, EventKind> = { up: 'broker_up', silent: 'broker_silent', down: 'broker_down' };

/** What a pass tells about brokers, the controller and log directories, and what is known of them from now on. */
export function brokerEvents(
  baseline: EventBaseline | null,
  derived: DerivedPass,
): { drafts: EventDraft[] } & Pick<EventBaseline, 'brokers' | 'controller' | 'logDirs'> {
  const drafts: EventDraft[] = [];
  const brokers = new Map<number, BrokerState>();
  for (const { nodeId, state, fault } of derived.brokers.values()) {
    brokers.set(nodeId, state);
    const before = baseline?.brokers.get(nodeId);
    if (baseline === null || before === state) continue;
    const kind = before === undefined && state === 'up' ? 'broker_appeared' : STATE_EVENT[state];
    drafts.push({ kind, scope: broker(nodeId), detail: { before: before ?? null, reason: fault?.message ?? null } });
  }
  for (const nodeId of baseline?.brokers.keys() ?? []) {
    if (!brokers.has(nodeId)) drafts.push({ kind: 'broker_gone', scope: broker(nodeId), detail: {} });
  }
  const { drafts: changed, controller } = controllerEvents(baseline, derived);
  const dirs = logDirEvents(baseline, derived);
  return { drafts: [...drafts, ...changed, ...dirs.drafts], brokers, controller, logDirs: dirs.logDirs };
}

function controllerEvents(baseline: EventBaseline | null, derived: DerivedPass) {
  const before = baseline?.controller ?? null;
  const nodeId = controllerOf(derived);
  const epoch = quorumEpoch(derived);
  // A leader of a smaller epoch is one that has not heard of its end.
  const isOlder = epoch !== null && before !== null && before.epoch !== null && epoch < before.epoch;
  if (nodeId === null || isOlder) return { drafts: [], controller: before };
  const drafts: EventDraft[] = [];
  if (before !== null && before.nodeId !== nodeId) {
    drafts.push({
      kind: 'controller_changed',
      scope: CLUSTER,
      touches: [broker(before.nodeId), broker(nodeId)],
      detail: { from: before.nodeId, to: nodeId, epoch },
    });
  }
  return { drafts, controller: { nodeId, epoch } };
}

function quorumEpoch({ quorum }: DerivedPass): number | null {
  return quorum?.ok ? quorum.value.leaderEpoch : null;
}

function logDirEvents(baseline: EventBaseline | null, derived: DerivedPass) {
  const drafts: EventDraft[] = [];
  // Brokers that are gone, and directories that one no longer has, are forgotten.
  const logDirs = new Map([...(baseline?.logDirs ?? [])].filter(([nodeId]) => derived.brokers.has(nodeId)));
  for (const [nodeId, dirs] of readDirs(derived, baseline?.logDirs)) {
    const known = logDirs.get(nodeId);
    for (const [path, isOffline] of dirs) {
      const before = known?.get(path);
      if (before === undefined || before === isOffline) continue;
      const kind = isOffline ? 'log_dir_offline' : 'log_dir_online';
      drafts.push({ kind, scope: broker(nodeId), detail: { path }, key: path });
    }
    logDirs.set(nodeId, dirs);
  }
  return { drafts, logDirs };
}

/** Directories of the brokers that told in this pass. Of one that fails for another reason than its disk nothing new is known. */
function readDirs(derived: DerivedPass, known: EventBaseline['logDirs'] = new Map()): Map<number, Map<string, boolean>> {
  const read = new Map<number, Map<string, boolean>>();
  if (derived.pass.logDirs === null) return read;
  for (const [nodeId, { item }] of derived.sizes.brokers) {
    if (!item.ok) continue;
    const dirs = new Map<string, boolean>();
    for (const { path, fault } of item.value.dirs) {
      const before = known.get(nodeId)?.get(path);
      if (fault === null) dirs.set(path, false);
      else if (fault.kafkaCode === KAFKA_STORAGE_ERROR) dirs.set(path, true);
      else if (before !== undefined) dirs.set(path, before);
    }
    read.set(nodeId, dirs);
  }
  return read;
}
