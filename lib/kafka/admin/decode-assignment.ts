import { MalformedResponseError } from '../wire/malformed-response-error.ts';
import { Reader } from '../wire/reader.ts';
import type { MemberAssignment } from './port.ts';

const TOPIC_BYTES_MIN = 6;

/**
 * Decodes a classic member's assignment in the format of Kafka's consumers (version, topics with partitions, user data). The bytes come from the
 * group's leader, not from the broker: null when they are something else. Empty bytes are an empty assignment (a member that has not synced yet).
 */
export function decodeAssignment(bytes: Buffer): MemberAssignment[] | null {
  if (bytes.length === 0) return [];
  try {
    const reader = new Reader(bytes, 0, false);
    reader.int16();
    const topicCount = reader.arrayLength(TOPIC_BYTES_MIN);
    const assignment: MemberAssignment[] = [];
    for (let t = 0; t < topicCount; t += 1) {
      const topic = reader.text(reader.int16());
      const partitionCount = reader.arrayLength(4);
      const partitions: number[] = [];
      for (let p = 0; p < partitionCount; p += 1) partitions.push(reader.int32());
      assignment.push({ topic, partitions });
    }
    return assignment;
  } catch (error) {
    if (error instanceof MalformedResponseError) return null;
    throw error;
  }
}
