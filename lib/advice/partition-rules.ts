import type { AdviceFinding } from '#lib/contracts/advice.ts';
import { addPartitions, countKeys, createSuccessor, describeGroup, electPreferred, spreadLeaders } from './commands.ts';
import type { ClusterFacts, TopicFacts } from './facts.ts';
import { evidence, finding } from './finding.ts';

/** A partition is hot when it gets at least so many times its fair share. */
const HOT_TIMES_MIN = 2;
/** Chance alone makes some partitions larger: each must have had so many messages on average for a share to mean something. */
const MESSAGES_EACH_MIN = 50;
/** Sane limits of one partition: beyond them its leader, its followers and its one consumer become the bottleneck. */
const PARTITION_BYTES_PER_SECOND_MAX = 10 * 1024 * 1024;
const PARTITION_RATE_MAX = 10_000;
/** Below this many partitions nobody needs advice to have fewer. */
const MANY_PARTITIONS_MIN = 10;
/** A partition with less than one message a minute is idle. */
const IDLE_RATE_MAX = 1 / 60;
/** History that rules about quiet topics need. */
const WATCHED_MIN_MS = 86_400_000;
const TINY_BYTES_MAX = 1024 * 1024;
const TINY_PARTITIONS_MIN = 3;
/** Replicas of one broker: beyond it starts, elections and failures take long. A usual planning figure, not a limit of Kafka. */
const BROKER_REPLICAS_MAX = 4_000;
/** One broker may lead this many more partitions of a topic than another. */
const LEADERS_APART_MAX = 1;

/** Everything about the number and the load of a topic's partitions. */
export function partitionFindings(facts: TopicFacts, cluster: ClusterFacts): AdviceFinding[] {
  return [hotPartition(facts), tooFewForThroughput(facts), tooMany(facts, cluster), ...leaders(facts, cluster)]
    .flatMap((found) => found ?? [])
    .concat(groupFindings(facts));
}

/** Brokers that hold very many replicas. */
export function brokerFindings(cluster: ClusterFacts): AdviceFinding[] {
  return cluster.brokers.flatMap(({ nodeId, replicas }) =>
    replicas === null || replicas <= BROKER_REPLICAS_MAX
      ? []
      : [
          finding('broker_partitions', {
            severity: 'improve',
            broker: nodeId,
            evidence: [evidence('replicas', 'count', replicas), evidence('sane', 'count', BROKER_REPLICAS_MAX)],
          }),
        ],
  );
}

function hotPartition({ topic, shares }: TopicFacts): AdviceFinding | null {
  // Kafka's own topics are keyed by group or transaction: a busy group fills one of them, and nobody can change the key.
  if (topic.internal || shares === null || shares.messages.length < 2) return null;
  const total = shares.messages.reduce((sum, count) => sum + count, 0);
  const partitions = shares.messages.length;
  if (total / partitions < MESSAGES_EACH_MIN) return null;
  const hottest = shares.messages.reduce((best, count, i) => (count > (shares.messages[best] ?? 0) ? i : best), 0);
  const share = (shares.messages[hottest] ?? 0) / total;
  const times = share * partitions;
  if (times < HOT_TIMES_MIN) return null;
  return finding('hot_partition', {
    severity: 'improve',
    topic: topic.name,
    evidence: [
      evidence('share', 'share', share),
      evidence('partition', 'count', hottest),
      evidence('fairShare', 'share', 1 / partitions),
      evidence('timesFair', 'times', times),
      evidence('partitions', 'count', partitions),
      evidence('messages', 'count', total),
      evidence('window', 'span', shares.spanSeconds),
    ],
    commands: [countKeys(topic.name, hottest)],
  });
}

/** Bytes of one stored record on average, as far as sizes and offsets tell; null when they do not. Compaction leaves holes, so compacted topics tell nothing. */
export function bytesPerMessage({ topic }: Pick<TopicFacts, 'topic'>): number | null {
  const { offsetsHeld, sizeBytes, cleanupPolicy } = topic;
  if (offsetsHeld.value === null || offsetsHeld.known < offsetsHeld.total || sizeBytes === null) return null;
  if (cleanupPolicy === null || cleanupPolicy.includes('compact')) return null;
  const held = Number(offsetsHeld.value);
  return held <= 0 ? null : Number(sizeBytes) / held;
}

function tooFewForThroughput(facts: TopicFacts): AdviceFinding | null {
  const { topic, course } = facts;
  const rate = course?.meanRate ?? null;
  if (rate === null || topic.partitions === 0) return null;
  const each = rate / topic.partitions;
  const size = bytesPerMessage(facts);
  const bytesEach = size === null ? null : size * each;
  const times = Math.max(each / PARTITION_RATE_MAX, (bytesEach ?? 0) / PARTITION_BYTES_PER_SECOND_MAX);
  if (times <= 1) return null;
  const wanted = Math.ceil(topic.partitions * times);
  return finding('too_few_for_throughput', {
    severity: 'improve',
    topic: topic.name,
    evidence: [
      evidence('ratePerPartition', 'rate', each),
      ...(bytesEach === null ? [] : [evidence('bytesPerPartition', 'bytes_per_second', bytesEach)]),
      evidence('partitions', 'count', topic.partitions),
      evidence('wantedPartitions', 'count', wanted),
    ],
    commands: [addPartitions(topic.name, wanted)],
  });
}

