import type { Verdict } from '#lib/contracts/verdict.ts';
import type { GroupFact, NamedCount, ProblemFacts, VerdictFact } from '#lib/problems/facts.ts';
import { isRefusal } from '#lib/problems/find-problems.ts';
import { slowBrokerFacts } from '#lib/problems/slow-broker.ts';
import { isFullyJudged } from './derive-commits.ts';
import type { DerivedPass } from './derive-pass.ts';
import type { Trouble } from './derive-health.ts';
import { contractFault, contractFaultOrNull, partitionName } from './names.ts';
import { diskFacts, quorumHealthFact } from './threat-facts.ts';
import { isAheadForGood } from './watch-groups.ts';

const NOTHING: NamedCount = { count: 0, names: [] };

/** What the problem rules look at, taken from one derived pass. `onlyPass`: no other will follow, so that nothing waits for a second look. */
export function problemFacts(derived: DerivedPass, options: { onlyPass?: boolean } = {}): ProblemFacts {
  const { pass, columns, health, offsets } = derived;
  const { topology } = pass;
  const named = (trouble: Trouble): NamedCount => ({
    count: trouble.count,
    names: trouble.sample.map((index) => partitionName(topology, columns, index)),
  });
  const { truncations } = offsets;
  return {
    nowMs: pass.startedAtMs,
    brokers: [...derived.brokers.values()].map((broker) => {
      const load = health.loads.get(broker.nodeId);
      return {
        nodeId: broker.nodeId,
        state: broker.state,
        fault: contractFaultOrNull(broker.fault),
        nextTryMs: broker.fault?.heldBack?.nextTryMs ?? null,
        replicas: load?.replicas ?? 0,
        hit: named(
          broker.state === 'silent'
            ? silentHits(derived, broker.nodeId)
            : { count: load?.outOfSync ?? 0, sample: load?.outOfSyncSample ?? [] },
        ),
      };
    }),
    slowBrokers: slowBrokerFacts(derived.slowness),
    partitions: {
      offline: named(health.offline),
      underReplicated: named(health.unexplained),
      underMinIsr: health.underMinIsr && named(health.underMinIsr),
      truncated: {
        ...named({ count: truncations.length, sample: truncations.slice(0, 20).map((truncation) => truncation.index) }),
        lostOffsets: truncations.reduce((sum, truncation) => sum + truncation.lostOffsets, 0n),
      },
    },
    topics: topology.topics.flatMap((topic) =>
      topic.fault === null ? [] : [{ name: topic.name, fault: contractFault(topic.fault) }],
    ),
    groups: groupFacts(derived, options.onlyPass ?? false),
    unlistedBy: derived.unlistedBy,
    logDirs: logDirFacts(derived),
    quorum: quorumFact(derived),
    unread: unread(derived),
    quorumHealth: quorumHealthFact(derived),
    disks: diskFacts(derived),
    refused: refusedReadings(derived),
  };
}

/** Groups and brokers of which this pass knows too little to call anything about them resolved. */
function unread({ commits, brokers, sizes }: DerivedPass): ProblemFacts['unread'] {
  return {
    groups: new Set(commits.groups.flatMap(({ listing }, g) => (isFullyJudged(commits, g) ? [] : [listing.groupId]))),
    listedGroups: new Set(commits.groups.map(({ listing }) => listing.groupId)),
    logDirsOf: new Set([...brokers.keys()].filter((nodeId) => sizes.brokers.get(nodeId)?.item.ok !== true)),
  };
}

/** Partitions that a silent broker leads: their offsets are unknown, though replicas may be in sync. */
function silentHits(derived: DerivedPass, nodeId: number): Trouble {
  const trouble: Trouble = { count: 0, sample: [] };
  const { leaderOf } = derived.columns;
  for (let i = 0; i < leaderOf.length; i++) {
    if (leaderOf[i] !== nodeId) continue;
    trouble.count++;
    if (trouble.sample.length < 20) trouble.sample.push(i);
  }
  return trouble;
}

