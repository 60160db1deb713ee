import type { LookupFunction } from 'node:net';
import type { Clock } from '#lib/core/clock.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { CallOptions, Item, KafkaConnection } from '../admin/port.ts';
import { findCoordinators } from '../admin/find-coordinators.ts';
import { parseAddress } from '../connection/parse-address.ts';
import { faultItem, faultOf, kafkaFault, okItem, ownFault } from '../fault.ts';
import { Router } from '../router/router.ts';
import { CallCounter } from '../transport/call-counter.ts';
import { deadlineOf, remainingMs, type Deadline } from '../transport/deadline.ts';
import { decodeResponse, encodeRequest, type Api } from '../wire/api.ts';
import { createPartitions } from '../wire/apis/create-partitions.ts';
import { createTopics } from '../wire/apis/create-topics.ts';
import { metadata } from '../wire/apis/metadata.ts';
import { offsetCommit } from '../wire/apis/offset-commit.ts';
import { produce } from '../wire/apis/produce.ts';
import { encodeRecordBatch } from '../wire/record-batch.ts';
import { fetchRecords } from './fetch-records.ts';
import type { KafkaProbe, ProbeMap, Timed } from './port.ts';

/** What the probe is given from outside; see `KafkaAdminDeps`. */
export interface KafkaProbeDeps {
  clock: Clock;
  logger: Logger;
  lookup?: LookupFunction;
}

const ALL_IN_SYNC_REPLICAS = -1;
const NO_GENERATION = -1;
/** More than any known cluster has, and than `__consumer_offsets` ever needs: each is looked at every few seconds. */
const BROKERS_MAX = 5_000;
const PARTITIONS_MAX = 10_000;

