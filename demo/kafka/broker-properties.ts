import { dataFolder, securityProtocol, type BrokerPlan, type ClusterPlan, type LabUser, type Trust } from './cluster-plan.ts';
import { ADMIN_USER, BROKER_USER } from './options.ts';

/** Milliseconds after which ZooKeeper forgets a killed broker; until then it cannot come back under its id. */
export const ZOOKEEPER_SESSION_MS = 4_000;

const SCRAM_MECHANISMS = ['SCRAM-SHA-512', 'SCRAM-SHA-256'] as const;
const LOGIN_MODULE = {
  scram: 'org.apache.kafka.common.security.scram.ScramLoginModule',
  plain: 'org.apache.kafka.common.security.plain.PlainLoginModule',
};

/** The whole configuration of one broker. `brokerConfig` of the options comes last and wins. */
export function brokerProperties(plan: ClusterPlan, broker: BrokerPlan): Record<string, string> {
  return {
    ...identity(plan, broker),
    ...listeners(plan, broker),
    ...(plan.trust === null ? {} : { ...tls(plan, plan.trust), ...sasl(plan, broker) }),
    ...authorization(plan),
    ...smallFootprint(plan),
    ...plan.options.brokerConfig,
  };
}

/** ZooKeeper's configuration. The four-letter words that a monitor may ask are open. */
export function zookeeperProperties(plan: ClusterPlan, dataDir: string): Record<string, string> {
  return {
    dataDir,
    clientPort: String(plan.zookeeperPort),
    clientPortAddress: '127.0.0.1',
    tickTime: '1000',
    minSessionTimeout: '2000',
    maxClientCnxns: '0',
    ...(plan.zookeeperAdminPort === null
      ? { 'admin.enableServer': 'false' }
      : { 'admin.serverAddress': '127.0.0.1', 'admin.serverPort': String(plan.zookeeperAdminPort) }),
    '4lw.commands.whitelist': 'ruok,srvr,stat,mntr,conf,cons,isro,envi,wchs',
  };
}

function identity(plan: ClusterPlan, broker: BrokerPlan): Record<string, string> {
  const rack: Record<string, string> = broker.rack === null ? {} : { 'broker.rack': broker.rack };
  if (plan.options.mode === 'zookeeper') {
    return {
      'broker.id': String(broker.nodeId),
      'zookeeper.connect': `127.0.0.1:${plan.zookeeperPort}`,
      'zookeeper.session.timeout.ms': String(ZOOKEEPER_SESSION_MS),
      'log.dirs': dataFolder(broker),
      ...rack,
    };
  }
  return {
    'process.roles': 'broker,controller',
    'node.id': String(broker.nodeId),
    'controller.quorum.voters': plan.brokers.map((node) => `${node.nodeId}@127.0.0.1:${node.ports.controller}`).join(','),
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': dataFolder(broker),
    ...rack,
  };
}

function listeners(plan: ClusterPlan, broker: BrokerPlan): Record<string, string> {
  const { host } = plan.options;
  const { ports } = broker;
  const clientProtocol = securityProtocol(plan.options);
  const brokerProtocol = plan.trust === null ? 'PLAINTEXT' : 'SSL';
  const all = [
    { name: 'CLIENT', port: ports.client, advertised: `${host}:${ports.client}`, protocol: clientProtocol },
    { name: 'INTERNAL', port: ports.internal, advertised: `127.0.0.1:${ports.internal}`, protocol: brokerProtocol },
    { name: 'PROXIED', port: ports.proxied, advertised: `127.0.0.1:${ports.proxy}`, protocol: clientProtocol },
    { name: 'CONTROLLER', port: ports.controller, advertised: null, protocol: brokerProtocol },
  ].filter((listener) => listener.port !== null);
  return {
    listeners: all.map((listener) => `${listener.name}://127.0.0.1:${listener.port}`).join(','),
    'advertised.listeners': all
      .filter((listener) => listener.advertised !== null)
      .map((listener) => `${listener.name}://${listener.advertised}`)
      .join(','),
    'listener.security.protocol.map': all.map((listener) => `${listener.name}:${listener.protocol}`).join(','),
    'inter.broker.listener.name': ports.internal === null ? 'CLIENT' : 'INTERNAL',
  };
}

