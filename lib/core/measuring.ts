/** Where broker resources are read from, beside Kafka's own protocol. One kind for all brokers of a cluster. */
export interface ResourceSource {
  /** `jolokia`: JMX over HTTP. `prometheus`: the text page of the JMX exporter or of a chart's exporter. */
  kind: 'jolokia' | 'prometheus';
  /** With `{host}` and `{nodeId}` in place of the broker's advertised host and its number, e.g. `http://{host}:8778/jolokia`. */
  url: string;
  /** Brokers whose address differs, by node id. */
  urlByBroker: Readonly<Record<string, string>>;
  /** Sent as basic authentication; null = none. */
  username: string | null;
  password: string | null;
  /** Sent as bearer token instead; null = none. */
  bearerToken: string | null;
}

/** How to ask the ZooKeeper ensemble of a cluster in ZooKeeper mode. */
export interface ZookeeperSource {
  /** `host:port` of each server, for the four-letter words; empty = not asked. */
  servers: readonly string[];
  /** Addresses of the servers' admin servers, e.g. `http://zk1:8080`; empty = not asked. */
  adminUrls: readonly string[];
}

/** What Farol measures of a cluster beyond its passes. Holds credentials: leaves the server only without them. */
export interface ClusterMeasuring {
  /** Probe end-to-end latency with a topic of Farol's own: the only thing that Farol writes to a cluster. Off unless asked for. */
  canary: boolean;
  /** null = not connected. */
  resources: ResourceSource | null;
  /** null = not connected. */
  zookeeper: ZookeeperSource | null;
  /** A group this many seconds behind is too slow. */
  lagSloSeconds: number;
  /** Requests per second that Farol may send to this cluster on average; null = no bound but its own pace. */
  requestsPerSecondMax: number | null;
  /** Offer lag and offsets of this cluster at `/metrics/kafka`. */
  prometheusOut: boolean;
  /** IANA zone of the people who run this cluster, for readers who want its times; null = none said. */
  timeZone: string | null;
}

/** What holds for a cluster of which nothing else was said. */
export const NO_MEASURING: ClusterMeasuring = {
  canary: false,
  resources: null,
  zookeeper: null,
  lagSloSeconds: 300,
  requestsPerSecondMax: null,
  prometheusOut: false,
  timeZone: null,
};
