import { join } from 'node:path';
import type { ResolvedOptions } from './options.ts';

/** Ports of one broker. All are bound to loopback. */
export interface BrokerPorts {
  /** The listener for clients. */
  client: number;
  /** The brokers' own listener (mutual TLS) on secured clusters; null on plaintext ones, where they use the clients'. */
  internal: number | null;
  /** The controller listener; null in ZooKeeper mode. */
  controller: number | null;
  jolokia: number | null;
  /** The JMX exporter's; null without one. */
  exporter: number | null;
  /** The second listener, which only the fault proxy connects to; null without one. */
  proxied: number | null;
  /** The fault proxy's own port, which the second listener advertises; null without one. */
  proxy: number | null;
}

/** One broker as it will be started. */
export interface BrokerPlan {
  nodeId: number;
  rack: string | null;
  ports: BrokerPorts;
  /** Folder of this broker: configuration, log file, and `data`. */
  directory: string;
}

/** A user with everything a client needs. Fields that the cluster's security does not use are null. */
export interface LabUser {
  name: string;
  /** Password for SCRAM and PLAIN; null on mTLS clusters. */
  password: string | null;
  /** PEM certificate (CN = name), only on mTLS clusters. */
  certificate: string | null;
  /** PEM private key (PKCS#8), only on mTLS clusters. */
  key: string | null;
}

/** The PEM texts by which the brokers of a secured cluster trust each other. */
export interface Trust {
  /** The cluster's own certificate authority. */
  ca: string;
  /** The brokers' certificate (CN = broker, good for loopback) and its PKCS#8 key. */
  certificate: string;
  key: string;
}

/** A cluster before it is started: all decisions made, nothing running. */
export interface ClusterPlan {
  options: ResolvedOptions;
  directory: string;
  brokers: readonly BrokerPlan[];
  /** Client port of ZooKeeper; null in KRaft mode. */
  zookeeperPort: number | null;
  /** Port of ZooKeeper's admin server; null in KRaft mode and where the version's jars have none. */
  zookeeperAdminPort: number | null;
  /** `admin` first; empty on plaintext clusters. */
  users: readonly LabUser[];
  /** null on plaintext clusters. */
  trust: Trust | null;
}

/** The folder with a broker's log segments. */
export function dataFolder(broker: BrokerPlan): string {
  return join(broker.directory, 'data');
}

/** `host:port` of all brokers, as clients get it. */
export function bootstrapServers(plan: Pick<ClusterPlan, 'options' | 'brokers'>): string {
  return plan.brokers.map((broker) => `${plan.options.host}:${broker.ports.client}`).join(',');
}

/** The protocol name of the client listener in Kafka's words. */
export function securityProtocol(
  options: Pick<ResolvedOptions, 'security'>,
): 'PLAINTEXT' | 'SASL_PLAINTEXT' | 'SASL_SSL' | 'SSL' {
  switch (options.security) {
    case 'plaintext':
      return 'PLAINTEXT';
    case 'sasl_plaintext':
      return 'SASL_PLAINTEXT';
    case 'sasl_ssl':
      return 'SASL_SSL';
    case 'mtls':
      return 'SSL';
  }
}
