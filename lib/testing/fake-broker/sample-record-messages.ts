import { apis } from '#lib/kafka/wire/apis/index.ts';
import { sample, SAMPLE_HUGE, SAMPLE_TOPIC_ID, type SampleMessage } from './sample-message.ts';

/** Samples of the APIs that read and write records, commit, and make topics. */
export const SAMPLE_RECORD_MESSAGES: readonly SampleMessage<unknown, unknown>[] = [
  sample(
    apis.fetch,
    {
      replicaId: -1,
      maxWaitMs: 200,
      minBytes: 1,
      maxBytes: 1_048_576,
      isolationLevel: 1,
      sessionId: 0,
      sessionEpoch: -1,
      topics: [
        {
          topic: 'pedidos',
          partitions: [
            {
              partition: 3,
              currentLeaderEpoch: 5,
              fetchOffset: SAMPLE_HUGE,
              lastFetchedEpoch: -1,
              logStartOffset: -1n,
              partitionMaxBytes: 65_536,
            },
          ],
        },
      ],
      forgottenTopicsData: [{ topic: 'estoque', partitions: [0, 1] }],
      rackId: 'r1',
      clusterId: null,
    },
    {
      throttleTimeMs: 3,
      errorCode: 0,
      sessionId: 0,
      responses: [
        {
          topic: 'pedidos',
          partitions: [
            {
              partitionIndex: 3,
              errorCode: 0,
              highWatermark: SAMPLE_HUGE,
              lastStableOffset: SAMPLE_HUGE - 1n,
              logStartOffset: 7n,
              abortedTransactions: [{ producerId: 9n, firstOffset: 11n }],
              preferredReadReplica: 2,
              records: null,
            },
          ],
        },
      ],
    },
  ),
  sample(
    apis.produce,
    {
      transactionalId: null,
      acks: -1,
      timeoutMs: 5000,
      topicData: [{ name: 'pedidos', partitionData: [{ index: 2, records: Buffer.from([1, 2, 3]) }] }],
    },
    {
      responses: [
        {
          name: 'pedidos',
          partitionResponses: [
            {
              index: 2,
              errorCode: 19,
              baseOffset: SAMPLE_HUGE,
              logAppendTimeMs: 1_700_000_000_000n,
              logStartOffset: 5n,
              recordErrors: [{ batchIndex: 0, batchIndexErrorMessage: 'bad' }],
              errorMessage: 'not enough replicas',
            },
          ],
        },
      ],
      throttleTimeMs: 4,
    },
  ),
  sample(
    apis.offsetCommit,
    {
      groupId: 'g',
      generationIdOrMemberEpoch: -1,
      memberId: '',
      groupInstanceId: null,
      topics: [
        {
          name: 'pedidos',
          partitions: [{ partitionIndex: 1, committedOffset: SAMPLE_HUGE, committedLeaderEpoch: 4, committedMetadata: 'm' }],
        },
      ],
    },
    { throttleTimeMs: 2, topics: [{ name: 'pedidos', partitions: [{ partitionIndex: 1, errorCode: 16 }] }] },
  ),
  sample(
    apis.createTopics,
    {
      topics: [
        {
          name: 'pedidos',
          numPartitions: -1,
          replicationFactor: -1,
          assignments: [{ partitionIndex: 0, brokerIds: [2, 3, 1] }],
          configs: [{ name: 'retention.ms', value: '3600000' }],
        },
      ],
      timeoutMs: 5000,
      validateOnly: true,
    },
    {
      throttleTimeMs: 1,
      topics: [
        {
          name: 'pedidos',
          topicId: SAMPLE_TOPIC_ID,
          errorCode: 36,
          errorMessage: 'exists',
          numPartitions: 1,
          replicationFactor: 3,
          configs: [{ name: 'retention.ms', value: '3600000', readOnly: true, configSource: 1, isSensitive: true }],
          topicConfigErrorCode: 29,
        },
      ],
    },
  ),
  sample(
    apis.createPartitions,
    {
      topics: [{ name: 'pedidos', count: 4, assignments: [{ brokerIds: [3, 1] }] }],
      timeoutMs: 5000,
      validateOnly: true,
    },
    { throttleTimeMs: 1, results: [{ name: 'pedidos', errorCode: 29, errorMessage: 'no' }] },
  ),
];
