import { describe, expect, test } from 'vitest';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { RecordsAt } from '#lib/kafka/admin/port.ts';
import { readRecordAge } from './read-record-age.ts';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const QUERY = { group: 'g', topic: 't', partition: 1, nowMs: NOW };
const partition = (number: number) => ({
  partition: number,
  leader: 1,
  leaderEpoch: 0,
  replicas: [1],
  isr: [1],
  offline: [],
  fault: null,
});
const topic = { name: 't', topicId: 'id', internal: false, fault: null, partitions: [partition(0), partition(1)], base: 0 };
const topology = {
  clusterId: 'c',
  controllerId: 1,
  brokers: [],
  topics: [topic],
  partitionCount: 2,
  topicByName: new Map([['t', topic]]),
};
const records = (over: Partial<RecordsAt>): RecordsAt => ({
  first: null,
  onlyControl: false,
  highWatermark: 100n,
  lastStableOffset: 100n,
  logStartOffset: 0n,
  ...over,
});

/** A cluster with one group that has committed 40 on `t-1`; `read` is what lies there. */
function cluster(read: RecordsAt | Error) {
  return {
    topology: async () => topology,
    listGroups: async () => ({
      groups: [{ groupId: 'g', kind: 'classic' as const, state: 'Stable', protocolType: 'consumer', coordinator: 1 }],
      brokers: [],
    }),
    committed: async () => ({
      groupIds: ['g'],
      faults: [null],
      coordinators: [1],
      starts: Uint32Array.of(0, 1),
      partitionIndex: Int32Array.of(1),
      offsets: Float64Array.of(40),
      errors: Int16Array.of(0),
      wide: new Map<number, bigint>(),
      strangers: new Map<number, { topic: string; partition: number }>(),
      answeredAtByBroker: new Map<number, number>(),
      brokers: [],
    }),
    recordsAt: async () => {
      if (read instanceof Error) throw read;
      return [{ ok: true as const, value: read }];
    },
  };
}

describe('the age of the next record', () => {
  test.each<[string, Partial<RecordsAt>, object]>([
    [
      'is that of the record at or after the commit',
      { first: { offset: 42n, timestampMs: NOW - 90_500 } },
      { committedOffset: '40', nextOffset: '42', seconds: 90.5, timestamp: '2026-11-21T11:58:29.500Z', caughtUp: false },
    ],
    ['of the future is 0', { first: { offset: 40n, timestampMs: NOW + 60_000 } }, { seconds: 0, caughtUp: false }],
    ['is not known without a timestamp', { first: { offset: 40n, timestampMs: null } }, { seconds: null, caughtUp: false }],
    ['does not exist behind transaction markers', { onlyControl: true }, { nextOffset: null, seconds: null, caughtUp: true }],
    ['nor at the end', { highWatermark: 40n }, { nextOffset: null, caughtUp: true }],
    ['is not called caught up when nothing was fetched', {}, { nextOffset: null, caughtUp: false }],
  ])('%s', async (_name, read, expected) => {
    expect(await readRecordAge(cluster(records(read)), QUERY)).toMatchObject(expected);
  });

  test.each([
    ['partition', { ...QUERY, partition: 7 }],
    ['group', { ...QUERY, group: 'none' }],
    ['commit', { ...QUERY, partition: 0 }],
  ])('without such a %s is not found', async (_what, query) => {
    await expect(readRecordAge(cluster(records({})), query)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of a cluster that does not answer is unavailable', async () => {
    const fault = { code: 'BROKER_UNREACHABLE', kafkaCode: null, message: 'gone', nodeId: null };
    await expect(readRecordAge(cluster(new KafkaUnavailableError(fault)), QUERY)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
