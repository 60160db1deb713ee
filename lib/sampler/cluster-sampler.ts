import { cpuUsage } from 'node:process';
import { setImmediate as giveWay } from 'node:timers/promises';
import type { Problem } from '#lib/contracts/common.ts';
import type { Clock } from '#lib/core/clock.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { KafkaAdmin, KafkaFault } from '#lib/kafka/admin/port.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import { findProblems, unreachableProblem } from '#lib/problems/find-problems.ts';
import type { StepMs } from '#lib/store/series/types.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import { blankSnapshot } from './blank-snapshot.ts';
import { buildOwnerValues } from './build-owner-values.ts';
import { buildShards, type ShardMemory } from './build-shards.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { derivePass, outcomes, type DerivedPass, type SamplerMemory } from './derive-pass.ts';
import { contractFault } from './names.ts';
import type { FailedPass, Pass } from './pass.ts';
import type { PendingPass } from './pass-writer.ts';
import { cadenceMs, planPass, type ReadingTimes } from './plan-pass.ts';
import { problemFacts } from './problem-facts.ts';
import { costSince, takePass } from './take-pass.ts';

/** The first pass also connects, perhaps over TLS to brokers far away: it may take longer than later ones. */
const FIRST_DEADLINE_MS = 10_000;
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
  problems: readonly Problem[];
  /** null when no pass was ever stored. */
  lastRows: Rows | null;
}

/** What one tick gave. `fault` is null when the pass succeeded. */
export interface Sampled {
  pending: PendingPass;
  fault: KafkaFault | null;
}

/** Takes one pass after another of one cluster and turns each into what is stored. Knows nothing of time tables, leases or databases. */
export class ClusterSampler {
  readonly #options: ClusterSamplerOptions;
  #memory: SamplerMemory;
  #problems: readonly Problem[];
  #rows: Rows | null;
  #shards: ShardMemory | null = null;
  #last: ReadingTimes = { startOffsets: null, descriptions: null, logDirs: null };
  #changedGroups: string[] = [];
  #hasPassed = false;

  constructor(options: ClusterSamplerOptions) {
    this.#options = options;
    this.#memory = options.memory;
    this.#problems = options.problems;
    this.#rows = options.lastRows;
  }

