import { describe, expect, it } from 'vitest';
import type { AdviceFinding } from '#lib/contracts/advice.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { advise } from './advise.ts';
import type { ClusterFacts, GroupFacts, TopicFacts } from './facts.ts';

const DAY_MS = 86_400_000;
const PASS_MS = 1_800_000_000_000;
const HOUR_S = 3_600;

/** A topic about which there is nothing to say. */
const good: TopicSummary = {
  name: 'Pedidos',
  topicId: 'id',
  internal: false,
  fault: null,
  notSeen: null,
  partitions: 6,
  replicationFactor: 3,
  offlinePartitions: 0,
  underReplicatedPartitions: 0,
  underMinIsrPartitions: 0,
  minInsyncReplicas: 2,
  cleanupPolicy: 'delete',
  retentionMs: String(7 * DAY_MS),
  retentionBytes: '-1',
  messagesInPerSecond: { value: 60, known: 6, total: 6 },
  offsetsHeld: { value: '1000000', known: 6, total: 6 },
  sizeBytes: '200000000',
  lag: { value: '0', known: 6, total: 6 },
  secondsBehind: null,
  openTransactionOffsets: null,
  groups: 1,
  hottestPartitionShare: 0.17,
  hottestPartition: 0,
};
const group: GroupFacts = {
  groupId: 'estoque',
  verdict: 'OK',
  inRate: 60,
  outRate: 60,
  secondsBehind: 2,
  headroomSeconds: 7 * 24 * HOUR_S,
  members: 3,
  idleMembers: 0,
  membersHere: 3,
  isWidestTopic: true,
};
const placement = {
  partitions: [0, 1, 2, 3, 4, 5].map((partition) => ({
    partition,
    leader: (partition % 3) + 1,
    replicas: [0, 1, 2].map((i) => ((partition + i) % 3) + 1),
  })),
};
const course = {
  bytesPerDay: 1_000,
  meanRate: 60,
  lastProducedMs: PASS_MS,
  precisionMs: 0,
  watchedSinceMs: PASS_MS - 8 * DAY_MS,
};
const cluster: ClusterFacts = { brokers: [1, 2, 3].map((nodeId) => ({ nodeId, replicas: 100 })), passMs: PASS_MS };

const facts = (topic: Partial<TopicSummary> = {}, over: Partial<TopicFacts> = {}): TopicFacts => ({
  topic: { ...good, ...topic },
  course,
  shares: { spanSeconds: HOUR_S, messages: [100, 110, 90, 100, 105, 95] },
  placement,
  groups: [group],
  ...over,
});
const judged = (one: TopicFacts, on: ClusterFacts = cluster) => advise([one], on);
const codes = (one: TopicFacts, on?: ClusterFacts) => judged(one, on).map(({ code, severity }) => `${severity} ${code}`);
const number = (found: AdviceFinding | undefined, name: string) => found?.evidence.find((one) => one.name === name)?.value;

it('says nothing of a topic that is as it should be', () => {
  expect(codes(facts())).toEqual([]);
});

it('says nothing of what is not known', () => {
  const unknown = facts(
    {
      replicationFactor: null,
      minInsyncReplicas: null,
      cleanupPolicy: null,
      retentionMs: null,
      retentionBytes: null,
      messagesInPerSecond: { value: null, known: 0, total: 6 },
      offsetsHeld: { value: null, known: 0, total: 6 },
      sizeBytes: null,
      groups: 0,
    },
    { course: null, shares: null, placement: null, groups: [] },
  );
  expect(codes(unknown)).toEqual([]);
  expect(codes(facts({ fault: { code: 'x', detail: 'x' }, replicationFactor: 1 }))).toEqual([]);
  const notSeen = { passes: 1, since: '2026-01-01T00:00:00.000Z', hidden: false };
  expect(codes(facts({ notSeen, replicationFactor: 1 }))).toEqual([]);
});