function tls(plan: ClusterPlan, trust: Trust): Record<string, string> {
  const clientAuth = plan.options.security === 'mtls' ? 'required' : 'none';
  return {
    // As texts, not as files: Kafka 2.8 wants a password for a PEM key store that is a file.
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.certificate.chain': trust.certificate,
    'ssl.keystore.key': trust.key,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.certificates': trust.ca,
    'ssl.principal.mapping.rules': 'RULE:^CN=([^,]+).*$/$1/,DEFAULT',
    'listener.name.internal.ssl.client.auth': 'required',
    'listener.name.controller.ssl.client.auth': 'required',
    'listener.name.client.ssl.client.auth': clientAuth,
    'listener.name.proxied.ssl.client.auth': clientAuth,
  };
}

function sasl(plan: ClusterPlan, broker: BrokerPlan): Record<string, string> {
  if (plan.options.security !== 'sasl_plaintext' && plan.options.security !== 'sasl_ssl') return {};
  const properties: Record<string, string> = {};
  for (const listener of broker.ports.proxied === null ? ['client'] : ['client', 'proxied']) {
    const prefix = `listener.name.${listener}`;
    properties[`${prefix}.sasl.enabled.mechanisms`] = [...SCRAM_MECHANISMS, 'PLAIN'].join(',');
    for (const mechanism of SCRAM_MECHANISMS) {
      properties[`${prefix}.${mechanism.toLowerCase()}.sasl.jaas.config`] = `${LOGIN_MODULE.scram} required;`;
    }
    properties[`${prefix}.plain.sasl.jaas.config`] = plainUsers(plan.users);
  }
  return properties;
}

/** PLAIN knows no user store: its users stand in the broker's own JAAS line. */
function plainUsers(users: readonly LabUser[]): string {
  return `${LOGIN_MODULE.plain} required ${users.map((user) => `user_${user.name}="${user.password}"`).join(' ')};`;
}

function authorization(plan: ClusterPlan): Record<string, string> {
  if (!plan.options.authorizer) return {};
  const names = plan.trust === null ? ['ANONYMOUS'] : [BROKER_USER, ADMIN_USER];
  return {
    'authorizer.class.name':
      plan.options.mode === 'kraft'
        ? 'org.apache.kafka.metadata.authorizer.StandardAuthorizer'
        : 'kafka.security.authorizer.AclAuthorizer',
    'super.users': [...names, ...plan.options.superUsers].map((name) => `User:${name}`).join(';'),
  };
}

/** Settings that let several brokers share a small machine, and let consumers start at once. */
function smallFootprint(plan: ClusterPlan): Record<string, string> {
  const replicas = String(Math.min(3, plan.brokers.length));
  const minIsr = String(Math.min(2, plan.brokers.length));
  const shareState: Record<string, string> =
    plan.options.facts.logging === 'log4j2'
      ? {
          'share.coordinator.state.topic.num.partitions': '10',
          'share.coordinator.state.topic.replication.factor': replicas,
          'share.coordinator.state.topic.min.isr': minIsr,
        }
      : {};
  return {
    'num.network.threads': '2',
    'num.io.threads': '4',
    'offsets.topic.num.partitions': '10',
    'offsets.topic.replication.factor': replicas,
    'transaction.state.log.num.partitions': '10',
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': minIsr,
    ...shareState,
    'group.initial.rebalance.delay.ms': '0',
    // The cleaner's buffer is allocated at start and is 128 MiB by default: more than the whole heap here.
    'log.cleaner.dedupe.buffer.size': '4194304',
    'log.cleaner.threads': '1',
  };
}
