/** Addresses of pages, so that nouns can lead to one another without knowing each other. Names may hold any character: each is encoded. */

/** Overview of a cluster. */
export function clusterPath(clusterId: string): string {
  return `/clusters/${encodeURIComponent(clusterId)}`;
}

/** Page of one topic. */
export function topicPath(clusterId: string, topic: string): string {
  return `${clusterPath(clusterId)}/topics/${encodeURIComponent(topic)}`;
}

/** One part of a topic's page. */
export function topicTabPath(clusterId: string, topic: string, tab: string): string {
  return `${topicPath(clusterId, topic)}?tab=${encodeURIComponent(tab)}`;
}

/** Page of one group. */
export function groupPath(clusterId: string, group: string): string {
  return `${clusterPath(clusterId)}/groups/${encodeURIComponent(group)}`;
}

/** Page of one broker. */
export function brokerPath(clusterId: string, nodeId: number): string {
  return `${clusterPath(clusterId)}/brokers/${nodeId}`;
}

/** Page of what could be better about the topics. */
export function advicePath(clusterId: string): string {
  return `${clusterPath(clusterId)}/advice`;
}

/** Name of an event's entry in a time line, for the address's `#…`. */
export function eventAnchor({ id }: { id: string }): string {
  return `event-${id}`;
}

/** Entry of an event in the time line of what it is about. */
export function eventPath(clusterId: string, event: { id: string; scope: { kind: string; name: string } }): string {
  const { kind, name } = event.scope;
  const anchor = `#${eventAnchor(event)}`;
  if (kind === 'group') return `${groupPath(clusterId, name)}?tab=timeline${anchor}`;
  if (kind === 'topic') return `${topicPath(clusterId, name)}${anchor}`;
  if (kind === 'broker') return `${brokerPath(clusterId, Number(name))}${anchor}`;
  return `${eventsPath(clusterId)}${anchor}`;
}

/** Time line of a cluster: everything that happened. */
export function eventsPath(clusterId: string): string {
  return `${clusterPath(clusterId)}/events`;
}

/** Page of what the canary measures. */
export function canaryPath(clusterId: string): string {
  return `${clusterPath(clusterId)}/canary`;
}

/** Settings of what is measured beyond the passes. */
export function measuringPath(clusterId: string): string {
  return `${clusterPath(clusterId)}/measuring`;
}

/** A name as it stood in the address, decoded once; as it is when it is no valid encoding. */
export function nameFromPath(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