describe('load of partitions', () => {
  it('finds the partition that gets several times its fair share, with its numbers and a look at its keys', () => {
    const [found] = judged(facts({}, { shares: { spanSeconds: HOUR_S, messages: [700, 60, 60, 60, 60, 60] } }));
    expect([found?.code, number(found, 'partition'), number(found, 'share'), number(found, 'timesFair')]).toEqual([
      'hot_partition',
      0,
      0.7,
      expect.closeTo(4.2),
    ]);
    expect(found?.commands[0]).toContain("--topic 'Pedidos' --partition 0");
  });

  it('takes chance for chance: too few messages, or less than twice the fair share, are no skew', () => {
    expect(codes(facts({}, { shares: { spanSeconds: HOUR_S, messages: [70, 6, 6, 6, 6, 6] } }))).toEqual([]);
    expect(codes(facts({}, { shares: { spanSeconds: HOUR_S, messages: [190, 100, 100, 100, 100, 100] } }))).toEqual([]);
  });

  it('leaves the skew of Kafka’s own topics alone', () => {
    expect(codes(facts({ internal: true }, { shares: { spanSeconds: HOUR_S, messages: [7000, 60, 60] } }))).toEqual([]);
  });

  it('asks for partitions when each carries more than is sane', () => {
    const [found] = judged(facts({}, { course: { ...course, meanRate: 120_000 } }));
    expect([found?.code, number(found, 'wantedPartitions')]).toEqual(['too_few_for_throughput', 12]);
    expect(found?.commands).toEqual([
      `kafka-topics.sh --bootstrap-server "$BOOTSTRAP" --alter --topic 'Pedidos' --partitions 12`,
    ]);
  });

  it('calls many idle partitions too many only after a day, and not while members need them', () => {
    const idle = { ...course, meanRate: 0.05 };
    const quiet = { partitions: 24, messagesInPerSecond: { value: 0.05, known: 24, total: 24 } };
    expect(codes(facts(quiet, { course: idle, shares: null }))).toEqual(['note too_many_partitions']);
    const young = { ...idle, watchedSinceMs: PASS_MS - DAY_MS / 2 };
    expect(codes(facts(quiet, { course: young, shares: null }))).toEqual([]);
    const busy = [{ ...group, members: 20, membersHere: 20 }];
    expect(codes(facts(quiet, { course: idle, shares: null, groups: busy }))).toEqual([]);
  });

  it('calls a small quiet topic with several partitions tiny', () => {
    const tiny = { partitions: 3, sizeBytes: '900', messagesInPerSecond: { value: 0.01, known: 3, total: 3 } };
    const one = facts(tiny, { course: { ...course, meanRate: 0.01 }, shares: null, groups: [{ ...group, membersHere: 1 }] });
    expect(codes(one)).toEqual(['note tiny_topic']);
  });

  it('counts replicas of a broker', () => {
    const full = { ...cluster, brokers: [...cluster.brokers, { nodeId: 4, replicas: 4_001 }, { nodeId: 5, replicas: null }] };
    expect(advise([], full)).toMatchObject([{ code: 'broker_partitions', broker: 4, id: 'broker_partitions:broker 4' }]);
  });
});

