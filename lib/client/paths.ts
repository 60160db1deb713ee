/** Addresses of pages, so that nouns can lead to one another without knowing each other. Names may hold any character: each is encoded. */

/** Overview of a cluster. */
export function clusterPath(clusterId: string): string {
  return `/clusters/${encodeURIComponent(clusterId)}`;
}

/** Page of one topic. */
export function topicPath(clusterId: string, topic: string): string {
  return `${clusterPath(clusterId)}/topics/${encodeURIComponent(topic)}`;
}

/** Page of one group. */
export function groupPath(clusterId: string, group: string): string {
  return `${clusterPath(clusterId)}/groups/${encodeURIComponent(group)}`;
}

/** Page of one broker. */
export function brokerPath(clusterId: string, nodeId: number): string {
  return `${clusterPath(clusterId)}/brokers/${nodeId}`;
}

/** A name as it stood in the address, decoded once; as it is when it is no valid encoding. */
export function nameFromPath(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
