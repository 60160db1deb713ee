import { describe, expect, test } from 'vitest';
import type { Topology } from '../admin/port.ts';
import { decodeRequest, decodeWith, encodeResponse } from './api.ts';
import { apis } from './apis/index.ts';
import { decodeTopology } from './decode-topology.ts';
import { decodeLogDirs } from './log-dirs-columns.ts';
import { decodeListOffsets, encodeListOffsets, type OffsetSink } from './list-offsets-columns.ts';
import { MalformedResponseError } from './malformed-response-error.ts';
import { CommitRows, decodeOffsetFetch } from './offset-fetch-columns.ts';

const HUGE = 2n ** 53n + 1n;

function partition(partitionIndex: number, changes: object = {}) {
  return {
    errorCode: 0,
    partitionIndex,
    leaderId: 1,
    leaderEpoch: 4,
    replicaNodes: [1, 2],
    isrNodes: [1, 2],
    offlineReplicas: [],
    ...changes,
  };
}

function metadataAnswer(
  topics: { name: string; partitions: ReturnType<typeof partition>[]; errorCode?: number }[],
  version = 13,
): Buffer {
  return encodeResponse(apis.metadata, version, {
    throttleTimeMs: 0,
    brokers: [
      { nodeId: 2, host: 'b2', port: 9093, rack: null },
      { nodeId: 1, host: 'b1', port: 9092, rack: 'r1' },
    ],
    clusterId: 'cluster',
    controllerId: -1,
    topics: topics.map(({ name, partitions, errorCode = 0 }) => ({
      errorCode,
      name,
      topicId: null,
      isInternal: false,
      partitions,
      topicAuthorizedOperations: 0,
    })),
    clusterAuthorizedOperations: 0,
    errorCode: 0,
  });
}

function topologyOf(...args: Parameters<typeof metadataAnswer>): Topology {
  const [, version = 13] = args;
  return decodeWith(apis.metadata, version, metadataAnswer(...args), decodeTopology).topology;
}

const topology = topologyOf([
  { name: 'b-topic', partitions: [partition(0), partition(1), partition(2)] },
  { name: 'a-topic', partitions: [partition(1), partition(0)] },
]);

