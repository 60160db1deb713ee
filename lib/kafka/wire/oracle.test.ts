import * as oracle from '@platformatic/kafka';
import { describe, expect, test } from 'vitest';
import { SAMPLE_MESSAGES } from '#lib/testing/fake-broker/sample-messages.ts';
import { encodeRequest, encodeResponse } from './api.ts';

/** The oracle's codecs of one API version: `createRequest` gives a Writer, `parseResponse` takes a Reader. */
interface OracleApi {
  createRequest: (...args: unknown[]) => { buffer: Buffer };
  parseResponse: (correlationId: number, key: number, version: number, reader: unknown) => unknown;
}

const { Reader } = oracle as unknown as { Reader: { from(buffer: Buffer): unknown } };

function oracleApi(name: string, version: number): OracleApi | null {
  const key = `${name[0]?.toLowerCase()}${name.slice(1)}V${version}`;
  return ((oracle as unknown as Record<string, OracleApi | undefined>)[key] ?? null) as OracleApi | null;
}

/** Our request as the oracle's arguments. */
const ARGUMENTS: Record<string, (request: never) => unknown[]> = {
  ApiVersions: (r: { clientSoftwareName: string; clientSoftwareVersion: string }) => [
    r.clientSoftwareName,
    r.clientSoftwareVersion,
  ],
  Metadata: (r: { topics: { name: string }[] }) => [r.topics.map((topic) => topic.name), false, true],
  DescribeCluster: (r: { endpointType: number }) => [true, r.endpointType],
  ListOffsets: (r: { replicaId: number; isolationLevel: number; topics: unknown }) => [r.replicaId, r.isolationLevel, r.topics],
  FindCoordinator: (r: { keyType: number; coordinatorKeys: unknown }) => [r.keyType, r.coordinatorKeys],
  ListGroups: (r: { statesFilter: unknown; typesFilter: unknown }) => [r.statesFilter, r.typesFilter],
  DescribeGroups: (r: { groups: unknown; includeAuthorizedOperations: boolean }) => [r.groups, r.includeAuthorizedOperations],
  ConsumerGroupDescribe: (r: { groupIds: unknown; includeAuthorizedOperations: boolean }) => [
    r.groupIds,
    r.includeAuthorizedOperations,
  ],
  OffsetFetch: (r: { groups: unknown; requireStable: boolean }) => [r.groups, r.requireStable],
  DescribeAcls: (
    r: Record<
      | 'resourceTypeFilter'
      | 'resourceNameFilter'
      | 'patternTypeFilter'
      | 'principalFilter'
      | 'hostFilter'
      | 'operation'
      | 'permissionType',
      unknown
    >,
  ) => [
    {
      resourceType: r.resourceTypeFilter,
      resourceName: r.resourceNameFilter,
      resourcePatternType: r.patternTypeFilter,
      principal: r.principalFilter,
      host: r.hostFilter,
      operation: r.operation,
      permissionType: r.permissionType,
    },
  ],
  DescribeConfigs: (r: { resources: unknown }) => [r.resources, true, true],
  DescribeLogDirs: (r: { topics: { topic: string; partitions: unknown }[] }) => [
    r.topics.map(({ topic, partitions }) => ({ name: topic, partitions })),
  ],
  DescribeQuorum: (r: { topics: unknown }) => [r.topics],
  DescribeTopicPartitions: (r: { topics: unknown; responsePartitionLimit: number; cursor: unknown }) => [
    r.topics,
    r.responsePartitionLimit,
    r.cursor,
  ],
  ListTransactions: (r: Record<'stateFilters' | 'producerIdFilters' | 'durationFilter' | 'transactionalIdPattern', unknown>) => [
    r.stateFilters,
    r.producerIdFilters,
    r.durationFilter,
    r.transactionalIdPattern,
  ],
  DescribeTransactions: (r: { transactionalIds: unknown }) => [r.transactionalIds],
  DescribeProducers: (r: { topics: unknown }) => [r.topics],
  OffsetForLeaderEpoch: (r: {
    replicaId: number;
    topics: { topic: string; partitions: { partition: number; currentLeaderEpoch: number; leaderEpoch: number }[] }[];
  }) => [
    r.replicaId,
    r.topics.map(({ topic, partitions }) => ({
      name: topic,
      partitions: partitions.map(({ partition, ...epochs }) => ({ partitionIndex: partition, ...epochs })),
    })),
  ],
  Fetch: (r: {
    maxWaitMs: number;
    minBytes: number;
    maxBytes: number;
    isolationLevel: number;
    topics: { topic: string; partitions: unknown }[];
    forgottenTopicsData: unknown;
    rackId: string;
  }) => [
    r.maxWaitMs,
    r.minBytes,
    r.maxBytes,
    r.isolationLevel,
    0,
    -1,
    r.topics.map(({ topic, partitions }) => ({ topicId: topic, partitions })),
    r.forgottenTopicsData,
    r.rackId,
  ],
  OffsetCommit: (r: { groupId: string; topics: unknown }) => [r.groupId, -1, '', null, r.topics],
  CreateTopics: (r: { topics: unknown; timeoutMs: number; validateOnly: boolean }) => [r.topics, r.timeoutMs, r.validateOnly],
  CreatePartitions: (r: { topics: unknown; timeoutMs: number; validateOnly: boolean }) => [r.topics, r.timeoutMs, r.validateOnly],
};

