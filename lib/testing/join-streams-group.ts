import { randomUUID } from 'node:crypto';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import type { KafkaConnection } from '#lib/kafka/admin/port.ts';
import { findCoordinators } from '#lib/kafka/admin/find-coordinators.ts';
import { learnNodes } from '#lib/kafka/admin/read-topology.ts';
import { parseAddress } from '#lib/kafka/connection/parse-address.ts';
import { Router } from '#lib/kafka/router/router.ts';
import { CallCounter } from '#lib/kafka/transport/call-counter.ts';
import { deadlineOf } from '#lib/kafka/transport/deadline.ts';
import { defineApi, encodeRequest, startResponse } from '#lib/kafka/wire/api.ts';
import {
  array,
  bool,
  int16,
  int32,
  int64,
  nullable,
  nullableArray,
  nullableString,
  string,
  uint16,
} from '#lib/kafka/wire/codec.ts';
import { struct } from '#lib/kafka/wire/struct.ts';

const keyValue = struct({ key: string, value: string });
const topicInfo = struct({ name: string, partitions: int32, replicationFactor: int16, topicConfigs: array(keyValue) });
const tasks = nullableArray(struct({ subtopologyId: string, partitions: array(int32) }));
const taskOffsets = nullableArray(struct({ subtopologyId: string, partition: int32, offset: int64 }));

/** How members of streams groups (KIP-1071) join and stay; Farol itself never sends it. */
const streamsGroupHeartbeat = defineApi({
  key: 88,
  name: 'StreamsGroupHeartbeat',
  min: 0,
  max: 0,
  flexibleFrom: 0,
  request: struct({
    groupId: string,
    memberId: string,
    memberEpoch: int32,
    endpointInformationEpoch: int32,
    instanceId: nullableString,
    rackId: nullableString,
    rebalanceTimeoutMs: int32,
    topology: nullable(
      struct({
        epoch: int32,
        subtopologies: array(
          struct({
            subtopologyId: string,
            sourceTopics: array(string),
            sourceTopicRegex: array(string),
            stateChangelogTopics: array(topicInfo),
            repartitionSinkTopics: array(string),
            repartitionSourceTopics: array(topicInfo),
            copartitionGroups: array(
              struct({ sourceTopics: array(int16), sourceTopicRegex: array(int16), repartitionSourceTopics: array(int16) }),
            ),
          }),
        ),
      }),
    ),
    activeTasks: tasks,
    standbyTasks: tasks,
    warmupTasks: tasks,
    processId: nullableString,
    userEndpoint: nullable(struct({ host: string, port: uint16 })),
    clientTags: nullableArray(keyValue),
    taskOffsets,
    taskEndOffsets: taskOffsets,
    shutdownApplication: bool,
  }),
  response: struct<Record<never, never>>({}),
});

type Heartbeat = Parameters<typeof streamsGroupHeartbeat.request.write>[1];

/** A member of a streams group. */
export interface StreamsMember {
  /** Tells the coordinator that the member is alive, as Kafka Streams does every few seconds: only then it learns new tasks. */
  beat(): Promise<void>;
  close(): void;
}

/** Joins a streams group as client `fluxo-1` whose topology reads one topic, by the same request that Kafka Streams sends to the group's coordinator, broker 1. Rejects while that one is not ready. */
export async function joinStreamsGroup(connection: KafkaConnection, groupId: string, topic: string): Promise<StreamsMember> {
  const deps = { connection: { ...connection, clientId: 'fluxo-1' }, clock: systemClock, counter: new CallCounter() };
  const bootstrap = connection.bootstrap.flatMap((text) => parseAddress(text) ?? []);
  const router = new Router(deps, silentLogger, bootstrap);
  const memberId = randomUUID();
  let memberEpoch = 0;
  const send = async (changes: Partial<Heartbeat>): Promise<void> => {
    const request: Heartbeat = {
      groupId,
      memberId,
      memberEpoch,
      endpointInformationEpoch: -1,
      instanceId: null,
      rackId: null,
      rebalanceTimeoutMs: -1,
      topology: null,
      activeTasks: null,
      standbyTasks: null,
      warmupTasks: null,
      processId: null,
      userEndpoint: null,
      clientTags: null,
      taskOffsets: null,
      taskEndOffsets: null,
      shutdownApplication: false,
      ...changes,
    };
    const body = (version: number) => encodeRequest(streamsGroupHeartbeat, version, request);
    const answer = await router.callNode(1, streamsGroupHeartbeat, body, deadlineOf(systemClock));
    const reader = startResponse(streamsGroupHeartbeat, answer.version, answer.payload);
    reader.int32();
    const errorCode = reader.int16();
    const errorMessage = nullableString.read(reader);
    if (errorCode !== 0) throw new Error(`the streams group answers ${errorCode} ${errorMessage ?? ''}`);
    string.read(reader);
    memberEpoch = reader.int32();
  };
  const join = async (): Promise<void> => {
    await learnNodes(router, deadlineOf(systemClock));
    // The first look-up of any coordinator makes the topic that groups are kept in.
    await findCoordinators(router, [groupId], deadlineOf(systemClock));
    const source = { subtopologyId: 'sub-0', sourceTopics: [topic], sourceTopicRegex: [] };
    const made = { stateChangelogTopics: [], repartitionSinkTopics: [], repartitionSourceTopics: [], copartitionGroups: [] };
    await send({
      rackId: 'r1',
      rebalanceTimeoutMs: 60_000,
      topology: { epoch: 0, subtopologies: [{ ...source, ...made }] },
      activeTasks: [],
      standbyTasks: [],
      warmupTasks: [],
      processId: 'p-1',
      clientTags: [],
    });
  };
  try {
    await join();
  } catch (error) {
    router.close();
    throw error;
  }
  return { beat: () => send({ activeTasks: [], standbyTasks: [], warmupTasks: [] }), close: () => router.close() };
}