describe('decodeTopology', () => {
  test.each([11, 12, 13])(
    'v%i: topics come sorted by name, partitions by number, with their places in dense columns',
    (version) => {
      const read = topologyOf(
        [
          { name: 'b', partitions: [partition(2), partition(0), partition(1)] },
          { name: 'a', partitions: [partition(0)] },
        ],
        version,
      );
      expect(read.topics.map((topic) => [topic.name, topic.base, topic.partitions.map((p) => p.partition)])).toEqual([
        ['a', 0, [0]],
        ['b', 1, [0, 1, 2]],
      ]);
      expect(read.partitionCount).toBe(4);
      expect(read.brokers.map((broker) => broker.nodeId)).toEqual([1, 2]);
      expect(read.topicByName.get('b')).toBe(read.topics[1]);
    },
  );

  test('what the broker does not know is null: controller, leader, epoch, topic id', () => {
    const read = topologyOf([{ name: 'a', partitions: [partition(0, { leaderId: -1, leaderEpoch: -1, errorCode: 5 })] }]);
    expect(read.controllerId).toBeNull();
    expect(read.topics[0]?.topicId).toBeNull();
    expect(read.topics[0]?.partitions[0]).toMatchObject({
      leader: null,
      leaderEpoch: null,
      fault: { code: 'LEADER_NOT_AVAILABLE', kafkaCode: 5 },
    });
  });

  test('what did not change since the answer before is the same object; what did is new, and nothing else', () => {
    const first = topologyOf([
      { name: 'a', partitions: [partition(0), partition(1)] },
      { name: 'b', partitions: [partition(0)] },
    ]);
    const again = (...topics: Parameters<typeof metadataAnswer>[0]) =>
      decodeWith(apis.metadata, 13, metadataAnswer(topics), (reader) => decodeTopology(reader, first)).topology;
    const same = again({ name: 'b', partitions: [partition(0)] }, { name: 'a', partitions: [partition(1), partition(0)] });
    expect(same).toEqual(first);
    expect(same.topics[1]).toBe(first.topics[1]);
    expect(same.topics[0]?.partitions[1]).toBe(first.topics[0]?.partitions[1]);
    const moved = again(
      { name: 'a', partitions: [partition(0), partition(1, { leaderId: 2, leaderEpoch: 9 })] },
      { name: 'b', partitions: [partition(0)] },
    );
    expect(moved.topics[0]?.partitions[0]).toBe(first.topics[0]?.partitions[0]);
    expect(moved.topics[0]?.partitions[1]).toMatchObject({ leader: 2, leaderEpoch: 9 });
    expect(first.topics[0]?.partitions[1]).not.toMatchObject({ leader: 2 });
    const grown = again(
      { name: 'a', partitions: [partition(0), partition(1), partition(2)] },
      { name: 'b', partitions: [partition(0, { errorCode: 5 })] },
    );
    expect(grown.topics.map(({ base, partitions }) => [base, partitions.length])).toEqual([
      [0, 3],
      [3, 1],
    ]);
    expect(grown.topics[1]?.partitions[0]?.fault?.code).toBe('LEADER_NOT_AVAILABLE');
  });

  test('equal lists of nodes are one list, others are their own', () => {
    const [first, second, third] = topologyOf([
      {
        name: 'a',
        partitions: [
          partition(0, { replicaNodes: [2, 1], isrNodes: [2, 1] }),
          partition(1, { replicaNodes: [2, 1], isrNodes: [2] }),
          partition(2, { replicaNodes: [1, 2], isrNodes: [2], offlineReplicas: [1] }),
        ],
      },
    ]).topics[0]?.partitions ?? [undefined];
    expect(first?.isr).toBe(first?.replicas);
    expect(second?.replicas).toBe(first?.replicas);
    expect(third?.isr).toBe(second?.isr);
    expect([third?.replicas, third?.isr, third?.offline]).toEqual([[1, 2], [2], [1]]);
  });

  test('lists of nodes that only look alike to a hash are told apart', () => {
    // 31 × 1 + 31 and 31 × 2 + 0 are equal, and so are the hashes of the two lists.
    const alike = [
      [1, 31],
      [2, 0],
      [1, 31],
    ];
    const { topics } = topologyOf([
      { name: 'a', partitions: alike.map((replicaNodes, i) => partition(i, { replicaNodes, isrNodes: replicaNodes })) },
    ]);
    expect(topics[0]?.partitions.map(({ replicas }) => replicas)).toEqual(alike);
  });

  test('a list of topics in which nothing changed is the same list', () => {
    const answer = metadataAnswer([
      { name: 'a', partitions: [partition(0)] },
      { name: 'b', partitions: [partition(0)] },
    ]);
    const read = (previous: Topology | null) =>
      decodeWith(apis.metadata, 13, answer, (reader) => decodeTopology(reader, previous)).topology;
    const first = read(null);
    const second = read(first);
    expect(second.topics).toBe(first.topics);
    expect(second.topicByName).toBe(first.topicByName);
    expect(second.partitionCount).toBe(2);
    const fewer = decodeWith(apis.metadata, 13, metadataAnswer([{ name: 'a', partitions: [partition(0)] }]), (reader) =>
      decodeTopology(reader, second),
    ).topology;
    expect([fewer.topics.length, fewer.topicByName.size, fewer.partitionCount]).toEqual([1, 1, 1]);
  });

  test('the error of one topic leaves the others whole', () => {
    const read = topologyOf([
      { name: 'a', partitions: [], errorCode: 29 },
      { name: 'b', partitions: [partition(0)] },
    ]);
    expect(read.topicByName.get('a')?.fault?.code).toBe('TOPIC_AUTHORIZATION_FAILED');
    expect(read.topicByName.get('b')?.fault).toBeNull();
  });

  const good = { name: 'z', partitions: [partition(0)] };
  const nonsense: [string, Parameters<typeof metadataAnswer>[0]][] = [
    ['a topic listed twice', [{ name: 'a', partitions: [partition(0)] }, good, { name: 'a', partitions: [partition(0)] }]],
    ['a partition listed twice', [{ name: 'a', partitions: [partition(0), partition(0)] }, good]],
    ['a negative partition number', [{ name: 'a', partitions: [partition(0), partition(-3)] }, good]],
    ['a name of 64 kB', [{ name: 'a'.repeat(65_536), partitions: [partition(0)] }, good]],
    ['a name with terminal codes', [{ name: '\u001b[2Ja', partitions: [partition(0)] }, good]],
    ['a name in HTML', [{ name: '<img src=x onerror=alert(1)>', partitions: [partition(0)] }, good]],
  ];

  test.each(nonsense)('%s costs that topic its partitions, and no other', (_title, topics) => {
    const read = topologyOf(topics);
    expect(read.topics.map((topic) => [topic.fault?.code ?? null, topic.partitions.length]).sort()).toEqual([
      [null, 1],
      ['MALFORMED_RESPONSE', 0],
    ]);
    expect(read.topicByName.get('z')?.base).toBe(0);
    const bad = read.topics.find((topic) => topic.fault !== null)?.name ?? '';
    expect(bad.length).toBeLessThanOrEqual(249);
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    expect(bad).not.toMatch(/[\u0000-\u001f]/);
  });

  test('an answer cut short anywhere is malformed', () => {
    const bytes = metadataAnswer([{ name: 'a', partitions: [partition(0)] }]);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => decodeWith(apis.metadata, 13, bytes.subarray(0, length), decodeTopology)).toThrow(MalformedResponseError);
    }
  });
});

