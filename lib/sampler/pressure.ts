import type { BrokerOutcome, CallCost, KafkaAdmin } from '#lib/kafka/admin/port.ts';
import type { StepMs } from '#lib/store/series/types.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import type { Collector } from './collector.ts';
import { CostWindow } from './cost-window.ts';
import { NO_PRESSURE, nextPace, paceOf, type Pace } from './pace.ts';
import { RequestBudget } from './request-budget.ts';
import { metricValue as one, type OwnerReading } from './sampled-values.ts';

/** What was asked of a cluster and what came back. */
type Cost = Pick<CallCost, 'requests' | 'bytesOut' | 'bytesIn'>;

/** A pass that succeeded, as far as its pressure is concerned. */
interface Felt {
  durationMs: number;
  partitions: number;
  outcomes: readonly BrokerOutcome[];
}

/** What is stored with a pass about its cost and pace. */
interface PressureOfPass {
  cost: Cost;
  values: readonly OwnerReading[];
  parts: Pick<SnapshotParts, 'cost'>;
}

/** How hard Farol presses one cluster: counts everything it sends there, keeps to the budget, and chooses the cadence. */
export class Pressure {
  readonly #admin: Pick<KafkaAdmin, 'cost'>;
  readonly #collectors: readonly Collector[];
  readonly #budget: RequestBudget;
  readonly #window = new CostWindow();
  #memory = NO_PRESSURE;
  #partitions = 0;
  #before: Cost = { requests: 0, bytesOut: 0, bytesIn: 0 };

  /** `requestsPerSecondMax`: null = no bound. */
  constructor(admin: Pick<KafkaAdmin, 'cost'>, collectors: readonly Collector[], requestsPerSecondMax: number | null) {
    this.#admin = admin;
    this.#collectors = collectors;
    this.#budget = new RequestBudget(requestsPerSecondMax);
  }

  /** The cadence in force. */
  get pace(): Pace {
    return paceOf(this.#memory, this.#partitions);
  }

  /** More was sent than the budget allows: what can wait must. */
  get isOverBudget(): boolean {
    return this.#budget.isOverspent;
  }

  /** Takes a pass into account that has just ended at monotonic `at`; `felt` is null for one that failed, which says nothing about the load. */
  note(at: number, stepMs: StepMs, skippedTicks: number, felt: Felt | null): PressureOfPass {
    const total = this.#total();
    const cost = {
      requests: total.requests - this.#before.requests,
      bytesOut: total.bytesOut - this.#before.bytesOut,
      bytesIn: total.bytesIn - this.#before.bytesIn,
    };
    this.#before = total;
    this.#window.note(total, at);
    this.#budget.spend(cost.requests, at);
    if (felt !== null) {
      const timedOut = felt.outcomes.filter(({ fault }) => fault?.code === 'BROKER_TIMEOUT').map(({ nodeId }) => nodeId);
      this.#partitions = felt.partitions;
      this.#memory = nextPace(this.#memory, felt.partitions, {
        at,
        durationMs: felt.durationMs,
        mute: new Set(timedOut).size,
        brokers: new Set(felt.outcomes.map(({ nodeId }) => nodeId)).size,
        isSinking: this.#budget.isSinking,
        isFasterAffordable: (fasterMs) => this.#budget.affords(fasterMs),
      });
    }
    const rate = this.#window.lastRate();
    return {
      cost,
      values: [
        {
          ref: { kind: 'cluster' },
          values: [
            one('cluster.requests_per_second', rate),
            one('cluster.interval', stepMs),
            one('cluster.ticks_skipped', skippedTicks),
          ],
        },
      ],
      parts: { cost: { requestsByApi: this.#window.byApi() ?? [] } },
    };
  }

  /** Everything sent and received so far: the passes' client, and by name the collectors that have connections of their own. */
  #total(): CallCost {
    const { requests, requestsByApi, bytesOut, bytesIn } = this.#admin.cost();
    const total: CallCost = { requests, requestsByApi: { ...requestsByApi }, bytesOut, bytesIn };
    for (const collector of this.#collectors) {
      const own = collector.cost?.();
      if (own === undefined) continue;
      total.requests += own.requests;
      total.bytesOut += own.bytesOut;
      total.bytesIn += own.bytesIn;
      total.requestsByApi[collector.name] = (total.requestsByApi[collector.name] ?? 0) + own.requests;
    }
    return total;
  }
}
