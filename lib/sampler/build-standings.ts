import type { GroupSummary, GroupTopic } from '#lib/contracts/groups.ts';
import { SNAPSHOT_SHARDS, snapshotShard, type SnapshotParts, type StandingEntry } from '#lib/store/snapshot/types.ts';
import { coveredSum } from './covered.ts';
import type { Outlook } from './derive-lag.ts';
import type { DerivedPass } from './derive-pass.ts';
import { isCompacted } from './topic-configs.ts';

/** Up to so many pairs of group and topic are written with each pass; above, each shard takes turns. */
const PAIRS_EVERY_PASS = 2_000;
const TURNS = 4;

/** The shards that hold how groups do on each of their topics. */
export type StandingParts = Pick<SnapshotParts, `standing:${number}`>;

/** What was handed out last. */
export interface StandingMemory {
  passes: number;
  /** Verdict codes by group, to see which shards must not wait for their turn. */
  codes: ReadonlyMap<string, string>;
}

/** The shards of this pass: all of a small cluster, a quarter of a large one and those in which a verdict changed. */
export function buildStandings(
  derived: DerivedPass,
  previous: StandingMemory | null,
): { parts: StandingParts; memory: StandingMemory } {
  const { commits, lag } = derived;
  const passes = (previous?.passes ?? -1) + 1;
  const codes = new Map<string, string>();
  const due = new Set<number>();
  const isSmall = previous === null || commits.pairGroup.length <= PAIRS_EVERY_PASS;
  for (let shard = 0; shard < SNAPSHOT_SHARDS; shard++) if (isSmall || shard % TURNS === passes % TURNS) due.add(shard);
  const byGroup = new Map<number, number[]>();
  for (const [pair, g] of commits.pairGroup.entries()) {
    const pairs = byGroup.get(g);
    if (pairs === undefined) byGroup.set(g, [pair]);
    else pairs.push(pair);
  }
  for (const [g, { listing }] of commits.groups.entries()) {
    const code = (byGroup.get(g) ?? []).map((pair) => lag.pairVerdicts[pair]?.code ?? '').join();
    codes.set(listing.groupId, code);
    if (previous !== null && previous.codes.get(listing.groupId) !== code) due.add(snapshotShard(listing.groupId));
  }
  const parts: StandingParts = {};
  for (const shard of due) parts[`standing:${shard}`] = {};
  for (const [g, { listing }] of commits.groups.entries()) {
    const shard = parts[`standing:${snapshotShard(listing.groupId)}`];
    if (shard !== undefined) shard[listing.groupId] = standingOf(derived, g, byGroup.get(g) ?? []);
  }
  return { parts, memory: { passes, codes } };
}

function standingOf(derived: DerivedPass, g: number, pairs: readonly number[]): StandingEntry {
  const { commits, lag, pass, configs } = derived;
  const topics = pairs.flatMap((pair): GroupTopic[] => {
    const topic = pass.topology.topics[commits.pairTopic[pair] ?? -1];
    const verdict = lag.pairVerdicts[pair];
    const outlook = lag.pairOutlooks[pair];
    if (topic === undefined || verdict === undefined || outlook === undefined) return [];
    const { byPair } = commits;
    const total = byPair.total[pair] ?? 0;
    return [
      {
        topic: topic.name,
        partitions: total,
        lag: coveredSum(byPair.lag.get(pair), byPair.lagKnown[pair] ?? 0, total),
        verdict,
        secondsBehind: lag.byPair.seconds(pair),
        retentionHeadroomBytes: finiteOrNull(outlook.headroomBytes, 0),
        messagesInPerSecond: finiteOrNull(outlook.produced ?? NaN, 2),
        messagesOutPerSecond: finiteOrNull(outlook.consumed ?? NaN, 2),
        compacted: isCompacted(configs.get(topic.name)),
        ...outlookFields(outlook),
      },
    ];
  });
  for (const [name, held] of lag.uncommitted.get(g) ?? []) topics.push(uncommittedTopic(derived, name, held));
  return { topics: topics.sort((a, b) => (a.topic < b.topic ? -1 : 1)), odd: lag.odd.get(g) ?? [] };
}

/** A topic that members hold without having committed anything on it. */
function uncommittedTopic({ pass, configs }: DerivedPass, topic: string, held: readonly number[]): GroupTopic {
  return {
    topic,
    partitions: 0,
    lag: { value: null, known: 0, total: 0 },
    verdict: {
      code: 'NO_COMMIT',
      reason: null,
      since: new Date(pass.startedAtMs).toISOString(),
      evidence: { uncommitted: held.length },
      partitions: held.slice(0, 20).map((partition) => ({ topic, partition })),
      partitionsTotal: held.length,
    },
    secondsBehind: null,
    catchUpSeconds: null,
    retentionHeadroomSeconds: null,
    retentionHeadroomBytes: null,
    lastCommitAt: null,
    messagesInPerSecond: null,
    messagesOutPerSecond: null,
    compacted: isCompacted(configs.get(topic)),
  };
}

/** What an outlook says in a row of a list. */
export function outlookFields(
  outlook: Outlook | undefined,
): Pick<GroupSummary, 'catchUpSeconds' | 'retentionHeadroomSeconds' | 'lastCommitAt'> {
  const catchUp = outlook?.catchUp ?? null;
  return {
    catchUpSeconds: typeof catchUp === 'number' ? finiteOrNull(catchUp, 1) : catchUp,
    retentionHeadroomSeconds: finiteOrNull(outlook?.headroomSeconds ?? NaN, 0),
    lastCommitAt:
      outlook === undefined || Number.isNaN(outlook.lastCommitMs) ? null : new Date(outlook.lastCommitMs).toISOString(),
  };
}

function finiteOrNull(value: number, digits: number): number | null {
  const scale = 10 ** digits;
  return Number.isFinite(value) ? Math.round(value * scale) / scale : null;
}