function emptySink(): OffsetSink {
  return { values: new Float64Array(5).fill(Number.NaN), errors: new Int16Array(5).fill(-1001), wide: new Map() };
}

describe('ListOffsets in columns', () => {
  test.each([6, 9, 10, 11])('v%i: the request by hand equals the one by the schema', (version) => {
    const indexes = Uint32Array.from([1, 2, 4]);
    const bytes = encodeListOffsets(version, { topology, indexes, isolationLevel: 1, timestamp: -2n, timeoutMs: 700 });
    const read = decodeRequest(apis.listOffsets, version, bytes);
    const ask = (partitionIndex: number) => ({ partitionIndex, currentLeaderEpoch: -1, timestamp: -2n });
    expect(read).toEqual({
      replicaId: -1,
      isolationLevel: 1,
      topics: [
        { name: 'a-topic', partitions: [ask(1)] },
        { name: 'b-topic', partitions: [ask(0), ask(2)] },
      ],
      timeoutMs: version >= 10 ? 700 : 0,
    });
  });

  function answer(version: number) {
    const row = (partitionIndex: number, offset: bigint, errorCode = 0) => ({
      partitionIndex,
      errorCode,
      timestamp: -1n,
      offset,
      leaderEpoch: 1,
    });
    return encodeResponse(apis.listOffsets, version, {
      throttleTimeMs: 0,
      topics: [
        { name: 'b-topic', partitions: [row(2, HUGE), row(0, -1n, 6), row(1, 2n ** 53n - 1n)] },
        { name: 'a-topic', partitions: [row(1, 0n), row(7, 5n)] },
        { name: 'stranger', partitions: [row(0, 5n)] },
      ],
    });
  }

  test.each([6, 7, 8, 9, 10, 11])('v%i: each offset lands at its place, whatever the order of the answer', (version) => {
    const sink = emptySink();
    decodeWith(apis.listOffsets, version, answer(version), (reader) => decodeListOffsets(reader, topology, sink));
    expect([...sink.values]).toEqual([Number.NaN, 0, Number.NaN, 2 ** 53 - 1, Number(HUGE)]);
    expect([...sink.errors]).toEqual([-1001, 0, 6, 0, 0]);
    expect(sink.wide).toEqual(new Map([[4, HUGE]]));
  });

  test('the largest offset there is stays exact', () => {
    const sink = emptySink();
    const largest = 2n ** 63n - 1n;
    const bytes = encodeResponse(apis.listOffsets, 10, {
      throttleTimeMs: 0,
      topics: [
        { name: 'a-topic', partitions: [{ partitionIndex: 0, errorCode: 0, timestamp: -1n, offset: largest, leaderEpoch: 0 }] },
      ],
    });
    decodeWith(apis.listOffsets, 10, bytes, (reader) => decodeListOffsets(reader, topology, sink));
    expect(sink.wide.get(0)).toBe(largest);
  });

  test('no error and no offset is unknown, not zero', () => {
    const sink = emptySink();
    const bytes = encodeResponse(apis.listOffsets, 10, {
      throttleTimeMs: 0,
      topics: [
        { name: 'a-topic', partitions: [{ partitionIndex: 0, errorCode: 0, timestamp: -1n, offset: -1n, leaderEpoch: 0 }] },
      ],
    });
    decodeWith(apis.listOffsets, 10, bytes, (reader) => decodeListOffsets(reader, topology, sink));
    expect(sink.values[0]).toBeNaN();
    expect(sink.errors[0]).toBe(-1);
  });
});

