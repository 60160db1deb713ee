import { expect, test } from 'vitest';
import { coordinatorPartition } from './derive-group-list.ts';

// Values computed by java.lang.String.hashCode and org.apache.kafka.common.utils.Utils.abs.
test.each([
  ['', 50, 0],
  ['a', 50, 47],
  ['polygenelubricants', 50, 0],
  ['console-consumer', 50, Math.abs(hash('console-consumer')) % 50],
  ['é', 50, 233 % 50],
])('group %j of %i partitions lives on %i', (groupId, partitions, expected) => {
  expect(coordinatorPartition(groupId, partitions)).toBe(expected);
});

/** The defining sum s[0]·31^(n−1) + … in unbounded integers, then cut to 32 bits. */
function hash(text: string): number {
  const sum = [...text].reduce((total, char) => total * 31n + BigInt(char.charCodeAt(0)), 0n);
  return Number(BigInt.asIntN(32, sum));
}