/** The oracle puts the cursor of DescribeTopicPartitions first, where it makes its object; on the wire it comes last. */
function inWireOrder(value: object): object {
  if (!('nextCursor' in value)) return value;
  const { nextCursor, ...rest } = value;
  return { ...rest, nextCursor };
}

/** Every number, text and flag of a value, in order: the names of fields differ between the two, their order does not. */
function leaves(value: unknown): string[] {
  if (Buffer.isBuffer(value)) return [value.toString('hex')];
  if (value instanceof Map) return [...value.values()].flatMap(leaves);
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (value !== null && typeof value === 'object') return Object.values(inWireOrder(value)).flatMap(leaves);
  return [String(value)];
}

/** The oracle writes UUIDs in hexadecimal. */
function asOurs(leaf: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(leaf)
    ? Buffer.from(leaf.replaceAll('-', ''), 'hex').toString('base64url')
    : leaf;
}

/** It fills fields that a version lacks with defaults of its own, and names the APIs of ApiVersions. */
function isAddedByOracle(leaf: string): boolean {
  return ['', '-1', 'null', 'Metadata', 'AAAAAAAAAAAAAAAAAAAAAA'].includes(leaf);
}

const cases = SAMPLE_MESSAGES.flatMap(({ api, request, response }) =>
  Array.from({ length: api.max - api.min + 1 }, (_unused, i) => api.min + i).flatMap((version) => {
    const other = version >= api.flexibleFrom && ARGUMENTS[api.name] !== undefined ? oracleApi(api.name, version) : null;
    return other === null ? [] : [{ title: `${api.name} v${version}`, api, version, request, response, other }];
  }),
);

test('the oracle covers most of the ladder', () => {
  expect(cases.length).toBeGreaterThanOrEqual(35);
});

describe.each(cases)('$title', ({ api, version, request, response, other }) => {
  test('our request has the same bytes as the oracle’s', () => {
    const theirs = other.createRequest(...(ARGUMENTS[api.name]?.(request as never) ?? [])).buffer;
    expect(encodeRequest(api, version, request).subarray(1).toString('hex')).toBe(theirs.toString('hex'));
  });

  test('the oracle reads our answer’s values in our order', () => {
    const encoded = encodeResponse(api, version, response);
    const body = api.name === 'ApiVersions' ? encoded : encoded.subarray(1);
    let theirs: unknown;
    try {
      theirs = other.parseResponse(1, api.key, version, Reader.from(body));
    } catch (error) {
      // It throws on error codes inside an answer, with the answer.
      theirs = (error as { response?: unknown }).response;
    }
    expect(theirs).toBeDefined();
    const ours = leaves(response);
    let at = 0;
    for (const leaf of leaves(theirs).map(asOurs)) {
      const found = ours.indexOf(leaf, at);
      if (found < 0 && isAddedByOracle(leaf)) continue;
      expect(found, `${leaf} at or after ${at} of ${ours.join(' ')}`).toBeGreaterThanOrEqual(0);
      at = found + 1;
    }
  });
});