describe('leaders', () => {
  it('tells those away from their preferred replica, and how to bring them back', () => {
    const moved = { partitions: placement.partitions.map((one, i) => ({ ...one, leader: i < 2 ? 3 : one.leader })) };
    const [found] = judged(facts({}, { placement: moved }));
    expect([found?.code, number(found, 'moved')]).toEqual(['not_preferred_leaders', 2]);
    expect(found?.commands[0]).toContain('kafka-leader-election.sh');
  });

  it('tells an uneven assignment and a plan that makes it even', () => {
    const crooked = { partitions: placement.partitions.map((one) => ({ ...one, leader: 1, replicas: [1, 2, 3] })) };
    const [found] = judged(facts({}, { placement: crooked }));
    expect([found?.code, number(found, 'mostLeaders'), number(found, 'leastLeaders')]).toEqual(['leaders_uneven', 6, 0]);
    const plan = JSON.parse(found?.commands[0]?.split('\n')[1] ?? '{}') as { partitions: { replicas: number[] }[] };
    expect(plan.partitions.map(({ replicas }) => replicas[0])).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('says nothing while partitions are without a leader: that is a problem, not a design', () => {
    const offline = { partitions: placement.partitions.map((one) => ({ ...one, leader: null })) };
    expect(codes(facts({ offlinePartitions: 6 }, { placement: offline }))).toEqual([]);
  });
});

describe('members of groups', () => {
  it('names a group with members that get nothing, on the widest of its topics only', () => {
    const idle = { ...group, members: 8, membersHere: 6, idleMembers: 2 };
    const [found] = judged(facts({}, { groups: [idle] }));
    expect([found?.id, number(found, 'idleMembers')]).toEqual(['idle_members:Pedidos:estoque', 2]);
    expect(codes(facts({}, { groups: [{ ...idle, isWidestTopic: false }] }))).toEqual([]);
    expect(codes(facts({}, { groups: [{ ...idle, members: null, idleMembers: null }] }))).toEqual([]);
  });

  it('asks for partitions when a group cannot keep up though each partition has a member of its own', () => {
    const slow = { ...group, verdict: 'GROWING' as const, members: 6, membersHere: 6, inRate: 60, outRate: 40 };
    const [found] = judged(facts({}, { groups: [slow] }));
    expect([found?.code, number(found, 'wantedPartitions')]).toEqual(['too_few_for_group', 10]);
    expect(codes(facts({}, { groups: [{ ...slow, membersHere: 3 }] }))).toEqual([]);
    expect(codes(facts({}, { groups: [{ ...slow, outRate: 0 }] }))).toEqual([]);
  });
});

describe('replicas', () => {
  it('calls a single copy a risk and plans further ones beside it', () => {
    const alone = { partitions: [0, 1].map((partition) => ({ partition, leader: 2, replicas: [2] })) };
    const [found] = judged(facts({ replicationFactor: 1, minInsyncReplicas: 1, partitions: 2 }, { placement: alone }));
    expect([found?.severity, found?.code]).toEqual(['risk', 'single_replica']);
    const plan = JSON.parse(found?.commands[0]?.split('\n')[1] ?? '{}') as { partitions: { replicas: number[] }[] };
    expect(plan.partitions.map(({ replicas }) => replicas)).toEqual([
      [2, 1, 3],
      [2, 3, 1],
    ]);
  });

  it('asks for no more copies than there are brokers, and for none on a single broker', () => {
    const two = { ...cluster, brokers: cluster.brokers.slice(0, 2) };
    expect(codes(facts({ replicationFactor: 2, minInsyncReplicas: 1 }, { placement: null }), two)).toEqual([]);
    const one = { ...cluster, brokers: cluster.brokers.slice(0, 1) };
    expect(codes(facts({ replicationFactor: 1, minInsyncReplicas: 1 }, { placement: null }), one)).toEqual([]);
    expect(codes(facts({ replicationFactor: 2, minInsyncReplicas: 1 }))).toEqual(['improve two_replicas']);
  });

  it('tells a minimum that any broker breaks from one that acknowledges a single copy', () => {
    expect(codes(facts({ minInsyncReplicas: 3 }))).toEqual(['risk min_isr_blocks']);
    const [found] = judged(facts({ minInsyncReplicas: 1 }));
    expect([found?.code, found?.commands[0]]).toEqual([
      'min_isr_one',
      `kafka-configs.sh --bootstrap-server "$BOOTSTRAP" --alter --entity-type topics --entity-name 'Pedidos' --add-config min.insync.replicas=2`,
    ]);
  });
});

describe('retention', () => {
  it('warns before it takes what a group has not read, and calls the last tenth a risk', () => {
    const left = (headroomSeconds: number) => codes(facts({}, { groups: [{ ...group, headroomSeconds }] }));
    expect(left(24 * HOUR_S)).toEqual(['improve headroom_short']);
    expect(left(12 * HOUR_S)).toEqual(['risk headroom_short']);
    expect(left(3 * 24 * HOUR_S)).toEqual([]);
    expect(codes(facts({ retentionMs: '-1' }, { groups: [{ ...group, headroomSeconds: 10 }] }))).toEqual([]);
  });

  it('finds a size that is reached before the time, by the busiest partition', () => {
    // 200 bytes a message, 10 messages a second in each partition: 10 MB last some 5,000 s.
    const [found] = judged(facts({ retentionBytes: '10000000' }));
    expect([found?.code, number(found, 'retention')]).toEqual(['size_before_time', 7 * 24 * HOUR_S]);
    expect(number(found, 'lasts')).toBeCloseTo(10_000_000 / (60 * (110 / 600) * 200));
    expect(codes(facts({ retentionBytes: '900000000000' }))).toEqual([]);
  });

  it('tells a topic that nothing bounds, and a compacted one that grows', () => {
    const growing = { ...course, bytesPerDay: 50_000_000 };
    expect(codes(facts({ retentionMs: '-1' }, { course: growing }))).toEqual(['improve grows_forever']);
    expect(codes(facts({ retentionMs: '-1', retentionBytes: undefined }, { course: growing }))).toEqual([]);
    expect(codes(facts({ cleanupPolicy: 'compact' }, { course: growing }))).toEqual(['improve compacted_grows']);
    expect(codes(facts({ cleanupPolicy: 'compact' }))).toEqual([]);
  });
});

describe('use', () => {
  it('tells unread, stale and empty topics apart', () => {
    expect(codes(facts({ groups: 0 }, { groups: [] }))).toEqual(['note unread']);
    const quiet = { messagesInPerSecond: { value: 0, known: 6, total: 6 } };
    const old = { ...course, meanRate: 0, lastProducedMs: PASS_MS - 7.5 * DAY_MS, precisionMs: HOUR_S * 1000 };
    expect(codes(facts(quiet, { course: old, shares: null }))).toEqual(['note stale_topic']);
    const empty = { ...quiet, offsetsHeld: { value: '0', known: 6, total: 6 }, sizeBytes: '0', groups: 0 };
    expect(codes(facts(empty, { course: old, shares: null, groups: [] }))).toEqual(['note empty_topic']);
  });

  it('does not call stale what has been watched for less than a week', () => {
    const quiet = { messagesInPerSecond: { value: 0, known: 6, total: 6 } };
    const young = { ...course, meanRate: 0, lastProducedMs: null, watchedSinceMs: PASS_MS - 6 * DAY_MS };
    expect(codes(facts(quiet, { course: young, shares: null }))).toEqual([]);
  });

  it('leaves Kafka’s own topics and the canary’s alone', () => {
    expect(codes(facts({ groups: 0, internal: true }, { groups: [] }))).toEqual([]);
    expect(codes(facts({ groups: 0, name: '__farol_canary' }, { groups: [] }))).toEqual([]);
  });
});

it('puts risks first, then the order of the codes, then the busiest topic', () => {
  const busy = facts({ name: 'b', minInsyncReplicas: 1, messagesInPerSecond: { value: 900, known: 6, total: 6 } });
  const calm = facts({ name: 'a', minInsyncReplicas: 1 });
  const risk = facts({ name: 'z', minInsyncReplicas: 3 });
  const unread = facts({ name: 'u', groups: 0 }, { groups: [] });
  expect(advise([unread, calm, busy, risk], cluster).map(({ id }) => id)).toEqual([
    'min_isr_blocks:z',
    'min_isr_one:b',
    'min_isr_one:a',
    'unread:u',
  ]);
});