function groupFacts(derived: DerivedPass, onlyPass: boolean): GroupFact[] {
  const { commits, columns, pass, watches } = derived;
  const sampled = (count: number, sample: readonly number[] | undefined): NamedCount => ({
    count,
    names: (sample ?? []).map((index) => partitionName(pass.topology, columns, index)),
  });
  return commits.groups.flatMap((group, g) => {
    const { groupId } = group.listing;
    const watch = watches.get(groupId);
    const fault = commits.faults[g] ?? null;
    const lost = commits.lost[g] ?? 0;
    const abandonedLag = watch?.abandonedLag ?? null;
    const isAhead = onlyPass ? (commits.ahead[g] ?? 0) > 0 : isAheadForGood(watch);
    // One listing without the group is no trouble: it may be deleted, or its coordinator may be moving.
    const isNamed = fault !== null && fault.code !== 'NOT_LISTED';
    const verdict = derived.lag.groupVerdicts[g] ?? null;
    const isQuiet = verdict === null || verdict.code === 'OK' || verdict.code === 'NO_COMMIT';
    if (!isNamed && lost === 0 && !isAhead && abandonedLag === null && isQuiet) return [];
    return [
      {
        groupId,
        fault: isNamed ? contractFault(fault) : null,
        lost: sampled(lost, commits.lostSample.get(g)),
        ahead: isAhead ? sampled(commits.ahead[g] ?? 0, commits.aheadSample.get(g)) : NOTHING,
        abandoned: abandonedLag === null ? null : { lag: abandonedLag, sinceMs: watch?.emptySinceMs ?? pass.startedAtMs },
        verdict: isQuiet ? null : verdictFact(verdict),
        headroomSeconds: knownOrNull(derived.lag.groupOutlooks[g]?.headroomSeconds),
      },
    ];
  });
}

/** NaN and Infinity are no time that could be told. */
function knownOrNull(seconds = NaN): number | null {
  return Number.isFinite(seconds) ? seconds : null;
}

function verdictFact({ code, reason, since, evidence, partitions, partitionsTotal }: Verdict): VerdictFact {
  const names = partitions.map(({ topic, partition }) => `${topic}-${partition}`);
  return { code, reason, sinceMs: Date.parse(since), evidence, named: { count: partitionsTotal, names } };
}

function logDirFacts(derived: DerivedPass): ProblemFacts['logDirs'] {
  return [...derived.sizes.brokers].flatMap(([nodeId, { item }]) =>
    item.ok
      ? item.value.dirs.flatMap((dir) =>
          dir.fault === null || isRefusal(contractFault(dir.fault))
            ? []
            : [{ nodeId, path: dir.path, fault: contractFault(dir.fault) }],
        )
      : [],
  );
}

function quorumFact({ quorum }: DerivedPass): ProblemFacts['quorum'] {
  if (quorum === null) return null;
  return quorum.ok
    ? { leaderId: quorum.value.leaderId, fault: null }
    : quorum.fault.code === 'UNSUPPORTED'
      ? null
      : { leaderId: null, fault: contractFault(quorum.fault) };
}

/** Which of Farol's readings the brokers refused for lack of rights, each once. */
function refusedReadings(derived: DerivedPass): ProblemFacts['refused'] {
  const refused: { reading: string; fault: { code: string; detail: string } }[] = [];
  const take = (reading: string, fault: { code: string; message: string } | null | undefined) => {
    if (!fault) return;
    const contract = { code: fault.code, detail: fault.message };
    if (isRefusal(contract)) refused.push({ reading, fault: contract });
  };
  if (derived.quorum !== null && !derived.quorum.ok) take('DescribeQuorum', derived.quorum.fault);
  const dirFaults = [...derived.sizes.brokers.values()].flatMap(({ item }) =>
    item.ok ? item.value.dirs.flatMap((dir) => dir.fault ?? []) : [item.fault],
  );
  take(
    'DescribeLogDirs',
    dirFaults.find((fault) => isRefusal(contractFault(fault))),
  );
  const configFaults = [...derived.configs.values()].flatMap((config) => config.fault ?? []);
  take(
    'DescribeConfigs',
    configFaults.find((fault) => isRefusal({ code: fault.code, detail: fault.message })),
  );
  return refused;
}
