import { CANARY_TOPIC } from '#lib/core/canary-names.ts';
import type { Clock } from '#lib/core/clock.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { BrokerNode, Item, KafkaFault } from '#lib/kafka/admin/port.ts';
import type { KafkaProbe, ProbeMap } from '#lib/kafka/probe/port.ts';
import { canaryReplication, canaryTopicConfigs, planTopic, type TopicPlan } from './plan-topic.ts';

const COMPARE_EVERY_MS = 600_000;
/** After something was made: until Metadata shows it. */
const SETTLE_MS = 10_000;
/** After a failure that may pass: an unreachable broker, a controller that moved. */
const RETRY_SOON_MS = 30_000;
/** After a refusal: a right that is missing, a policy. */
const RETRY_LATE_MS = 600_000;
const CREATE_TIMEOUT_MS = 10_000;

const UNKNOWN_TOPIC = 'UNKNOWN_TOPIC_OR_PARTITION';
const ALREADY_EXISTS = 'TOPIC_ALREADY_EXISTS';
/** Failures that are no refusal. */
const PASSING: ReadonlySet<string> = new Set([
  'BROKER_TIMEOUT',
  'BROKER_UNREACHABLE',
  'REQUEST_TIMED_OUT',
  'NOT_CONTROLLER',
  'THROTTLING_QUOTA_EXCEEDED',
  'REASSIGNMENT_IN_PROGRESS',
  'CANCELLED',
]);

export interface TopicKeeperOptions {
  probe: KafkaProbe;
  clock: Clock;
  logger: Logger;
  /** How many brokers the cluster has, those that are down included; null = not known yet. */
  brokerCount(): number | null;
}

/** Makes the canary's topic, and a partition for each new broker. Moves and deletes nothing. */
export class TopicKeeper {
  readonly #options: TopicKeeperOptions;
  #nextAt = Number.NEGATIVE_INFINITY;
  #brokers = '';
  #fault: KafkaFault | null = null;

  constructor(options: TopicKeeperOptions) {
    this.#options = options;
  }

  /** Why the topic or a partition could not be made; null when all is well or nothing was tried yet. */
  get fault(): KafkaFault | null {
    return this.#fault;
  }

  /** Looks at what Metadata tells and makes what is missing, if it is time. Returns the plan; null while there is no topic to probe. */
  async keep(map: ProbeMap, ended: AbortSignal): Promise<TopicPlan | null> {
    const topic = map.topics.get(CANARY_TOPIC);
    if (topic === undefined) return null;
    const brokers = [...map.brokers].sort((a, b) => a.nodeId - b.nodeId);
    const isDue = this.#isDue(brokers);
    if (topic.fault !== null && topic.fault.code !== UNKNOWN_TOPIC) {
      this.#fault = topic.fault;
      return null;
    }
    if (topic.fault !== null) {
      if (isDue) await this.#createTopic(brokers, ended);
      return null;
    }
    const plan = planTopic(brokers, topic.partitions);
    if (plan.missing.length === 0) this.#fault = null;
    else if (isDue) await this.#createPartitions(topic.partitions.length, plan.missing, ended);
    return plan;
  }

  /** Every ten minutes, and at once when a broker came or went (unless the last try was refused). */
  #isDue(brokers: readonly BrokerNode[]): boolean {
    const now = this.#options.clock.monotonic();
    const ids = brokers.map((broker) => broker.nodeId).join();
    const changed = ids !== this.#brokers && this.#fault === null;
    this.#brokers = ids;
    if (!changed && now < this.#nextAt) return false;
    this.#nextAt = now + COMPARE_EVERY_MS;
    return true;
  }

  async #createTopic(brokers: readonly BrokerNode[], ended: AbortSignal): Promise<void> {
    const known = this.#options.brokerCount();
    // With brokers down it would be made with too few replicas, for ever.
    if (known === null || brokers.length < canaryReplication(known)) {
      this.#nextAt = this.#options.clock.monotonic() + SETTLE_MS;
      return;
    }
    const plan = planTopic(brokers, []);
    const configs = canaryTopicConfigs(canaryReplication(brokers.length));
    const topic = { name: CANARY_TOPIC, assignments: plan.missing, configs };
    const options = { deadlineMs: CREATE_TIMEOUT_MS, signal: ended };
    this.#conclude(await this.#options.probe.createTopic(topic, options), 'topic', ended);
  }

  async #createPartitions(existing: number, assignments: TopicPlan['missing'], ended: AbortSignal): Promise<void> {
    const options = { deadlineMs: CREATE_TIMEOUT_MS, signal: ended };
    const more = { name: CANARY_TOPIC, existing, assignments };
    this.#conclude(await this.#options.probe.createPartitions(more, options), 'partitions', ended);
  }

  #conclude(result: Item<null>, what: string, ended: AbortSignal): void {
    if (ended.aborted) return;
    const { clock, logger } = this.#options;
    if (result.ok || result.fault.code === ALREADY_EXISTS) {
      this.#fault = null;
      this.#nextAt = clock.monotonic() + SETTLE_MS;
      logger.info({ topic: CANARY_TOPIC, what }, 'made for the canary');
      return;
    }
    this.#fault = result.fault;
    this.#nextAt = clock.monotonic() + (PASSING.has(result.fault.code) ? RETRY_SOON_MS : RETRY_LATE_MS);
    logger.warn({ topic: CANARY_TOPIC, what, fault: result.fault.code, reason: result.fault.message }, 'the canary was refused');
  }
}
