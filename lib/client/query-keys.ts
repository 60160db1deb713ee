/** Keys of everything the browser caches, from broad to narrow: invalidating a prefix takes all below it. */
export const queryKeys = {
  me: () => ['me'] as const,
  setup: () => ['setup'] as const,
  clusters: () => ['clusters'] as const,
  cluster: (clusterId: string) => ['clusters', clusterId] as const,
  overview: (clusterId: string) => ['clusters', clusterId, 'overview'] as const,
  brokers: (clusterId: string) => ['clusters', clusterId, 'brokers'] as const,
  broker: (clusterId: string, nodeId: number) => ['clusters', clusterId, 'brokers', nodeId] as const,
  brokerConfigs: (clusterId: string, nodeId: number) => ['clusters', clusterId, 'brokers', nodeId, 'configs'] as const,
  topics: (clusterId: string) => ['clusters', clusterId, 'topics'] as const,
  topic: (clusterId: string, topic: string) => ['clusters', clusterId, 'topics', topic] as const,
  topicConfigs: (clusterId: string, topic: string) => ['clusters', clusterId, 'topics', topic, 'configs'] as const,
  groups: (clusterId: string) => ['clusters', clusterId, 'groups'] as const,
  group: (clusterId: string, group: string) => ['clusters', clusterId, 'groups', group] as const,
  series: (clusterId: string, query: object, range: string) => ['clusters', clusterId, 'series', query, range] as const,
};
