import { describe, expect, it } from 'vitest';
import type { TopicPartition, TopicSummary } from '#lib/contracts/topics.ts';
import { partitionTrouble, topicTrouble, troubleRank } from './topic-trouble.ts';

const topic = (over: Partial<TopicSummary>) =>
  ({
    fault: null,
    notSeen: null,
    offlinePartitions: 0,
    underReplicatedPartitions: 0,
    underMinIsrPartitions: 0,
    ...over,
  }) as TopicSummary;
const partition = (over: Partial<TopicPartition>) =>
  ({ leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3], offline: [], fault: null, ...over }) as TopicPartition;

describe('trouble of a topic', () => {
  it('names the worst first', () => {
    const all = { offlinePartitions: 1, underMinIsrPartitions: 2, underReplicatedPartitions: 5 };
    expect(topicTrouble(topic(all))).toEqual({ kind: 'offline', count: 1 });
    expect(topicTrouble(topic({ ...all, offlinePartitions: 0 }))).toEqual({ kind: 'underMinIsr', count: 2 });
    expect(topicTrouble(topic({ underReplicatedPartitions: 5 }))).toEqual({ kind: 'underReplicated', count: 5 });
    expect(topicTrouble(topic({}))).toBeNull();
  });

  it('does not call a topic healthy or broken when it could not be read, nor guess an unknown minimum', () => {
    expect(topicTrouble(topic({ fault: { code: 'x', detail: 'x' } }))?.kind).toBe('fault');
    const notSeen = { passes: 2, since: '2026-01-01T00:00:00.000Z', hidden: false };
    expect(topicTrouble(topic({ notSeen, offlinePartitions: 3 }))).toEqual({ kind: 'notSeen', count: 2 });
    expect(topicTrouble(topic({ underMinIsrPartitions: null, underReplicatedPartitions: 1 }))?.kind).toBe('underReplicated');
  });

  it('ranks by kind before number', () => {
    expect(troubleRank({ kind: 'offline', count: 1 })).toBeGreaterThan(
      troubleRank({ kind: 'underReplicated', count: 5_000_000 }),
    );
    expect(troubleRank(null)).toBe(0);
  });
});

describe('trouble of a partition', () => {
  it('tells the kinds apart', () => {
    expect(partitionTrouble(partition({ leader: null }), 2)).toBe('offline');
    expect(partitionTrouble(partition({ isr: [1] }), 2)).toBe('underMinIsr');
    expect(partitionTrouble(partition({ isr: [1] }), null)).toBe('underReplicated');
    expect(partitionTrouble(partition({}), 2)).toBeNull();
  });
});
