import { monitorEventLoopDelay } from 'node:perf_hooks';
import { cpuUsage, memoryUsage, resourceUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, type Clock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import { ClusterSampler } from '#lib/sampler/cluster-sampler.ts';
import { emptyMemory } from '#lib/sampler/derive-pass.ts';

const MIB = 1_048_576;
/** Passes that may be lost to a machine that is busy with other things. */
const THROWN_AWAY_MAX = 10;

/** One measured pass. */
export interface ProbedPass {
  requests: number;
  bytesOut: number;
  bytesIn: number;
  /** From the first request to the last answer. */
  wallMs: number;
  /** Reading and deriving, everything but the database. */
  cpuMs: number;
  groupPartitions: number;
}

export interface Probe {
  passes: ProbedPass[];
  rssMb: number;
  peakRssMb: number;
  /** What lives after a full collection. */
  liveMb: { heap: number; buffers: number };
  /** How late timers fired during the measured passes, p99 and worst, milliseconds. */
  loopDelayMs: { p99: number; max: number };
}

/**
 * The process that is measured: takes passes of a cluster as the sampler does (same plan of slower readings, same derivation) and prints what each cost.
 * Between passes the clock is moved on by one interval, so that a minute's worth of plans is seen in seconds.
 */
async function probe(bootstrap: string[], warmUp: number, passes: number, stepMs: number): Promise<Probe> {
  let shift = 0;
  const clock: Clock = { now: () => systemClock.now() + shift, monotonic: () => systemClock.monotonic() + shift };
  const connection = {
    bootstrap,
    clientId: 'farol-bench',
    tls: null,
    sasl: null,
    connectTimeoutMs: 5_000,
    requestTimeoutMs: 10_000,
  };
  const admin = createKafkaAdmin(connection, { clock, logger: silentLogger });
  const sampler = new ClusterSampler({
    clusterKey: 1,
    admin,
    clock,
    logger: silentLogger,
    memory: emptyMemory(),
    problems: [],
    lastRows: null,
  });
  const signal = new AbortController().signal;
  const result: Probe = { passes: [], rssMb: 0, peakRssMb: 0, liveMb: { heap: 0, buffers: 0 }, loopDelayMs: { p99: 0, max: 0 } };
  const loopDelay = monitorEventLoopDelay({ resolution: 1 });
  let thrownAway = 0;
  for (let i = 0; result.passes.length < warmUp + passes; i = result.passes.length) {
    if (i === warmUp) loopDelay.enable();
    const before = cpuUsage();
    const { pending, fault } = await sampler.sample(signal, 0, {});
    const cpu = cpuUsage(before);
    if (fault !== null) throw new Error(`the pass failed: ${fault.message}`);
    if (pending === null) {
      if (++thrownAway > THROWN_AWAY_MAX) throw new Error('pass after pass was thrown away: this machine is held up');
      continue;
    }
    const groupPartitions = pending.parts.groups?.reduce((sum, group) => sum + group.partitions, 0) ?? 0;
    const { requests, bytesOut, bytesIn, durationMs } = pending.write;
    result.passes.push({
      requests,
      bytesOut,
      bytesIn,
      wallMs: durationMs,
      cpuMs: (cpu.user + cpu.system) / 1000,
      groupPartitions,
    });
    shift += stepMs;
    await sleep(300);
  }
  loopDelay.disable();
  await admin.close();
  result.rssMb = memoryUsage.rss() / MIB;
  result.loopDelayMs = { p99: loopDelay.percentile(99) / 1e6, max: loopDelay.max / 1e6 };
  result.peakRssMb = resourceUsage().maxRSS / 1024;
  // Last of all: what is measured before runs as the sampler does.
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = memoryUsage();
  result.liveMb = { heap: heapUsed / MIB, buffers: arrayBuffers / MIB };
  return result;
}

if (import.meta.main) {
  const [bootstrap = '', warmUp = '4', passes = '5', stepMs = '15000'] = process.argv.slice(2);
  process.stdout.write(`${JSON.stringify(await probe(bootstrap.split(','), Number(warmUp), Number(passes), Number(stepMs)))}\n`);
}