describe('OffsetFetch in columns', () => {
  const row = (partitionIndex: number, committedOffset: bigint, errorCode = 0, metadata: string | null = '') => ({
    partitionIndex,
    committedOffset,
    committedLeaderEpoch: -1,
    metadata,
    errorCode,
  });
  const topics = [
    { name: 'b-topic', partitions: [row(0, 7n, 0, 'a note'), row(1, -1n), row(2, HUGE, 0, null)] },
    { name: 'gone', partitions: [row(3, 9n)] },
    { name: 'a-topic', partitions: [row(0, -1n, 29), row(9, 4n)] },
  ];

  test.each([7, 8, 9])('v%i: rows are commits and errors; no commit is no row', (version) => {
    const bytes = encodeResponse(apis.offsetFetch, version, {
      throttleTimeMs: 0,
      topics,
      errorCode: 0,
      groups: [
        { groupId: 'empty', topics: [], errorCode: 0 },
        { groupId: 'g', topics, errorCode: 0 },
      ],
    });
    const rows = new CommitRows();
    const groups = decodeWith(apis.offsetFetch, version, bytes, (reader) => decodeOffsetFetch(reader, topology, rows, 'g'));
    expect(groups.at(-1)).toEqual({ groupId: 'g', errorCode: 0, from: 0, to: 5 });
    expect([...rows.partitionIndex.subarray(0, rows.count)]).toEqual([2, 4, -1, 0, -1]);
    expect([...rows.offsets.subarray(0, rows.count)]).toEqual([7, Number(HUGE), 9, Number.NaN, 4]);
    expect([...rows.errors.subarray(0, rows.count)]).toEqual([0, 0, 0, 29, 0]);
    expect(rows.wide).toEqual(new Map([[1, HUGE]]));
    expect(rows.strangers).toEqual(
      new Map([
        [2, { topic: 'gone', partition: 3 }],
        [4, { topic: 'a-topic', partition: 9 }],
      ]),
    );
  });

  test('rows grow past their first size', () => {
    const many = Array.from({ length: 10_000 }, (_unused, i) => row(i, BigInt(i)));
    const bytes = encodeResponse(apis.offsetFetch, 9, {
      throttleTimeMs: 0,
      topics: [],
      errorCode: 0,
      groups: [{ groupId: 'g', topics: [{ name: 'gone', partitions: many }], errorCode: 0 }],
    });
    const rows = new CommitRows();
    decodeWith(apis.offsetFetch, 9, bytes, (reader) => decodeOffsetFetch(reader, topology, rows, ''));
    expect(rows.count).toBe(10_000);
    expect(rows.offsets[9_999]).toBe(9_999);
    expect(rows.strangers.get(9_999)).toEqual({ topic: 'gone', partition: 9_999 });
  });
});

