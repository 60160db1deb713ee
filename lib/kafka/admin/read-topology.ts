import { KafkaCallError, kafkaFault } from '../fault.ts';
import type { Router } from '../router/router.ts';
import type { Deadline } from '../transport/deadline.ts';
import { decodeWith, encodeRequest } from '../wire/api.ts';
import { metadata } from '../wire/apis/metadata.ts';
import { decodeTopology } from '../wire/decode-topology.ts';
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

async function read(router: Router, topics: readonly [] | null, deadline: Deadline): Promise<Topology> {
  const answer = await router.callAny(metadata, metadataBody(topics), deadline);
  const { topology, errorCode } = decodeWith(metadata, answer.version, answer.payload, decodeTopology);
  if (errorCode !== 0) throw new KafkaCallError(kafkaFault(errorCode, answer.nodeId));
  router.setNodes(topology.brokers);
  return topology;
}

/** One Metadata answer about everything the credential may see; the router learns the brokers' addresses from it. */
export function readTopology(router: Router, deadline: Deadline): Promise<Topology> {
  return read(router, null, deadline);
}

/** Learns the brokers' addresses alone. */
export async function learnNodes(router: Router, deadline: Deadline): Promise<void> {
  await read(router, [], deadline);
}