/** Makes the probe of one cluster and one credential. Connects on the first call. The connection was accepted by `createKafkaAdmin` before. */
export function createKafkaProbe(connection: KafkaConnection, deps: KafkaProbeDeps): KafkaProbe {
  const { clock, logger, lookup } = deps;
  const counter = new CallCounter();
  const bootstrap = connection.bootstrap.flatMap((text) => parseAddress(text) ?? []);
  const makeRouter = (): Router => new Router({ connection, clock, counter, lookup }, logger, bootstrap);
  const routers = { produce: makeRouter(), fetch: makeRouter(), rest: makeRouter() };
  let controllerId: number | null = null;

  /** Sends once to one broker, with the body made when the connection stands. */
  async function once<Req, Res>(
    router: Router,
    nodeId: number,
    api: Api<Req, Res>,
    request: (sentAt: number) => Req,
    deadline: Deadline,
  ): Promise<Timed & { body: Res }> {
    let sentAt = clock.monotonic();
    const body = (version: number): Buffer => {
      sentAt = clock.monotonic();
      return encodeRequest(api, version, request(sentAt));
    };
    const answer = await router.callNodeOnce(nodeId, api, body, deadline);
    return { sentAt, answeredAt: answer.answeredAt, body: decodeResponse(api, answer.version, answer.payload) };
  }

  async function readMap(topics: readonly string[], deadline: Deadline): Promise<Item<ProbeMap>> {
    const request = {
      topics: topics.map((name) => ({ topicId: null, name })),
      allowAutoTopicCreation: false,
      includeClusterAuthorizedOperations: false,
      includeTopicAuthorizedOperations: false,
    };
    const { body, nodeId } = await routers.rest.askAny(metadata, request, deadline);
    if (body.errorCode !== 0) return faultItem(kafkaFault(body.errorCode, nodeId));
    if (body.brokers.length > BROKERS_MAX || body.topics.some((topic) => topic.partitions.length > PARTITIONS_MAX))
      return faultItem(ownFault('MALFORMED_RESPONSE', 'Metadata: more brokers or partitions than any cluster has', nodeId));
    for (const router of Object.values(routers)) router.setNodes(body.brokers);
    controllerId = body.controllerId < 0 ? null : body.controllerId;
    const found = body.topics.map((topic) => {
      const fault = topic.errorCode === 0 ? null : kafkaFault(topic.errorCode, nodeId);
      const partitions = topic.partitions.map(({ partitionIndex, leaderId, replicaNodes }) => ({
        partition: partitionIndex,
        leader: leaderId < 0 ? null : leaderId,
        replicas: replicaNodes,
      }));
      return [topic.name ?? '', { fault, partitions: partitions.sort((a, b) => a.partition - b.partition) }] as const;
    });
    return okItem({ brokers: body.brokers, topics: new Map(found) });
  }

  /** To the controller, which ZooKeeper clusters insist on; on KRaft it is a broker that forwards. */
  async function toController<Req, Res>(api: Api<Req, Res>, request: Req, deadline: Deadline): Promise<Res> {
    if (controllerId === null || !routers.rest.knowsNode(controllerId))
      return (await routers.rest.askAny(api, request, deadline)).body;
    return (await once(routers.rest, controllerId, api, () => request, deadline)).body;
  }

  const contained = async <T>(
    nodeId: number | null,
    options: CallOptions | undefined,
    call: (d: Deadline) => Promise<Item<T>>,
  ) => {
    try {
      return await call(deadlineOf(clock, options));
    } catch (error) {
      return faultItem(faultOf(error, nodeId));
    }
  };
  const leftOut = (nodeId: number | null) =>
    faultItem(ownFault('MALFORMED_RESPONSE', 'the answer leaves out what was asked', nodeId));
  const timeoutOf = (deadline: Deadline): number => Math.ceil(remainingMs(clock, deadline));
  const outcome = (
    nodeId: number | null,
    result: { errorCode: number; errorMessage?: string | null } | undefined,
  ): Item<null> => {
    if (result === undefined) return leftOut(nodeId);
    return result.errorCode === 0 ? okItem(null) : faultItem(kafkaFault(result.errorCode, nodeId, result.errorMessage));
  };

  return {
    map: (topics, options) => contained(null, options, (deadline) => readMap(topics, deadline)),

    produce: ({ nodeId, topic, partition }, value, options) =>
      contained(nodeId, options, async (deadline) => {
        const request = (sentAt: number) => ({
          transactionalId: null,
          acks: ALL_IN_SYNC_REPLICAS,
          timeoutMs: timeoutOf(deadline),
          topicData: [
            { name: topic, partitionData: [{ index: partition, records: encodeRecordBatch(value(sentAt), clock.now()) }] },
          ],
        });
        const { body, sentAt, answeredAt } = await once(routers.produce, nodeId, produce, request, deadline);
        const result = body.responses[0]?.partitionResponses[0];
        if (result === undefined) return leftOut(nodeId);
        if (result.errorCode !== 0) return faultItem(kafkaFault(result.errorCode, nodeId, result.errorMessage));
        return okItem({ sentAt, answeredAt, offset: result.baseOffset });
      }),

    fetch: (nodeId, topic, from, options) =>
      contained(nodeId, options, async (deadline) => {
        const asked = { nodeId, topic, from, maxWaitMs: options.maxWaitMs };
        return okItem(await fetchRecords(routers.fetch, asked, deadline));
      }),

    commit: (nodeId, { group, topic, partition, offset }, options) =>
      contained(nodeId, options, async (deadline) => {
        const request = () => ({
          groupId: group,
          generationIdOrMemberEpoch: NO_GENERATION,
          memberId: '',
          groupInstanceId: null,
          topics: [
            {
              name: topic,
              partitions: [
                { partitionIndex: partition, committedOffset: offset, committedLeaderEpoch: -1, committedMetadata: '' },
              ],
            },
          ],
        });
        const { body, sentAt, answeredAt } = await once(routers.rest, nodeId, offsetCommit, request, deadline);
        const result = outcome(nodeId, body.topics[0]?.partitions[0]);
        return result.ok ? okItem({ sentAt, answeredAt }) : result;
      }),

    wakeCoordinator: (group, options) =>
      contained(null, options, async (deadline) => {
        const found = (await findCoordinators(routers.rest, [group], deadline)).get(group);
        return found !== undefined && 'fault' in found ? faultItem(found.fault) : okItem(null);
      }),

    createTopic: ({ name, assignments, configs }, options) =>
      contained(null, options, async (deadline) => {
        const request = {
          topics: [
            {
              name,
              numPartitions: -1,
              replicationFactor: -1,
              assignments: assignments.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds })),
              configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
            },
          ],
          timeoutMs: timeoutOf(deadline),
          validateOnly: false,
        };
        return outcome(null, (await toController(createTopics, request, deadline)).topics[0]);
      }),

    createPartitions: ({ name, existing, assignments }, options) =>
      contained(null, options, async (deadline) => {
        const request = {
          topics: [
            {
              name,
              count: existing + assignments.length,
              assignments: assignments.map((brokerIds) => ({ brokerIds })),
            },
          ],
          timeoutMs: timeoutOf(deadline),
          validateOnly: false,
        };
        return outcome(null, (await toController(createPartitions, request, deadline)).results[0]);
      }),

    cost: () => counter.reading(),
    close() {
      for (const router of Object.values(routers)) router.close();
    },
  };
}
