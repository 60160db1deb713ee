import type { CanarySnapshot } from '#lib/contracts/canary.ts';
import { errorMessage } from '#lib/core/errors.ts';
import { createKafkaProbe } from '#lib/kafka/probe/create-kafka-probe.ts';
import type { CanaryFact } from '#lib/problems/canary-problems.ts';
import { writeCanaryMinutes } from '#lib/store/canary.ts';
import { CanaryRun } from './canary/canary-run.ts';
import { describeRun } from './canary/describe-run.ts';
import type { Collector, CollectorContext } from './collector.ts';
import { metricValue as one, type OwnerReading } from './sampled-values.ts';
import { wait } from './wait.ts';

const STORE_EVERY_MS = 10_000;
/** A broker counts as not covered only after so long: leaders move, and a new topic needs a moment. */
const UNCOVERED_AFTER_MS = 60_000;

/** Probes every broker of the cluster through a topic of Farol's own; null where nobody asked for it. */
export function collectCanary(context: CollectorContext): Collector | null {
  if (!context.measuring.canary) return null;
  const { db, cluster, clock, logger, lease } = context;
  const probe = createKafkaProbe(context.connection, { clock, logger, lookup: context.lookup });
  const run = new CanaryRun({
    probe,
    clock,
    logger,
    brokerCount: () => context.latest()?.brokers.size ?? null,
    isOverBudget: () => context.isOverBudget(),
  });
  const uncoveredSince = new Map<number, number>();

  async function store(): Promise<void> {
    const minutes = run.book.takeChanged(clock.now());
    if (minutes.length === 0) return;
    try {
      await writeCanaryMinutes(db, { clusterKey: cluster.key, fence: lease.fence, run: run.id, minutes });
    } catch (error) {
      run.book.putBack(minutes);
      logger.warn({ reason: errorMessage(error) }, 'canary latencies could not be stored now');
    }
  }

  async function storeForever(ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      await wait(STORE_EVERY_MS, ended);
      await store();
    }
  }

  /** Brokers that have been without a canary for a while. */
  function uncovered(snapshot: CanarySnapshot): number[] {
    const now = clock.monotonic();
    const without = snapshot.brokers.filter((broker) => broker.state === 'not_covered' && broker.notCovered !== 'absent');
    for (const nodeId of uncoveredSince.keys())
      if (!without.some((broker) => broker.nodeId === nodeId)) uncoveredSince.delete(nodeId);
    return without.flatMap(({ nodeId }) => {
      const since = uncoveredSince.get(nodeId) ?? now;
      uncoveredSince.set(nodeId, since);
      return now - since >= UNCOVERED_AFTER_MS ? [nodeId] : [];
    });
  }

  function fact(snapshot: CanarySnapshot): CanaryFact {
    const now = clock.monotonic();
    return {
      topic: snapshot.topic,
      topicFault: snapshot.fault,
      notCovered: snapshot.state === 'running' ? uncovered(snapshot) : [],
      judged: snapshot.brokers.flatMap(({ nodeId }) => (run.watch.isJudged(nodeId, now) ? [nodeId] : [])),
      failing: snapshot.brokers.flatMap(({ nodeId, lastFault }) => {
        const verdict = run.watch.verdict(nodeId, now);
        return verdict === null ? [] : [{ nodeId, ...verdict, fault: lastFault }];
      }),
    };
  }

  return {
    name: 'canary',
    async run(ended) {
      const stopStoring = new AbortController();
      const storing = storeForever(AbortSignal.any([ended, stopStoring.signal]));
      try {
        await run.run(ended);
      } finally {
        stopStoring.abort();
        await storing;
        // What came since; refused where another sampler holds the lease by now.
        await store();
        probe.close();
      }
    },
    contribute(nowMs) {
      const snapshot = describeRun(run, nowMs);
      return { values: snapshot.brokers.map(brokerValues), parts: { canary: snapshot }, facts: { canary: fact(snapshot) } };
    },
    cost: () => probe.cost(),
  };
}

/** Percentiles are not among them: a mean of percentiles over time would say nothing. They come from stored histograms. */
function brokerValues({ nodeId, lastMinute }: CanarySnapshot['brokers'][number]): OwnerReading {
  const { produce, e2e } = lastMinute;
  const failures = produce.timeout + Object.values(produce.errors).reduce((sum, count) => sum + count, 0) + e2e.lost;
  return {
    ref: { kind: 'broker', node: nodeId },
    values: [
      one('broker.canary_failures', produce.ok + failures === 0 ? null : failures),
      one('broker.canary_slowest', e2e.maxMs),
    ],
  };
}
