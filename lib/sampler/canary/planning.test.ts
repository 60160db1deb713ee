import { describe, expect, test } from 'vitest';
import { coordinatorPartition, groupCoordinatedBy, javaStringHash } from './commit-group.ts';
import { decodePayload, encodePayload } from './payload.ts';
import { canaryTopicConfigs, planTopic } from './plan-topic.ts';

const broker = (nodeId: number, rack: string | null = null) => ({ nodeId, host: `b${nodeId}`, port: 9092, rack });
const partition = (number: number, replicas: number[], leader: number | null = replicas[0] ?? null) => ({
  partition: number,
  leader,
  replicas,
});

describe('planning the topic', () => {
  test('a new topic has one partition per broker, led by it, on three brokers', () => {
    expect(planTopic([broker(7), broker(2), broker(5), broker(9)], []).missing).toEqual([
      [2, 5, 7],
      [5, 7, 9],
      [7, 9, 2],
      [9, 2, 5],
    ]);
  });

  test('with fewer than three brokers there are as many replicas as brokers', () => {
    expect(planTopic([broker(1), broker(2)], []).missing).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(planTopic([broker(1)], []).missing).toEqual([[1]]);
    expect([1, 2, 3].map((replicas) => canaryTopicConfigs(replicas)['min.insync.replicas'])).toEqual(['1', '1', '2']);
  });

  test('followers stand in other racks where there are others', () => {
    const brokers = [broker(1, 'a'), broker(2, 'a'), broker(3, 'b'), broker(4, 'c')];
    expect(planTopic(brokers, []).missing[0]).toEqual([1, 3, 4]);
  });

  test('a new broker gets a partition; what exists stays as it is', () => {
    const plan = planTopic([broker(1), broker(2), broker(3)], [partition(0, [1, 2]), partition(1, [2, 1])]);
    expect(plan.missing).toEqual([[3, 1, 2]]);
    expect(plan.partitionOf).toEqual(
      new Map([
        [1, 0],
        [2, 1],
      ]),
    );
    expect(plan.notCovered).toEqual(new Map([[3, 'no_partition']]));
  });

  test('a broker whose partition is led by another is not covered, and nothing is done about it', () => {
    const plan = planTopic([broker(1), broker(2)], [partition(0, [1, 2]), partition(1, [2, 1], 1)]);
    expect(plan.missing).toEqual([]);
    expect(plan.partitionOf).toEqual(new Map([[1, 0]]));
    expect(plan.notCovered).toEqual(new Map([[2, 'not_leader']]));
  });

  test('a broker that leads for another is probed through that partition', () => {
    const plan = planTopic([broker(1), broker(2)], [partition(0, [1, 2], null), partition(1, [2, 1], 1)]);
    expect(plan.partitionOf).toEqual(new Map([[1, 1]]));
  });

  test('partitions of brokers that are gone are left alone, and do not grow without end', () => {
    const old = Array.from({ length: 1_000 }, (_unused, i) => partition(i, [100 + i]));
    expect(planTopic([broker(1)], old).missing).toEqual([]);
  });
});

describe('the group whose coordinator is a given broker', () => {
  test('hashes as Java does', () => {
    expect(javaStringHash('')).toBe(0);
    expect(javaStringHash('hello')).toBe(99_162_322);
    // The shortest text whose hash has no positive counterpart.
    expect(javaStringHash('polygenelubricants')).toBe(-2_147_483_648);
    expect(coordinatorPartition('polygenelubricants', 50)).toBe(0);
    expect(javaStringHash('__farol_canary-3-0')).toBeLessThan(2 ** 31);
  });

  test('lands on a partition that the broker leads, and is the same each time', () => {
    const offsets = Array.from({ length: 50 }, (_unused, i) => partition(i, [(i % 7) + 1]));
    for (let nodeId = 1; nodeId <= 7; nodeId += 1) {
      const name = groupCoordinatedBy(nodeId, offsets);
      expect(offsets[coordinatorPartition(name ?? '', 50)]?.leader).toBe(nodeId);
      expect(groupCoordinatedBy(nodeId, offsets)).toBe(name);
    }
  });

  test('there is none where the broker leads no partition', () => {
    expect(groupCoordinatedBy(9, [partition(0, [1])])).toBeNull();
    expect(groupCoordinatedBy(9, [])).toBeNull();
  });
});

describe('the record', () => {
  test('has 100 bytes and tells what was put in', () => {
    const payload = { run: -(2n ** 63n), sequence: 2n ** 40n, sentAt: 123_456_789.123456 };
    const bytes = encodePayload(payload);
    expect(bytes).toHaveLength(100);
    expect(decodePayload(bytes)).toEqual(payload);
  });

  test('records of others are none of ours', () => {
    for (const value of [null, Buffer.alloc(0), Buffer.alloc(100), Buffer.alloc(99, 'f')])
      expect(decodePayload(value)).toBeNull();
  });
});
