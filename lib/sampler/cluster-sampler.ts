import { cpuUsage } from 'node:process';
import { setImmediate as giveWay } from 'node:timers/promises';
import type { Problem } from '#lib/contracts/common.ts';
import type { Clock } from '#lib/core/clock.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { GroupKind, GroupListing, KafkaAdmin, KafkaFault } from '#lib/kafka/admin/port.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { LagRules } from '#lib/lag/lag-rules.ts';
import type { ProblemFacts } from '#lib/problems/facts.ts';
import { isClockTrusted, withClockProblem } from '#lib/problems/clock-problem.ts';
import { findProblems, unreachableProblem } from '#lib/problems/find-problems.ts';
import { heldByFailure } from '#lib/problems/held-problems.ts';
import type { OwnerRef } from '#lib/store/series/types.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import { buildBrokerDirs, diskReadings } from './build-disk.ts';
import { buildQuorum, quorumReadings } from './build-quorum.ts';
import { blankSnapshot } from './blank-snapshot.ts';
import { ownerValuesInSteps } from './build-owner-values.ts';
import { buildShards, type ShardMemory } from './build-shards.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { buildStandings, type StandingMemory } from './build-standings.ts';
import type { Collector, LatestPass } from './collector.ts';
import { deriveEvents } from './derive-events.ts';
import { deriveInSteps, outcomes, type DerivedPass, type SamplerMemory } from './derive-pass.ts';
import type { EventBaseline } from './events/event-baseline.ts';
import { askedByName, missingTopics } from './missing-topics.ts';
import type { LagMemory } from './lag-memory.ts';
import type { LagWants } from './lag-wants.ts';
import { contractFault } from './names.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Pace } from './pace.ts';
import type { FailedPass, Pass, PassPlan } from './pass.ts';
import { passLine } from './pass-line.ts';
import type { PendingPass } from './pass-writer.ts';
import { planLag } from './plan-lag.ts';
import { planPass, type ReadingTimes } from './plan-pass.ts';
import { Pressure } from './pressure.ts';
import { problemFacts } from './problem-facts.ts';
import { retryDelay } from './retry-delay.ts';
import { valuesOfReadings } from './sampled-values.ts';
import { takePass } from './take-pass.ts';

/** The first pass also connects, perhaps over TLS to brokers far away: it may take longer than later ones. */
const FIRST_DEADLINE_MS = 10_000;
/** A pass in which brokers came too late says nothing about them when Farol itself was held up for longer than this: their answers waited here. */
const OWN_STALL_MS = 1_000;
/** No rates over a longer gap than so many intervals: the mean over it would stand at one point. */
const GAP_INTERVALS = 3;

/** Rows of the last pass, from which a failed one keeps the names. */
type Rows = Pick<SnapshotParts, 'overview' | 'brokers' | 'topics' | 'groups'>;

export interface ClusterSamplerOptions {
  clusterKey: number;
  admin: KafkaAdmin;
  clock: Clock;
  /** Names the cluster in every line. */
  logger: Logger;
  /** What earlier passes left: see `restoreMemory`. */
  memory: SamplerMemory;
  /** What is known already, against which the first pass tells events; null or absent when nothing is. */
  eventBaseline?: EventBaseline | null;
  problems: readonly Problem[];
  /** null when no pass was ever stored. */
  lastRows: Rows | null;
  /** Windows and thresholds of verdicts; absent = the defaults. */
  lagRules?: LagRules;
  /** Those who read beside the passes; absent = nobody. */
  collectors?: readonly Collector[];
  /** Farol's budget for this cluster; absent or null = no bound. */
  requestsPerSecondMax?: number | null;
  /** The database's clock minus this machine's, ms; null = not known. Absent = not asked. */
  skewMs?: () => number | null;
}

/** What one tick gave. */
export interface Sampled {
  startedAtMs: number;
  /** null = thrown away: this process was held up during the pass, and what it saw may be its own doing. */
  pending: PendingPass | null;
  /** null when the pass succeeded or was thrown away. */
  fault: KafkaFault | null;
}

