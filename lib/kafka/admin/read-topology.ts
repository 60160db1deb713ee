import { KafkaCallError, kafkaFault } from '../fault.ts';
import type { Router } from '../router/router.ts';
import type { Deadline } from '../transport/deadline.ts';
import { decodeWith, encodeRequest } from '../wire/api.ts';
import { metadata } from '../wire/apis/metadata.ts';
import { decodeTopology } from '../wire/decode-topology.ts';
import type { AdminContext } from './context.ts';
import type { Topology } from './port.ts';

function metadataBody(topics: readonly { topicId: null; name: string }[] | null): (version: number) => Buffer {
  return (version) =>
    encodeRequest(metadata, version, {
      topics,
      allowAutoTopicCreation: false,
      includeClusterAuthorizedOperations: false,
      includeTopicAuthorizedOperations: false,
    });
}

async function read(
  router: Router,
  topics: readonly [] | null,
  deadline: Deadline,
  previous: Topology | null,
): Promise<Topology> {
  const answer = await router.callAny(metadata, metadataBody(topics), deadline);
  const { topology, errorCode } = decodeWith(metadata, answer.version, answer.payload, (reader) =>
    decodeTopology(reader, previous),
  );
  if (errorCode !== 0) throw new KafkaCallError(kafkaFault(errorCode, answer.nodeId));
  router.setNodes(topology.brokers);
  return topology;
}

/** One Metadata answer about everything the credential may see; the router learns the brokers' addresses from it. Shares with the answer before what did not change. */
export async function readTopology(context: AdminContext, deadline: Deadline): Promise<Topology> {
  const topology = await read(context.router, null, deadline, context.lastTopology);
  context.lastTopology = topology;
  return topology;
}

/** Learns the brokers' addresses alone. */
export async function learnNodes(router: Router, deadline: Deadline): Promise<void> {
  await read(router, [], deadline, null);
}
