import { KafkaCallError, kafkaFault } from '../fault.ts';
import type { Router } from '../router/router.ts';
import type { Deadline } from '../transport/deadline.ts';
import { describeCluster } from '../wire/apis/describe-cluster.ts';
import type { ClusterDescription } from './port.ts';

/** First version that tells which registered brokers are fenced (Kafka 4.0). */
const FENCED_VERSION = 2;
const BROKER_ENDPOINTS = 1;

/** One DescribeCluster answer. Rejects when no broker answers or the cluster refuses. */
export async function readCluster(router: Router, deadline: Deadline): Promise<ClusterDescription> {
  const request = { includeClusterAuthorizedOperations: false, endpointType: BROKER_ENDPOINTS, includeFencedBrokers: true };
  const { body, version, nodeId } = await router.askAny(describeCluster, request, deadline);
  if (body.errorCode !== 0) throw new KafkaCallError(kafkaFault(body.errorCode, nodeId, body.errorMessage));
  const fenced = body.brokers.filter((broker) => broker.isFenced).map((broker) => broker.brokerId);
  return {
    clusterId: body.clusterId,
    controllerId: body.controllerId < 0 ? null : body.controllerId,
    fencedBrokerIds: version >= FENCED_VERSION ? fenced.sort((a, b) => a - b) : null,
    brokers: body.brokers
      .map(({ brokerId, host, port, rack }) => ({ nodeId: brokerId, host, port, rack }))
      .sort((a, b) => a.nodeId - b.nodeId),
  };
}
