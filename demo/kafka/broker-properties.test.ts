import { describe, expect, it } from 'vitest';
import { brokerProperties, zookeeperProperties } from './broker-properties.ts';
import type { BrokerPlan, ClusterPlan } from './cluster-plan.ts';
import { resolveOptions, type LabOptions } from './options.ts';

function planned(options: LabOptions): { plan: ClusterPlan; broker: BrokerPlan } {
  const resolved = resolveOptions(options);
  const secured = resolved.security !== 'plaintext';
  const brokers = Array.from({ length: resolved.brokers }, (_, index) => ({
    nodeId: index + 1,
    rack: `r${index + 1}`,
    directory: `/lab/broker-${index + 1}`,
    ports: {
      client: 9092 + index,
      internal: secured ? 19092 + index : null,
      controller: resolved.mode === 'kraft' ? 29092 + index : null,
      jolokia: null,
      exporter: null,
      proxied: resolved.faultProxy ? 39092 + index : null,
      proxy: resolved.faultProxy ? 49092 + index : null,
    },
  }));
  const [broker] = brokers;
  if (broker === undefined) throw new Error('no broker');
  const trust = { ca: 'CA', certificate: 'CERT', key: 'KEY' };
  const users = secured ? [{ name: 'admin', password: 'pw1', certificate: null, key: null }] : [];
  const zookeeperPort = resolved.mode === 'zookeeper' ? 2181 : null;
  const zookeeperAdminPort = zookeeperPort !== null && resolved.facts.zookeeperAdmin ? 8080 : null;
  const plan = {
    options: resolved,
    directory: '/lab',
    brokers,
    zookeeperPort,
    zookeeperAdminPort,
    users,
    trust: secured ? trust : null,
  };
  return { plan, broker };
}

function propertiesOf(options: LabOptions): Record<string, string> {
  const { plan, broker } = planned(options);
  return brokerProperties(plan, broker);
}

describe('brokerProperties', () => {
  it('makes every KRaft node a voter and a broker', () => {
    expect(propertiesOf({ brokers: 3 })).toMatchObject({
      'process.roles': 'broker,controller',
      'node.id': '1',
      'controller.quorum.voters': '1@127.0.0.1:29092,2@127.0.0.1:29093,3@127.0.0.1:29094',
      listeners: 'CLIENT://127.0.0.1:9092,CONTROLLER://127.0.0.1:29092',
      'inter.broker.listener.name': 'CLIENT',
    });
  });

  it('advertises the proxy port of the listener behind the fault proxy, and never the controller', () => {
    expect(propertiesOf({ faultProxy: true, host: 'localhost' })['advertised.listeners']).toBe(
      'CLIENT://localhost:9092,PROXIED://127.0.0.1:49092',
    );
  });

  it('keeps the brokers apart from the clients on secured clusters', () => {
    expect(propertiesOf({ security: 'sasl_ssl' })).toMatchObject({
      'listener.security.protocol.map': 'CLIENT:SASL_SSL,INTERNAL:SSL,CONTROLLER:SSL',
      'inter.broker.listener.name': 'INTERNAL',
      'listener.name.internal.ssl.client.auth': 'required',
      'listener.name.client.ssl.client.auth': 'none',
      'listener.name.client.plain.sasl.jaas.config':
        'org.apache.kafka.common.security.plain.PlainLoginModule required user_admin="pw1";',
    });
  });

  it('asks clients for a certificate only with mTLS', () => {
    expect(propertiesOf({ security: 'mtls' })['listener.name.client.ssl.client.auth']).toBe('required');
  });

  it.each<[string, LabOptions, string, string]>([
    ['KRaft', { security: 'mtls' }, 'org.apache.kafka.metadata.authorizer.StandardAuthorizer', 'User:broker;User:admin;User:ops'],
    [
      'ZooKeeper',
      { version: '3.9.2', mode: 'zookeeper', security: 'mtls' },
      'kafka.security.authorizer.AclAuthorizer',
      'User:broker;User:admin;User:ops',
    ],
    ['plaintext', {}, 'org.apache.kafka.metadata.authorizer.StandardAuthorizer', 'User:ANONYMOUS;User:ops'],
  ])('chooses the authorizer and the super users for %s', (_name, options, authorizer, superUsers) => {
    expect(propertiesOf({ ...options, authorizer: true, superUsers: ['ops'] })).toMatchObject({
      'authorizer.class.name': authorizer,
      'super.users': superUsers,
    });
  });

  it.each([
    [1, '1', '1'],
    [2, '2', '2'],
    [3, '3', '2'],
    [5, '3', '2'],
  ])('asks of %d brokers %s replicas and %s in sync for its own topics', (brokers, replicas, minIsr) => {
    expect(propertiesOf({ brokers })).toMatchObject({
      'offsets.topic.replication.factor': replicas,
      'transaction.state.log.replication.factor': replicas,
      'transaction.state.log.min.isr': minIsr,
    });
  });

  it('lets the caller override any setting', () => {
    expect(propertiesOf({ brokerConfig: { 'num.io.threads': '8', 'log.cleaner.threads': '2' } })).toMatchObject({
      'num.io.threads': '8',
      'log.cleaner.threads': '2',
    });
  });

  it('points a ZooKeeper-mode broker to ZooKeeper and knows no quorum', () => {
    const properties = propertiesOf({ version: '2.8.2' });
    expect(properties).toMatchObject({ 'broker.id': '1', 'zookeeper.connect': '127.0.0.1:2181' });
    expect(properties).not.toHaveProperty('process.roles');
  });
});

describe('zookeeperProperties', () => {
  it('binds to loopback and opens the words a monitor asks', () => {
    const properties = zookeeperProperties(planned({ version: '2.8.2' }).plan, '/lab/zk');
    expect(properties).toMatchObject({ clientPort: '2181', clientPortAddress: '127.0.0.1' });
    expect(properties['4lw.commands.whitelist']).toContain('mntr');
  });

  it('has an admin server, on loopback too, where the jars have one', () => {
    const of = (version: '3.9.2' | '2.8.2') => zookeeperProperties(planned({ version, mode: 'zookeeper' }).plan, '/lab/zk');
    expect(of('3.9.2')).toMatchObject({ 'admin.serverAddress': '127.0.0.1', 'admin.serverPort': '8080' });
    expect(of('2.8.2')).toMatchObject({ 'admin.enableServer': 'false' });
  });
});
