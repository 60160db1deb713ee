import type { LookupFunction } from 'node:net';
import type { Clock } from '#lib/core/clock.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import { parseAddress } from '../connection/parse-address.ts';
import { faultItem, ownFault } from '../fault.ts';
import { Router } from '../router/router.ts';
import { CallCounter } from '../transport/call-counter.ts';
import { runCall, type AdminContext } from './context.ts';
import { deriveCapabilities } from './derive-capabilities.ts';
import { readTopicAcls } from './describe-acls.ts';
import { readCluster } from './describe-cluster.ts';
import { readConfigs } from './describe-configs.ts';
import { readDescriptions } from './describe-groups.ts';
import { readLogDirs } from './describe-log-dirs.ts';
import { readQuorum } from './describe-quorum.ts';
import { readTransactionDescriptions } from './describe-transactions.ts';
import { readGroups } from './list-groups.ts';
import { readOffsetsAt } from './list-offsets-at.ts';
import { readOffsets } from './list-offsets.ts';
import { readTransactions } from './list-transactions.ts';
import type { KafkaAdmin, KafkaConnection } from './port.ts';
import { readCommitted } from './read-committed.ts';
import { readEligibleReplicas } from './read-eligible-replicas.ts';
import { readEpochEnds } from './read-epoch-ends.ts';
import { readProducers } from './read-producers.ts';
import { readShareOffsets } from './read-share-offsets.ts';
import { readTopology } from './read-topology.ts';
import { readRecordsAt } from './records-at.ts';

/** What the client is given from outside. */
export interface KafkaAdminDeps {
  clock: Clock;
  logger: Logger;
  /** Resolves broker addresses, and is asked about IP literals too: the place for a rule about which addresses may be reached. Absent = the system's resolver. */
  lookup?: LookupFunction;
}

function bootstrapAddresses(connection: KafkaConnection): ReturnType<typeof parseAddress>[] {
  return connection.bootstrap.map((text) => parseAddress(text));
}

/**
 * Makes the client for one cluster and one credential. Connects on the first call; holds one connection per broker until `close`.
 * Throws AppError `invalid` when a bootstrap address is not `host:port`.
 */
export function createKafkaAdmin(connection: KafkaConnection, deps: KafkaAdminDeps): KafkaAdmin {
  const { clock, logger, lookup } = deps;
  const bootstrap = bootstrapAddresses(connection).flatMap((address) => address ?? []);
  if (bootstrap.length === 0 || bootstrap.length < connection.bootstrap.length) {
    throw new AppError('invalid', 'Bootstrap servers must be given as host:port, separated by commas.', {
      invalidParams: [{ name: 'bootstrap.servers', reason: 'each entry must be host:port' }],
    });
  }
  const counter = new CallCounter();
  const router = new Router({ connection, clock, counter, lookup }, logger, bootstrap);
  const context: AdminContext = { router, clock, commitRowsByGroup: new Map(), lastTopology: null };
  return {
    capabilities: (options) =>
      runCall(context, options, async (deadline) => {
        if (router.knownVersions().length === 0) await router.anyVersions(deadline);
        return deriveCapabilities(router.knownVersions());
      }),
    topology: (options) => runCall(context, options, (deadline) => readTopology(context, deadline)),
    describeCluster: (options) => runCall(context, options, (deadline) => readCluster(router, deadline)),
    listOffsets: (topology, spec, options) =>
      runCall(context, options, (deadline) => readOffsets(context, topology, spec, options?.wanted, deadline)),
    listGroups: (topology, options) => runCall(context, options, (deadline) => readGroups(context, topology, deadline)),
    committed: (topology, groups, options) =>
      runCall(context, options, (deadline) => readCommitted(context, topology, groups, deadline)),
    describeGroups: (groups, options) => runCall(context, options, (deadline) => readDescriptions(context, groups, deadline)),
    logDirs: (topology, options) => runCall(context, options, (deadline) => readLogDirs(context, topology, deadline)),
    quorum: (options) =>
      runCall(context, options, async (deadline) => {
        if (router.knownVersions().length === 0) await router.anyVersions(deadline);
        const { describeQuorum } = deriveCapabilities(router.knownVersions());
        if (!describeQuorum.supported) return faultItem(ownFault('UNSUPPORTED', describeQuorum.reason ?? 'not supported'));
        return readQuorum(router, deadline);
      }),
    describeConfigs: (type, names, options) =>
      runCall(context, options, (deadline) => readConfigs(context, type, names, options ?? {}, deadline)),
    topicAcls: (topic, options) => runCall(context, options, (deadline) => readTopicAcls(router, topic, deadline)),
    listOffsetsAt: (topology, timestampMs, options) =>
      runCall(context, options, (deadline) => readOffsetsAt(context, topology, timestampMs, options.wanted, deadline)),
    epochEnds: (topology, asked, options) =>
      runCall(context, options, (deadline) => readEpochEnds(context, topology, asked, deadline)),
    eligibleReplicas: (topics, options) =>
      runCall(context, options, (deadline) => readEligibleReplicas(context, topics, deadline)),
    shareOffsets: (groups, options) => runCall(context, options, (deadline) => readShareOffsets(context, groups, deadline)),
    listTransactions: (topology, options) =>
      runCall(context, options, (deadline) => readTransactions(context, topology, options?.olderThanMs, deadline)),
    describeTransactions: (listings, options) =>
      runCall(context, options, (deadline) => readTransactionDescriptions(context, listings, deadline)),
    producers: (topology, wanted, options) =>
      runCall(context, options, (deadline) => readProducers(context, topology, wanted, deadline)),
    brokerHealth: () => router.health(),
    recordsAt: (topology, at, options) =>
      runCall(context, options, (deadline) => readRecordsAt(context, topology, at, deadline, options?.requestsMax)),
    cost: () => counter.reading(),
    close() {
      router.close();
      return Promise.resolve();
    },
  };
}