  /** The cadence that the size of the cluster asks for. */
  get stepMs(): StepMs {
    return cadenceMs(this.#memory.offsets?.topology.partitionCount ?? 0);
  }

  /** Takes one pass. Rejects only when aborted. `extra` goes into the log line. */
  async sample(signal: AbortSignal, extra: Record<string, unknown>): Promise<Sampled> {
    const { admin, clock, logger } = this.#options;
    const stepMs = this.stepMs;
    const startedAtMs = clock.now();
    const startedMonotonic = clock.monotonic();
    const costBefore = admin.cost();
    try {
      const deadlineMs = this.#hasPassed ? stepMs / 2 : FIRST_DEADLINE_MS;
      const pass = await takePass(admin, this.#plan(), { clock, deadlineMs, signal });
      const cpuBefore = cpuUsage();
      const { pending, derived } = await this.#digest(pass, stepMs);
      const cpu = cpuUsage(cpuBefore);
      logger.info({ ...passLine(derived), deriveCpuMs: Math.round((cpu.user + cpu.system) / 1000), ...extra }, 'pass');
      return { pending, fault: null };
    } catch (error) {
      if (signal.aborted || !(error instanceof KafkaUnavailableError)) throw error;
      const failed = { startedAtMs, durationMs: clock.monotonic() - startedMonotonic, fault: error.fault };
      logger.warn({ ms: Math.round(failed.durationMs), fault: error.fault.code, reason: error.message, ...extra }, 'pass failed');
      return { pending: this.#fail(failed, stepMs, costSince(costBefore, admin.cost())), fault: error.fault };
    }
  }

  #plan() {
    const { clock } = this.#options;
    const topology = this.#hasPassed ? this.#memory.offsets?.topology : undefined;
    const now = clock.monotonic();
    return planPass({
      now,
      last: this.#last,
      size: topology === undefined ? null : { partitions: topology.partitionCount, groups: this.#memory.groups.length },
      changedGroups: this.#changedGroups,
      configAges: new Map(topology?.topics.map((topic) => [topic.name, this.#memory.configs.get(topic.name)?.triedAt ?? null])),
    });
  }

  /** Gives way to sockets and timers between its steps: on a large cluster each takes tens of milliseconds. */
  async #digest(pass: Pass, stepMs: StepMs): Promise<{ pending: PendingPass; derived: DerivedPass }> {
    await giveWay();
    const before = this.#memory;
    const { derived, memory } = derivePass(pass, before, GAP_INTERVALS * stepMs);
    await giveWay();
    const problems = findProblems(problemFacts(derived), this.#problems);
    const rows = buildSnapshot(derived, problems);
    await giveWay();
    const shards = buildShards(derived, this.#shards);
    await giveWay();
    const values = buildOwnerValues(derived, rows.brokers);
    this.#changedGroups = changedGroups(before, memory);
    this.#last = readingTimes(this.#last, pass);
    this.#memory = memory;
    this.#problems = problems;
    this.#rows = rows;
    this.#shards = shards.memory;
    this.#hasPassed = true;
    const brokers = [...derived.brokers.values()];
    return {
      derived,
      pending: {
        write: {
          clusterKey: this.#options.clusterKey,
          startedAtMs: pass.startedAtMs,
          stepMs,
          durationMs: pass.durationMs,
          requests: pass.cost.requests,
          bytesOut: pass.cost.bytesOut,
          bytesIn: pass.cost.bytesIn,
          brokersAnswered: brokers.filter((broker) => broker.state === 'up').length,
          brokersExpected: brokers.length,
          fault: null,
        },
        values,
        parts: { ...rows, ...shards.parts },
      },
    };
  }

  #fail(failed: FailedPass, stepMs: StepMs, cost: { requests: number; bytesOut: number; bytesIn: number }): PendingPass {
    const fault = contractFault(failed.fault);
    this.#problems = unreachableProblem(fault, failed.startedAtMs, this.#problems);
    this.#rows = blankSnapshot(this.#rows, fault, this.#problems, new Date(failed.startedAtMs).toISOString());
    return {
      write: {
        clusterKey: this.#options.clusterKey,
        startedAtMs: failed.startedAtMs,
        stepMs,
        durationMs: failed.durationMs,
        requests: cost.requests,
        bytesOut: cost.bytesOut,
        bytesIn: cost.bytesIn,
        brokersAnswered: 0,
        brokersExpected: this.#rows.brokers.length,
        fault,
      },
      values: [],
      parts: this.#rows,
    };
  }
}

/** Groups that are new or whose state changed: their members are read in the next pass. */
function changedGroups(before: SamplerMemory, after: SamplerMemory): string[] {
  const states = new Map(before.groups.map((group) => [group.listing.groupId, group.listing.state]));
  return after.groups
    .filter(({ listing, misses }) => misses === 0 && listing.state !== null && states.get(listing.groupId) !== listing.state)
    .map(({ listing }) => listing.groupId);
}

function readingTimes(last: ReadingTimes, pass: Pass): ReadingTimes {
  const now = pass.startedMonotonic;
  return {
    startOffsets: pass.start === null ? last.startOffsets : now,
    // Descriptions of a few groups do not count as a reading of all.
    descriptions: pass.descriptions !== null && pass.descriptions.size >= pass.groups.groups.length ? now : last.descriptions,
    logDirs: pass.logDirs === null ? last.logDirs : now,
  };
}

/** The log line of a pass: what it cost and how each broker behaved. */
function passLine({ pass, brokers }: DerivedPass): Record<string, unknown> {
  const outcome: Record<string, string> = {};
  for (const broker of brokers.values())
    outcome[broker.nodeId] = broker.state === 'up' ? 'ok' : (broker.fault?.code ?? broker.state);
  for (const { nodeId, fault } of outcomes(pass)) if (fault !== null) outcome[nodeId] = fault.code;
  return {
    ms: Math.round(pass.durationMs),
    requests: pass.cost.requests,
    bytesOut: pass.cost.bytesOut,
    bytesIn: pass.cost.bytesIn,
    cpuMs: Math.round(pass.cost.cpuMs),
    partitions: pass.topology.partitionCount,
    groups: pass.groups.groups.length,
    brokers: outcome,
  };
}
