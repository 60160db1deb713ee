import { CANARY_GROUP_PREFIX } from '#lib/core/canary-names.ts';
import type { ProbePartition } from '#lib/kafka/probe/port.ts';

/** Names tried until one lands on a partition that the broker leads; with 50 partitions on 100 brokers some 100 are enough. */
const TRIES_MAX = 5_000;

/** Java's `String.hashCode`: what brokers place groups by. */
export function javaStringHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/** The partition of `__consumer_offsets` that holds a group; brokers take 0 for the one hash whose absolute value does not fit. */
export function coordinatorPartition(groupId: string, partitions: number): number {
  const hash = javaStringHash(groupId);
  return (hash === -2_147_483_648 ? 0 : Math.abs(hash)) % partitions;
}

/** A group name of the canary whose coordinator is the given broker now; null when that broker leads no partition of `__consumer_offsets`. The same cluster gives the same name. */
export function groupCoordinatedBy(nodeId: number, offsetsTopic: readonly ProbePartition[]): string | null {
  const led = new Set(offsetsTopic.filter(({ leader }) => leader === nodeId).map(({ partition }) => partition));
  if (led.size === 0) return null;
  for (let n = 0; n < TRIES_MAX; n++) {
    const name = `${CANARY_GROUP_PREFIX}-${nodeId}-${n}`;
    if (led.has(coordinatorPartition(name, offsetsTopic.length))) return name;
  }
  return null;
}
