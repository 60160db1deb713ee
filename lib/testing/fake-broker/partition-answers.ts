import { apis } from '#lib/kafka/wire/apis/index.ts';
import { defineAnswer, type Answer, type AnswerScene } from './answer.ts';
import type { FakePartition } from './fake-state.ts';

const UNKNOWN_TOPIC = 3;
const NOT_LEADER = 6;
const NO_OPERATIONS = -2_147_483_648;
const UNKNOWN = { leaderEpoch: -1, endOffset: -1n };

const throttleTimeMs = 0;

/** A partition that this broker leads, or the error for which it tells nothing of it. */
function led({ state, nodeId }: AnswerScene, topic: string, index: number): { partition?: FakePartition; errorCode: number } {
  const partition = state.topics.find((candidate) => candidate.name === topic)?.partitions[index];
  if (partition === undefined) return { errorCode: UNKNOWN_TOPIC };
  return partition.leader === nodeId ? { partition, errorCode: 0 } : { errorCode: NOT_LEADER };
}

const offsetForLeaderEpoch = defineAnswer(apis.offsetForLeaderEpoch, (request, scene) => ({
  throttleTimeMs,
  topics: request.topics.map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map((asked) => {
      const { partition, errorCode } = led(scene, topic, asked.partition);
      const end = partition?.epochEnds?.findLast(({ leaderEpoch }) => leaderEpoch <= asked.leaderEpoch) ?? UNKNOWN;
      return { errorCode, partition: asked.partition, ...end };
    }),
  })),
}));

const describeProducers = defineAnswer(apis.describeProducers, (request, scene) => ({
  throttleTimeMs,
  topics: request.topics.map(({ name, partitionIndexes }) => ({
    name,
    partitions: partitionIndexes.map((partitionIndex) => {
      const { partition, errorCode } = led(scene, name, partitionIndex);
      const activeProducers = (partition?.producers ?? []).map((producer) => ({
        producerId: producer.producerId,
        producerEpoch: producer.producerEpoch,
        lastSequence: 9,
        lastTimestamp: BigInt(producer.lastTimestampMs),
        coordinatorEpoch: 0,
        currentTxnStartOffset: producer.transactionStart,
      }));
      return { partitionIndex, errorCode, errorMessage: null, activeProducers };
    }),
  })),
}));

/** Two partitions a page, whatever limit is asked for, so that small clusters have pages too. */
const PAGE = 2;

const describeTopicPartitions = defineAnswer(apis.describeTopicPartitions, (request, { state }) => {
  const { cursor } = request;
  const names = request.topics.map(({ name }) => name).sort();
  const wanted = names.filter((name) => cursor === null || name >= cursor.topicName);
  const topics: Parameters<typeof apis.describeTopicPartitions.response.write>[1]['topics'][number][] = [];
  let left = PAGE;
  for (const name of wanted) {
    const topic = state.topics.find((candidate) => candidate.name === name);
    const common = { name, topicId: topic?.topicId ?? null, isInternal: false, topicAuthorizedOperations: NO_OPERATIONS };
    if (topic === undefined) {
      topics.push({ ...common, errorCode: UNKNOWN_TOPIC, partitions: [] });
      continue;
    }
    const from = cursor !== null && name === cursor.topicName ? cursor.partitionIndex : 0;
    const partitions = topic.partitions.slice(from, from + left).map((partition, position) => ({
      errorCode: 0,
      partitionIndex: from + position,
      leaderId: partition.leader,
      leaderEpoch: partition.leaderEpoch,
      replicaNodes: partition.replicas,
      isrNodes: partition.isr,
      eligibleLeaderReplicas: partition.eligible ?? null,
      lastKnownElr: partition.eligible === undefined ? null : [],
      offlineReplicas: partition.offline,
    }));
    topics.push({ ...common, errorCode: 0, partitions });
    left -= partitions.length;
    const partitionIndex = from + partitions.length;
    const goesOn = partitionIndex < topic.partitions.length;
    if (left === 0 && (goesOn || name !== wanted.at(-1))) {
      const next = wanted[wanted.indexOf(name) + 1] ?? name;
      const nextCursor = goesOn ? { topicName: name, partitionIndex } : { topicName: next, partitionIndex: 0 };
      return { throttleTimeMs, topics, nextCursor };
    }
  }
  return { throttleTimeMs, topics, nextCursor: null };
});

/** Answers about single partitions. */
export const PARTITION_ANSWERS: readonly Answer[] = [offsetForLeaderEpoch, describeProducers, describeTopicPartitions];