function tooMany({ topic, course, groups }: TopicFacts, cluster: ClusterFacts): AdviceFinding | null {
  if (topic.internal || course === null || course.meanRate === null || course.watchedSinceMs === null) return null;
  if (cluster.passMs - course.watchedSinceMs < WATCHED_MIN_MS || topic.partitions < TINY_PARTITIONS_MIN) return null;
  const each = course.meanRate / topic.partitions;
  const members = Math.max(0, ...groups.map((group) => group.membersHere ?? 0));
  const shared = [
    evidence('partitions', 'count', topic.partitions),
    evidence('rate', 'rate', course.meanRate),
    ...(topic.sizeBytes === null ? [] : [evidence('size', 'bytes', topic.sizeBytes)]),
    evidence('members', 'count', members),
  ];
  const wanted = Math.max(1, members);
  if (topic.partitions >= MANY_PARTITIONS_MIN && each < IDLE_RATE_MAX && members * 2 <= topic.partitions) {
    return finding('too_many_partitions', {
      severity: 'note',
      topic: topic.name,
      evidence: shared,
      commands: [createSuccessor(topic.name, Math.max(3, wanted), topic.replicationFactor)],
    });
  }
  const isTiny = topic.sizeBytes !== null && topic.sizeBytes !== '0' && Number(topic.sizeBytes) < TINY_BYTES_MAX;
  if (!isTiny || each >= IDLE_RATE_MAX || members >= topic.partitions || isCompacted(topic.cleanupPolicy)) return null;
  return finding('tiny_topic', {
    severity: 'note',
    topic: topic.name,
    evidence: shared,
    commands: [createSuccessor(topic.name, wanted, topic.replicationFactor)],
  });
}

const isCompacted = (policy: string | null) => policy?.includes('compact') === true;

function leaders({ topic, placement }: TopicFacts, cluster: ClusterFacts): AdviceFinding[] {
  if (placement === null || topic.offlinePartitions > 0 || cluster.brokers.length < 2) return [];
  const { partitions } = placement;
  const moved = partitions.filter(
    ({ leader, replicas }) => leader !== null && replicas[0] !== undefined && leader !== replicas[0],
  );
  if (moved.length > 0) {
    return [
      finding('not_preferred_leaders', {
        severity: 'note',
        topic: topic.name,
        evidence: [evidence('moved', 'count', moved.length), evidence('partitions', 'count', partitions.length)],
        commands: electPreferred(
          topic.name,
          moved.map(({ partition }) => partition),
        ),
      }),
    ];
  }
  const count = new Map(cluster.brokers.map(({ nodeId }) => [nodeId, 0]));
  for (const { leader } of partitions) if (leader !== null) count.set(leader, (count.get(leader) ?? 0) + 1);
  const byLoad = [...count].sort((a, b) => b[1] - a[1]);
  const most = byLoad[0];
  const least = byLoad.at(-1);
  // With fewer partitions than brokers somebody must lead none; only a broker that leads several is then uneven.
  if (most === undefined || least === undefined || most[1] - least[1] <= LEADERS_APART_MAX) return [];
  return [
    finding('leaders_uneven', {
      severity: 'note',
      topic: topic.name,
      evidence: [
        evidence('mostLeaders', 'count', most[1]),
        evidence('mostBroker', 'count', most[0]),
        evidence('leastLeaders', 'count', least[1]),
        evidence('leastBroker', 'count', least[0]),
        evidence('partitions', 'count', partitions.length),
      ],
      commands: spreadLeaders(topic.name, placement),
    }),
  ];
}

function groupFindings({ topic, groups }: TopicFacts): AdviceFinding[] {
  return groups.flatMap((group) => {
    const { groupId, members, idleMembers, membersHere, inRate, outRate } = group;
    if (members !== null && idleMembers !== null && idleMembers > 0 && group.isWidestTopic) {
      return [
        finding('idle_members', {
          severity: 'improve',
          topic: topic.name,
          group: groupId,
          evidence: [
            evidence('idleMembers', 'count', idleMembers),
            evidence('members', 'count', members),
            evidence('partitions', 'count', topic.partitions),
          ],
          commands: [describeGroup(groupId), addPartitions(topic.name, Math.max(members, topic.partitions + idleMembers))],
        }),
      ];
    }
    const cannotKeepUp = group.verdict === 'GROWING' || group.verdict === 'SLOW';
    if (!cannotKeepUp || membersHere === null || membersHere < topic.partitions || inRate === null || outRate === null) return [];
    if (outRate <= 0 || inRate <= outRate) return [];
    const wanted = Math.ceil((topic.partitions * inRate) / outRate) + 1;
    return [
      finding('too_few_for_group', {
        severity: 'improve',
        topic: topic.name,
        group: groupId,
        evidence: [
          evidence('inRate', 'rate', inRate),
          evidence('outRate', 'rate', outRate),
          evidence('members', 'count', membersHere),
          evidence('partitions', 'count', topic.partitions),
          evidence('wantedPartitions', 'count', wanted),
        ],
        commands: [addPartitions(topic.name, wanted)],
      }),
    ];
  });
}
