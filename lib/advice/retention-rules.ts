import type { AdviceFinding } from '#lib/contracts/advice.ts';
import { alterConfig } from './commands.ts';
import type { TopicFacts } from './facts.ts';
import { evidence, finding } from './finding.ts';
import { bytesPerMessage } from './partition-rules.ts';

/** A group that has used up this share of the retention is close to losing data. */
const HEADROOM_SHARE_MIN = 0.25;
/** Below this share, or with less than this time left, it is a matter of hours. */
const HEADROOM_SHARE_RISK = 0.1;
const HEADROOM_RISK_SECONDS = 3_600;
/** Growth of a compacted topic that means its keys do not repeat: a tenth a day, of a size that matters. */
const COMPACTED_GROWTH_MIN = 0.1;
const COMPACTED_BYTES_MIN = 100 * 1024 * 1024;
/** A topic kept for ever matters from this growth on. */
const FOREVER_BYTES_PER_DAY_MIN = 1024 * 1024;
const DAY_SECONDS = 86_400;

/** How long a topic keeps what against who reads it and what comes in. */
export function retentionFindings(facts: TopicFacts): AdviceFinding[] {
  return [...headroomShort(facts), sizeBeforeTime(facts), growsForever(facts), compactedGrows(facts)].flatMap(
    (found) => found ?? [],
  );
}

function headroomShort({ topic, groups }: TopicFacts): AdviceFinding[] {
  const retention = seconds(topic.retentionMs);
  if (retention === null) return [];
  return groups.flatMap(({ groupId, headroomSeconds, secondsBehind }) => {
    if (headroomSeconds === null || headroomSeconds >= retention * HEADROOM_SHARE_MIN) return [];
    const isRisk = headroomSeconds < retention * HEADROOM_SHARE_RISK || headroomSeconds < HEADROOM_RISK_SECONDS;
    return [
      finding('headroom_short', {
        severity: isRisk ? 'risk' : 'improve',
        topic: topic.name,
        group: groupId,
        evidence: [
          evidence('headroom', 'span', headroomSeconds),
          ...(secondsBehind === null ? [] : [evidence('behind', 'span', secondsBehind)]),
          evidence('retention', 'span', retention),
        ],
        commands: [alterConfig(topic.name, `retention.ms=${Math.ceil(retention * 2) * 1000}`)],
      }),
    ];
  });
}

/** The size of a partition is reached before the time: then the time that the topic promises does not hold. */
function sizeBeforeTime(facts: TopicFacts): AdviceFinding | null {
  const { topic, course, shares } = facts;
  const retention = seconds(topic.retentionMs);
  const bytesMax = topic.retentionBytes === null || topic.retentionBytes === undefined ? null : Number(topic.retentionBytes);
  const size = bytesPerMessage(facts);
  const rate = course?.meanRate ?? null;
  if (retention === null || bytesMax === null || bytesMax < 0 || size === null || rate === null || rate <= 0) return null;
  const total = shares?.messages.reduce((sum, count) => sum + count, 0) ?? 0;
  // The busiest partition reaches its bound first.
  const busiest = shares === null || total === 0 ? 1 / topic.partitions : Math.max(...shares.messages) / total;
  const lasts = bytesMax / (rate * busiest * size);
  if (lasts >= retention) return null;
  return finding('size_before_time', {
    severity: 'improve',
    topic: topic.name,
    evidence: [
      evidence('lasts', 'span', lasts),
      evidence('retention', 'span', retention),
      evidence('retentionBytes', 'bytes', bytesMax),
      evidence('bytesIn', 'bytes_per_second', rate * size),
    ],
    commands: [alterConfig(topic.name, `retention.bytes=${Math.ceil((bytesMax * retention) / lasts)}`)],
  });
}

function growsForever({ topic, course }: TopicFacts): AdviceFinding | null {
  const isDeleted = topic.cleanupPolicy === 'delete';
  const isBounded = topic.retentionBytes === null || topic.retentionBytes === undefined || !topic.retentionBytes.startsWith('-');
  const growth = course?.bytesPerDay ?? null;
  if (!isDeleted || isBounded || topic.retentionMs === null || !topic.retentionMs.startsWith('-')) return null;
  if (growth === null || growth < FOREVER_BYTES_PER_DAY_MIN) return null;
  return finding('grows_forever', {
    severity: 'improve',
    topic: topic.name,
    evidence: [
      evidence('growth', 'bytes_per_day', growth),
      ...(topic.sizeBytes === null ? [] : [evidence('size', 'bytes', topic.sizeBytes)]),
    ],
    commands: [alterConfig(topic.name, `retention.ms=${365 * DAY_SECONDS * 1000}`)],
  });
}

function compactedGrows({ topic, course }: TopicFacts): AdviceFinding | null {
  const growth = course?.bytesPerDay ?? null;
  if (topic.cleanupPolicy !== 'compact' || topic.internal || growth === null || topic.sizeBytes === null) return null;
  const size = Number(topic.sizeBytes);
  if (size < COMPACTED_BYTES_MIN || growth < size * COMPACTED_GROWTH_MIN) return null;
  return finding('compacted_grows', {
    severity: 'improve',
    topic: topic.name,
    evidence: [evidence('growth', 'bytes_per_day', growth), evidence('size', 'bytes', topic.sizeBytes)],
    commands: [alterConfig(topic.name, `max.compaction.lag.ms=${DAY_SECONDS * 1000}`)],
  });
}

/** `retention.ms` in seconds; null when it is not known or for ever. */
function seconds(retentionMs: string | null): number | null {
  return retentionMs === null || retentionMs.startsWith('-') ? null : Number(retentionMs) / 1000;
}
