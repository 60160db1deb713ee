import type { BrokerVersions } from '../transport/broker-versions.ts';

/**
 * First level of the feature `metadata.version` that belongs to each Kafka release, newest first. From Kafka's own enumeration of these levels
 * (4.4.0 and, for the levels it no longer lists, 3.3). A broker's highest supported level tells the release of its software; the patch level is never told.
 */
const RELEASE_BY_LEVEL: readonly (readonly [level: number, release: string])[] = [
  [34, '4.5'],
  [31, '4.4'],
  [30, '4.3'],
  [28, '4.2'],
  [26, '4.1'],
  [22, '4.0'],
  [21, '3.9'],
  [20, '3.8'],
  [15, '3.7'],
  [12, '3.6'],
  [9, '3.5'],
  [8, '3.4'],
  [4, '3.3'],
  [3, '3.2'],
  [2, '3.1'],
  [1, '3.0'],
];
const LEVEL_NEWEST = 34;

/** API versions that first came with a release, newest first, for ZooKeeper clusters, which have no `metadata.version`. From the public protocol reference. */
const RELEASE_BY_API: readonly (readonly [key: number, version: number, release: string])[] = [
  [2, 9, '3.9'],
  [16, 5, '3.8'],
  [60, 1, '3.7'],
  [2, 8, '3.5–3.6'],
  [35, 4, '3.3–3.4'],
  [2, 7, '3.0–3.2'],
  [60, 0, '2.8'],
];

const METADATA_VERSION = 'metadata.version';
const DESCRIBE_QUORUM_KEY = 55;

/** KRaft brokers alone offer DescribeQuorum. */
export function isKraft(versions: BrokerVersions): boolean {
  return versions.ranges.has(DESCRIBE_QUORUM_KEY);
}

/** The release a broker runs, as far as the protocol tells: `4.3`, a range such as `3.0–3.2` where API versions do not tell more, or null. */
export function kafkaRelease(versions: BrokerVersions): string | null {
  const level = isKraft(versions) ? versions.supportedFeatures.get(METADATA_VERSION)?.max : undefined;
  if (level !== undefined) {
    if (level > LEVEL_NEWEST) return null;
    return RELEASE_BY_LEVEL.find(([first]) => level >= first)?.[1] ?? null;
  }
  const found = RELEASE_BY_API.find(([key, version]) => (versions.ranges.get(key)?.max ?? -1) >= version);
  return found?.[2] ?? null;
}
