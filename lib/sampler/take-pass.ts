import { cpuUsage } from 'node:process';
import { isCanaryGroup } from '#lib/core/canary-names.ts';
import type { Clock } from '#lib/core/clock.ts';
import type { CallCost, Item, KafkaAdmin } from '#lib/kafka/admin/port.ts';
import { TOPIC_CONFIG_KEYS, type Pass, type PassPlan } from './pass.ts';
import { takeLag } from './take-lag.ts';

/** Shares of the time left that a step may use, so that one mute broker cannot starve the steps after it. */
const TOPOLOGY_SHARE = 0.5;
const GROUP_LIST_SHARE = 0.35;
const COMMITS_SHARE = 0.5;

export interface TakePassOptions {
  clock: Clock;
  /** The whole pass ends after so many milliseconds; what did not answer by then is unknown. */
  deadlineMs: number;
  signal?: AbortSignal;
}

/**
 * Reads one cluster once: topology, groups where a listing is due, commits, then end offsets and what else `plan` asks for.
 * A broker that fails or stays silent leaves its items with faults. Throws only when no broker gave metadata, or when aborted.
 */
export async function takePass(admin: KafkaAdmin, plan: PassPlan, options: TakePassOptions): Promise<Pass> {
  const { clock, signal } = options;
  const startedAtMs = clock.now();
  const startedMonotonic = clock.monotonic();
  const costBefore = admin.cost();
  const cpuBefore = cpuUsage();
  const within = (share: number) => ({
    deadlineMs: Math.max(1, Math.floor((options.deadlineMs - (clock.monotonic() - startedMonotonic)) * share)),
    signal,
  });

  const capabilities = await admin.capabilities(within(TOPOLOGY_SHARE));
  const topology = await admin.topology(within(TOPOLOGY_SHARE));

  const clusterSoon = capabilities.describeCluster.supported
    ? admin.describeCluster(within(GROUP_LIST_SHARE)).catch((error: unknown) => {
        // The fenced brokers are a refinement: without them replicas, voters and memory still tell which brokers are expected.
        if (signal?.aborted) throw error;
        return null;
      })
    : Promise.resolve(null);
  const [listed, cluster] = await Promise.all([
    plan.knownGroups === null ? admin.listGroups(topology, within(GROUP_LIST_SHARE)) : null,
    clusterSoon,
  ]);
  // The canary's own groups have no members and nobody waits for them: they would only look like groups that lag.
  const groups = listed && { ...listed, groups: listed.groups.filter((group) => !isCanaryGroup(group.groupId)) };
  const asked = plan.knownGroups ?? groups?.groups ?? [];

  // Commits before end offsets: a commit can then only be older than the end it is compared with.
  const withCommits = asked.filter((group) => group.kind !== 'share');
  const committed = await admin.committed(topology, withCommits, within(COMMITS_SHARE));

  const describable =
    plan.descriptions === 'all' ? asked : plan.descriptions === 'none' ? [] : namedOnly(asked, new Set(plan.descriptions));
  const shareGroups =
    plan.shareOffsets && capabilities.shareGroupOffsets.supported ? asked.filter((group) => group.kind === 'share') : [];
  const configNames = [
    ...plan.configs.filter((name) => topology.topicByName.has(name)),
    ...(plan.missingTopics ?? []).filter((name) => !topology.topicByName.has(name)),
  ];
  const rest = within(1);
  const endSoon = admin.listOffsets(topology, 'latest', rest);
  // What lag needs besides is asked after the ends: a last stable offset read later than the end cannot make up a transaction.
  const lagPlan = plan.lag;
  const lagSoon =
    lagPlan === null ? null : endSoon.then(() => takeLag(admin, topology, lagPlan, startedAtMs, { ...rest, ...within(1) }));
  const [end, lag, start, descriptions, shareOffsets, logDirs, quorum, configs] = await Promise.all([
    endSoon,
    lagSoon,
    plan.startOffsets ? admin.listOffsets(topology, 'earliest', rest) : null,
    plan.descriptions === 'none' ? null : admin.describeGroups(describable, rest),
    shareGroups.length > 0 ? admin.shareOffsets(shareGroups, rest) : null,
    plan.logDirs ? admin.logDirs(topology, rest) : null,
    plan.quorum && capabilities.describeQuorum.supported ? admin.quorum(rest) : null,
    configNames.length > 0 ? admin.describeConfigs('topic', configNames, { ...rest, keys: TOPIC_CONFIG_KEYS }) : null,
  ]);

  const cpu = cpuUsage(cpuBefore);
  return {
    startedAtMs,
    startedMonotonic,
    durationMs: clock.monotonic() - startedMonotonic,
    capabilities,
    topology,
    cluster,
    end,
    start,
    groups,
    committed,
    descriptions:
      descriptions &&
      byKey(
        describable.map((group) => group.groupId),
        descriptions,
      ),
    shareOffsets:
      shareOffsets &&
      byKey(
        shareGroups.map((group) => group.groupId),
        shareOffsets,
      ),
    logDirs,
    quorum,
    configs: configs && byKey(configNames, configs),
    lag,
    cost: { ...costSince(costBefore, admin.cost()), cpuMs: (cpu.user + cpu.system) / 1000 },
  };
}

/** The difference of two readings of `KafkaAdmin.cost()`. */
export function costSince(before: CallCost, after: CallCost): CallCost {
  const requestsByApi: Record<string, number> = {};
  for (const [api, count] of Object.entries(after.requestsByApi)) {
    const made = count - (before.requestsByApi[api] ?? 0);
    if (made > 0) requestsByApi[api] = made;
  }
  return {
    requests: after.requests - before.requests,
    requestsByApi,
    bytesOut: after.bytesOut - before.bytesOut,
    bytesIn: after.bytesIn - before.bytesIn,
  };
}

function namedOnly<T extends { groupId: string }>(groups: readonly T[], names: ReadonlySet<string>): T[] {
  return groups.filter((group) => names.has(group.groupId));
}

function byKey<T>(keys: readonly string[], items: readonly Item<T>[]): Map<string, Item<T>> {
  const map = new Map<string, Item<T>>();
  for (const [i, key] of keys.entries()) {
    const item = items[i];
    if (item !== undefined) map.set(key, item);
  }
  return map;
}