describe('decodeLogDirs', () => {
  interface Replica {
    partitionIndex: number;
    partitionSize: bigint;
    offsetLag: bigint;
    isFutureKey: boolean;
  }
  const replica = (partitionIndex: number, partitionSize: bigint, offsetLag = 0n, isFutureKey = false): Replica => ({
    partitionIndex,
    partitionSize,
    offsetLag,
    isFutureKey,
  });

  function read(
    topics: { name: string; partitions: Replica[] }[],
    options: { version?: number; nodeId?: number; errorCode?: number } = {},
  ) {
    const { version = 5, nodeId = 1, errorCode = 0 } = options;
    const dir = { errorCode, logDir: '/data', topics, totalBytes: 1_000n, usableBytes: -1n, isCordoned: false };
    const payload = encodeResponse(apis.describeLogDirs, version, { throttleTimeMs: 0, errorCode: 0, results: [dir] });
    const leaderBytes = new Float64Array(topology.partitionCount).fill(NaN);
    const decoded = decodeWith(apis.describeLogDirs, version, payload, (reader) =>
      decodeLogDirs(reader, { nodeId, topology, leaderBytes }),
    );
    return { ...decoded, dir: decoded.dirs[0], leaderBytes: [...leaderBytes] };
  }

  test.each([2, 3, 4, 5])('v%i: sums, and the size of every replica that this broker leads', (version) => {
    const topics = [
      { name: 'b-topic', partitions: [replica(1, 20n), replica(0, 10n)] },
      { name: 'nobody knows it', partitions: [replica(0, 5n)] },
    ];
    const { errorCode, dirs, dir, leaderBytes } = read(topics, { version });
    expect([errorCode, dirs.length]).toEqual([0, 1]);
    expect(dir).toEqual({
      path: '/data',
      errorCode: 0,
      totalBytes: version < 4 ? null : 1_000n,
      usableBytes: null,
      replicaBytes: 35n,
      replicas: 3,
      told: 3,
      behind: 0,
      lagOffsets: 0n,
      movingIn: 0,
    });
    expect(leaderBytes).toEqual([NaN, NaN, 10, 20, NaN]);
    expect(read(topics, { version, nodeId: 2 }).leaderBytes).toEqual([NaN, NaN, NaN, NaN, NaN]);
  });

  test('replicas behind are summed without those being moved in, and the worst are named first, at most twenty', () => {
    const partitions = [
      ...Array.from({ length: 50 }, (_none, i) => replica(i, 1n, BigInt((i * 7) % 50))),
      replica(0, 7n, 1_000n, true),
    ];
    const { dir, furthest, leaderBytes } = read([{ name: 'b-topic', partitions }]);
    expect(dir).toMatchObject({ replicas: 50, told: 50, behind: 49, lagOffsets: 1_225n, movingIn: 1, replicaBytes: 57n });
    expect(furthest.map(({ offsets }) => offsets)).toEqual(Array.from({ length: 20 }, (_none, i) => BigInt(49 - i)));
    expect(furthest[0]).toEqual({ topic: 'b-topic', partition: 7, offsets: 49n });
    // A replica being moved in is not the partition's size.
    expect(leaderBytes[2]).toBe(1);
  });

  test('what the broker does not know of a replica is not told', () => {
    expect(read([{ name: 'b-topic', partitions: [replica(0, 1n, -1n), replica(1, 1n, 5n)] }]).dir).toMatchObject({
      replicas: 2,
      told: 1,
      behind: 1,
      lagOffsets: 5n,
    });
  });

  test('sums stay exact beyond 2^53', () => {
    const most = 2n ** 53n - 1n;
    const partitions = [replica(0, most, most), replica(1, most, HUGE), replica(2, HUGE, 1n)];
    expect(read([{ name: 'b-topic', partitions }]).dir).toMatchObject({
      replicaBytes: 2n * most + HUGE,
      lagOffsets: most + HUGE + 1n,
    });
  });

  test('a count that cannot be in the frame is refused', () => {
    const payload = encodeResponse(apis.describeLogDirs, 4, { throttleTimeMs: 0, errorCode: 0, results: [] });
    payload[payload.length - 2] = 0x7f;
    expect(() =>
      decodeWith(apis.describeLogDirs, 4, payload, (reader) =>
        decodeLogDirs(reader, { nodeId: 1, topology, leaderBytes: new Float64Array(5) }),
      ),
    ).toThrow(MalformedResponseError);
  });
});