/** Takes one pass after another of one cluster and turns each into what is stored. Knows nothing of time tables, leases or databases. */
export class ClusterSampler {
  readonly #options: ClusterSamplerOptions;
  #memory: SamplerMemory;
  #eventBaseline: EventBaseline | null;
  #problems: readonly Problem[];
  #rows: Rows | null;
  /** Owners of the last pass that succeeded. */
  #owners: readonly OwnerRef[] = [];
  #shards: ShardMemory | null = null;
  #standings: StandingMemory | null = null;
  #last: ReadingTimes = {
    groups: null,
    startOffsets: null,
    descriptions: new Map(),
    shareOffsets: null,
    logDirs: null,
    stableKnown: null,
    stableAll: null,
  };
  /** Wall ms of the last reading of single records. */
  #recordsAtMs: number | null = null;
  #wants: LagWants | null = null;
  #changedGroups: readonly GroupListing[] = [];
  #isListingDoubted = false;
  /** OffsetFetch requests of the last pass. */
  #commitRequests: number | undefined;
  #hasPassed = false;
  /** Failed passes in a row. */
  #failures = 0;
  #latest: LatestPass | null = null;
  readonly #pressure: Pressure;
  readonly #loop: LoopWatch;
  #skippedTicks = 0;

  constructor(options: ClusterSamplerOptions) {
    this.#options = options;
    this.#memory = options.memory;
    this.#eventBaseline = options.eventBaseline ?? null;
    this.#problems = options.problems;
    this.#rows = options.lastRows;
    this.#pressure = new Pressure(options.admin, options.collectors ?? [], options.requestsPerSecondMax ?? null);
    this.#loop = new LoopWatch(() => options.clock.monotonic());
  }

  /** What the last successful pass saw; null before the first. */
  get latest(): LatestPass | null {
    return this.#latest;
  }

  /** What is remembered of lag; for the one who writes it down. */
  get lag(): LagMemory {
    return this.#memory.lag;
  }

  /** The cadence in force, and why. */
  get pace(): Pace {
    return this.#pressure.pace;
  }

  /** More was sent to the cluster than its budget allows. */
  get isOverBudget(): boolean {
    return this.#pressure.isOverBudget;
  }

  /** Frees its timer. */
  close(): void {
    this.#loop.stop();
  }

  /** Takes one pass. Rejects only when aborted. `skippedTicks` came and went since the last one; `extra` goes into the log line. */
  async sample(signal: AbortSignal, skippedTicks: number, extra: Record<string, unknown>): Promise<Sampled> {
    const { admin, clock, logger } = this.#options;
    const { stepMs } = this.pace;
    this.#skippedTicks += skippedTicks;
    const startedAtMs = clock.now();
    const startedMonotonic = clock.monotonic();
    try {
      const deadlineMs = this.#hasPassed ? stepMs / 2 : FIRST_DEADLINE_MS;
      const plan = this.#plan();
      const pass = await takePass(admin, plan, { clock, deadlineMs, signal });
      if (hasTimedOut(pass) && this.#wasHeldUp(startedMonotonic)) {
        return { startedAtMs, pending: null, fault: null };
      }
      const cpuBefore = cpuUsage();
      const { pending, derived } = await this.#digest(pass, plan);
      const cpu = cpuUsage(cpuBefore);
      const line = { ...passLine(derived), deriveCpuMs: Math.round((cpu.user + cpu.system) / 1000), skippedTicks, ...extra };
      logger.info(line, 'pass');
      return { startedAtMs, pending, fault: null };
    } catch (error) {
      if (signal.aborted || !(error instanceof KafkaUnavailableError)) throw error;
      if (this.#wasHeldUp(startedMonotonic)) return { startedAtMs, pending: null, fault: null };
      const failed = { startedAtMs, durationMs: clock.monotonic() - startedMonotonic, fault: error.fault };
      logger.warn({ ms: Math.round(failed.durationMs), fault: error.fault.code, reason: error.message, ...extra }, 'pass failed');
      return { startedAtMs, pending: this.#fail(failed), fault: error.fault };
    }
  }

  /** Whether this process stood still during the pass. Then time-outs are its own, and no broker is to be blamed for them. */
  #wasHeldUp(since: number): boolean {
    const ms = this.#loop.longestSince(since);
    if (ms < OWN_STALL_MS) return false;
    this.#options.logger.warn(
      { heldUpMs: Math.round(ms) },
      'pass thrown away: this process was held up, so late answers prove nothing',
    );
    return true;
  }

  #plan(): PassPlan {
    const { clock } = this.#options;
    const topology = this.#hasPassed ? this.#memory.offsets?.topology : undefined;
    const now = clock.monotonic();
    const { lag } = this.#memory;
    const size = topology && {
      partitions: topology.partitionCount,
      groups: this.#memory.groups.length,
      brokers: topology.brokers.length,
    };
    const { plan, listGroups, stable, spareRequests } = planPass({
      now,
      last: this.#last,
      size: size ?? null,
      commitRequests: this.#commitRequests,
      isListingDoubted: this.#isListingDoubted,
      groupsByKind: this.#hasPassed ? groupsByKind(this.#memory) : new Map(),
      changedGroups: this.#changedGroups,
      hasTransactions: lag.openTransactions.size > 0,
      missingTopics: askedByName(this.#rows?.topics ?? []),
      isOverBudget: this.isOverBudget,
      configAges: new Map(topology?.topics.map((topic) => [topic.name, this.#memory.configs.get(topic.name)?.triedAt ?? null])),
    });
    const nowMs = clock.now();
    const { leaderOf } = lag;
    const wants = topology === undefined ? null : this.#wants;
    return {
      ...plan,
      knownGroups: listGroups ? null : knownGroups(this.#memory),
      lag: planLag({ memory: lag, wants, leaderOf, nowMs, recordsAtMs: this.#recordsAtMs, stable, spareRequests }),
    };
  }

  /** Gives way to sockets and timers between its steps: on a large cluster each takes tens of milliseconds. */
  async #digest(pass: Pass, plan: PassPlan): Promise<{ pending: PendingPass; derived: DerivedPass }> {
    await giveWay();
    const { stepMs, reason } = this.pace;
    const before = this.#memory;
    const { derived, memory } = await givingWay(deriveInSteps(pass, before, GAP_INTERVALS * stepMs, this.#options.lagRules));
    await giveWay();
    const missing = missingTopics(this.#rows?.topics ?? [], pass);
    const { events, baseline } = deriveEvents({
      derived,
      missing: new Set(missing.map(({ name }) => name)),
      baseline: this.#eventBaseline,
      commits: before.offsets && { topology: before.offsets.topology, rows: before.rows },
    });
    await giveWay();
    const contributions = this.#contributions(pass.startedAtMs);
    const facts = Object.assign(
      problemFacts(derived),
      { hiddenTopics: missing.flatMap(({ name, notSeen }) => (notSeen?.hidden ? [name] : [])) },
      ...contributions.map((contribution) => contribution.facts),
    ) as ProblemFacts;
    const clock = this.#clockAt(pass.startedAtMs);
    const problems = withClockProblem(clock, this.#problems, (previous) =>
      // What is known stays as it is while nothing can be judged.
      isClockTrusted(clock) ? findProblems(facts, previous) : heldByFailure(previous),
    );
    const rows = buildSnapshot(derived, problems, missing);
    await giveWay();
    const shards = buildShards(derived, this.#shards);
    await giveWay();
    const standings = buildStandings(derived, this.#standings);
    await giveWay();
    const quorum = buildQuorum(derived);
    const { cost, ...pressure } = this.#pressure.note(this.#options.clock.monotonic(), stepMs, this.#takeSkippedTicks(), {
      durationMs: pass.durationMs,
      partitions: pass.topology.partitionCount,
      outcomes: outcomes(pass),
    });
    const readings = [
      ...diskReadings(derived),
      // One of an earlier pass is no sample of this one.
      ...quorumReadings(pass.quorum === null ? null : quorum),
      ...pressure.values,
      ...contributions.flatMap((contribution) => contribution.values),
    ];
    const values = await givingWay(ownerValuesInSteps(derived, { brokers: rows.brokers, readings, before: this.#owners }));
    this.#changedGroups = changedGroups(this.#changedGroups, before, memory, pass);
    this.#isListingDoubted = isListingDoubted(before, memory, derived);
    this.#commitRequests = pass.cost.requestsByApi.OffsetFetch;
    this.#last = readingTimes(this.#last, memory, pass, plan);
    this.#wants = derived.lag.wants;
    if ((plan.lag?.records.length ?? 0) > 0) this.#recordsAtMs = pass.startedAtMs;
    this.#memory = memory;
    this.#eventBaseline = baseline;
    this.#problems = problems;
    this.#rows = rows;
    this.#owners = values.owners;
    this.#shards = shards.memory;
    this.#standings = standings.memory;
    this.#hasPassed = true;
    this.#failures = 0;
    this.#latest = {
      startedAtMs: pass.startedAtMs,
      capabilities: pass.capabilities,
      topology: pass.topology,
      brokers: derived.brokers,
      configs: derived.configs,
    };
    const brokers = [...derived.brokers.values()];
    return {
      derived,
      pending: {
        write: {
          clusterKey: this.#options.clusterKey,
          startedAtMs: pass.startedAtMs,
          stepMs,
          intervalReason: reason,
          requestsPerSecondMax: this.#options.requestsPerSecondMax ?? null,
          durationMs: pass.durationMs,
          ...cost,
          brokersAnswered: brokers.filter((broker) => broker.state === 'up').length,
          brokersExpected: brokers.length,
          fault: null,
          events,
        },
        values,
        parts: Object.assign(
          {
            ...rows,
            ...shards.parts,
            ...standings.parts,
            ...pressure.parts,
            disk: buildBrokerDirs(derived),
            quorum: { detail: quorum },
          },
          ...contributions.map(({ parts }) => parts),
        ) as PendingPass['parts'],
      },
    };
  }

  #clockAt(nowMs: number) {
    return { nowMs, skewMs: this.#options.skewMs?.() ?? null };
  }

  /** Ticks skipped since the last stored pass. */
  #takeSkippedTicks(): number {
    const skipped = this.#skippedTicks;
    this.#skippedTicks = 0;
    return skipped;
  }

  #contributions(nowMs: number) {
    return (this.#options.collectors ?? []).map((collector) => collector.contribute(nowMs));
  }

  #fail(failed: FailedPass): PendingPass {
    const { stepMs, reason } = this.pace;
    const { cost, ...pressure } = this.#pressure.note(this.#options.clock.monotonic(), stepMs, this.#takeSkippedTicks(), null);
    const contributions = this.#contributions(failed.startedAtMs);
    const fault = contractFault(failed.fault);
    this.#failures++;
    const nextTryMs = this.#options.clock.now() + retryDelay(this.#failures, failed.fault);
    this.#problems = withClockProblem(this.#clockAt(failed.startedAtMs), this.#problems, (previous) =>
      unreachableProblem(fault, failed.startedAtMs, previous, nextTryMs),
    );
    this.#rows = blankSnapshot(this.#rows, fault, this.#problems, new Date(failed.startedAtMs).toISOString());
    return {
      write: {
        clusterKey: this.#options.clusterKey,
        startedAtMs: failed.startedAtMs,
        stepMs,
        intervalReason: reason,
        requestsPerSecondMax: this.#options.requestsPerSecondMax ?? null,
        durationMs: failed.durationMs,
        ...cost,
        brokersAnswered: 0,
        brokersExpected: this.#rows.brokers.length,
        fault,
      },
      values: valuesOfReadings([...pressure.values, ...contributions.flatMap(({ values }) => values)]),
      parts: Object.assign(
        { ...this.#rows, ...pressure.parts },
        ...contributions.map(({ parts }) => parts),
      ) as PendingPass['parts'],
    };
  }
}

/** Runs through the steps and lets sockets and timers have their turn between them. */
async function givingWay<T>(steps: Generator<void, T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    await giveWay();
    step = steps.next();
  }
  return step.value;
}

/** Whether something of a pass is missing because its answer came too late. */
function hasTimedOut(pass: Pass): boolean {
  const faults = [...outcomes(pass).map(({ fault }) => fault), pass.quorum?.ok === false ? pass.quorum.fault : null];
  return faults.some((fault) => fault?.code === 'BROKER_TIMEOUT');
}

/** Groups that are new or whose state changed, and those of before whose turn has not come yet: their members are read in one of the next passes. */
function changedGroups(
  waiting: readonly GroupListing[],
  before: SamplerMemory,
  after: SamplerMemory,
  { descriptions }: Pass,
): GroupListing[] {
  const states = new Map(before.groups.map((group) => [group.listing.groupId, group.listing.state]));
  const open = new Set(waiting.map(({ groupId }) => groupId).filter((groupId) => descriptions?.has(groupId) !== true));
  return knownGroups(after).filter(({ groupId, state }) => {
    const isNews = state !== null && states.get(groupId) !== state && descriptions?.has(groupId) !== true;
    return isNews || open.has(groupId);
  });
}

/** Whether the last listing may no longer be true: a broker could not list, a coordinator does not answer for a group, or a group has lost all its commits. */
function isListingDoubted(before: SamplerMemory, after: SamplerMemory, { commits }: DerivedPass): boolean {
  if (after.unlistedBy.length > 0) return true;
  return commits.groups.some(({ listing: { groupId } }, g) => {
    if (commits.faults[g] !== null) return true;
    return (commits.byGroup.total[g] ?? 0) === 0 && (before.rows.get(groupId)?.partitions.length ?? 0) > 0;
  });
}

function readingTimes(last: ReadingTimes, memory: SamplerMemory, pass: Pass, plan: PassPlan): ReadingTimes {
  const now = pass.startedMonotonic;
  return {
    groups: pass.groups === null ? last.groups : now,
    startOffsets: pass.start === null ? last.startOffsets : now,
    descriptions: describedAt(last.descriptions, memory, pass),
    shareOffsets: pass.shareOffsets === null ? last.shareOffsets : now,
    logDirs: pass.logDirs === null ? last.logDirs : now,
    // One that failed was tried all the same: its turn comes again like any other's.
    stableKnown: plan.lag?.stable ? now : last.stableKnown,
    stableAll: plan.lag?.stable === 'all' ? now : last.stableAll,
  };
}

/** Descriptions of a few groups of a kind do not count as a reading of all. */
function describedAt(last: ReadingTimes['descriptions'], memory: SamplerMemory, { descriptions, startedMonotonic }: Pass) {
  const times = new Map(last);
  for (const [kind, listed] of Map.groupBy(knownGroups(memory), (group) => group.kind)) {
    if (descriptions !== null && listed.every(({ groupId }) => descriptions.has(groupId))) times.set(kind, startedMonotonic);
  }
  return times;
}

/** Groups of the last listing. */
function knownGroups({ groups }: SamplerMemory): GroupListing[] {
  return groups.filter((group) => group.fault === null).map((group) => group.listing);
}

function groupsByKind(memory: SamplerMemory): Map<GroupKind, string[]> {
  const byKind = Map.groupBy(knownGroups(memory), (listing) => listing.kind);
  return new Map([...byKind].map(([kind, own]) => [kind, own.map((listing) => listing.groupId)]));
}
