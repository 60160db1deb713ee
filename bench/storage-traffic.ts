import { METRICS } from '#lib/catalog/metrics.ts';
import type { OwnerRef } from '#lib/store/series/types.ts';
import type { OwnerValues } from '#lib/testing/pass-columns.ts';
import { createRandom } from '#lib/testing/random.ts';

export interface TrafficShape {
  topics: number;
  partitions: number;
  groups: number;
  /** How many topics each group reads. */
  topicsPerGroup: number;
  /** Share of topics without any traffic, 0..1. */
  idle: number;
  stepMs: number;
}

interface TopicState {
  /** Mean messages per second and partition. */
  rates: Float64Array;
  end: Float64Array;
  start: Float64Array;
}

/** Messages per second and partition of the topic in the middle. */
const MEDIAN_RATE = 4;

/** Simulated traffic with the statistics of real clusters: rates spread log-normally over topics and unevenly over partitions, Poisson noise, a slow wave, commits every pass that trail the end a little. */
export class Traffic {
  readonly shape: TrafficShape;
  readonly #random: () => number;
  readonly #topics: TopicState[];
  /** Committed offsets by group and place among its topics. */
  readonly #commits: Float64Array[][];
  #pass = 0;

  constructor(shape: TrafficShape, seed = 1) {
    this.shape = shape;
    this.#random = createRandom(seed);
    this.#topics = Array.from({ length: shape.topics }, (_, i) => this.#newTopic(i));
    this.#commits = Array.from({ length: shape.groups }, (_, group) =>
      Array.from({ length: shape.topicsPerGroup }, (_, place) => this.#topicOf(group, place).end.slice()),
    );
  }

  #newTopic(index: number): TopicState {
    const { partitions, idle, topics } = this.shape;
    const topicRate = index < topics * idle ? 0 : MEDIAN_RATE * Math.exp(1.5 * this.#gauss());
    const rates = Float64Array.from({ length: partitions }, () => topicRate * Math.exp(0.3 * this.#gauss()));
    const end = Float64Array.from({ length: partitions }, () => Math.floor(this.#random() * 5e8));
    return { rates, end, start: end.map((value) => Math.floor(value * 0.9)) };
  }

  #topicOf(group: number, place: number): TopicState {
    const topic = this.#topics[(group * 7 + place * 13) % this.shape.topics];
    if (topic === undefined) throw new Error('no topics');
    return topic;
  }

  #gauss(): number {
    return Math.sqrt(-2 * Math.log(this.#random() + 1e-12)) * Math.cos(2 * Math.PI * this.#random());
  }

  /** A Poisson variate, by its normal approximation above a mean of 30. */
  #poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.#gauss()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.#random(); product > limit; product *= this.#random()) count += 1;
    return count;
  }

  /** The owners of the values, in the order of `next`. */
  owners(): OwnerRef[] {
    const { topics, groups, topicsPerGroup } = this.shape;
    const refs: OwnerRef[] = Array.from({ length: topics }, (_, i) => ({
      kind: 'topic',
      topicId: `topic-id-${i}`,
      topic: `topic-${i}`,
    }));
    for (let group = 0; group < groups; group++) {
      refs.push({ kind: 'group', group: `group-${group}` });
      for (let place = 0; place < topicsPerGroup; place++) {
        const topic = (group * 7 + place * 13) % topics;
        refs.push({ kind: 'group_topic', group: `group-${group}`, topicId: `topic-id-${topic}`, topic: `topic-${topic}` });
      }
    }
    return refs;
  }

  /** Moves time on by one step and returns all values, as a pass would have read them. */
  next(ownerIds: readonly number[]): OwnerValues[] {
    this.#pass += 1;
    const seconds = this.shape.stepMs / 1000;
    const wave = 1 + 0.5 * Math.sin((this.#pass * seconds) / 3000);
    const values: OwnerValues[] = [];
    let at = 0;
    const push = (columns: OwnerValues['columns']): void => {
      values.push({ ownerId: ownerIds[at++] ?? -1, columns });
    };
    for (const topic of this.#topics) {
      let grown = 0;
      for (let p = 0; p < topic.end.length; p++) {
        const messages = this.#poisson((topic.rates[p] ?? 0) * wave * seconds);
        topic.end[p] = (topic.end[p] ?? 0) + messages;
        grown += messages;
      }
      if (this.#pass % 60 === 0) topic.start = topic.end.map((value) => Math.floor(value * 0.9));
      push([
        { metricId: METRICS['topic.end_offset'].id, values: topic.end.slice() },
        { metricId: METRICS['topic.start_offset'].id, values: topic.start.slice() },
        { metricId: METRICS['topic.messages_in'].id, values: Float64Array.of(grown / seconds) },
        { metricId: METRICS['topic.messages_out'].id, values: Float64Array.of((grown * 2) / seconds) },
        { metricId: METRICS['topic.lag'].id, values: Float64Array.of(Math.round(grown * 0.4)) },
        { metricId: METRICS['topic.size_bytes'].id, values: Float64Array.of(sum(topic.end) * 300) },
        { metricId: METRICS['topic.under_replicated'].id, values: Float64Array.of(0) },
      ]);
    }
    for (const [group, commits] of this.#commits.entries()) {
      const rows: OwnerValues['columns'][] = [];
      let groupLag = 0;
      let groupOut = 0;
      for (const [place, committed] of commits.entries()) {
        const topic = this.#topicOf(group, place);
        const before = sum(committed);
        for (let p = 0; p < committed.length; p++) {
          const trailing = this.#poisson((topic.rates[p] ?? 0) * 0.5);
          committed[p] = Math.max(committed[p] ?? 0, (topic.end[p] ?? 0) - trailing);
        }
        const lag = sum(topic.end) - sum(committed);
        const out = (sum(committed) - before) / seconds;
        groupLag += lag;
        groupOut += out;
        rows.push([
          { metricId: METRICS['group_topic.committed_offset'].id, values: committed.slice() },
          { metricId: METRICS['group_topic.lag'].id, values: Float64Array.of(lag) },
          { metricId: METRICS['group_topic.messages_out'].id, values: Float64Array.of(out) },
        ]);
      }
      push([
        { metricId: METRICS['group.lag'].id, values: Float64Array.of(groupLag) },
        { metricId: METRICS['group.messages_out'].id, values: Float64Array.of(groupOut) },
        { metricId: METRICS['group.members'].id, values: Float64Array.of(4) },
      ]);
      rows.forEach(push);
    }
    return values;
  }
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
