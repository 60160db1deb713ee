import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { GroupListing, KafkaAdmin, KafkaConnection } from '#lib/kafka/admin/port.ts';
import { startFakeCluster, type FakeCluster, type FakeClusterOptions } from './fake-cluster.ts';
import { fakeGroup, fakePartition, fakeTopicId, type FakePartition, type FakeState } from './fake-state.ts';

/** An offset far beyond 2^53: the end of `pedidos` partition 2. */
export const HUGE_OFFSET = 2n ** 60n + 1n;

function topic(name: string, partitions: FakePartition[]): FakeState['topics'][number] {
  return { name, topicId: fakeTopicId(name.length), internal: false, partitions };
}

/** Two topics and three groups on three brokers; partition i of `pedidos` is led by broker i + 1, group `g-i` coordinated by broker i. */
export function smallState(): Pick<FakeState, 'topics' | 'groups'> {
  return {
    topics: [
      topic('pedidos', [
        fakePartition([1, 2], { startOffset: 5n, endOffset: 100n, stableOffset: 90n }),
        fakePartition([2, 3], { endOffset: 200n }),
        fakePartition([3, 1], { endOffset: HUGE_OFFSET }),
      ]),
      topic('estoque', [fakePartition([1], { endOffset: 0n })]),
    ],
    groups: [
      fakeGroup('g-1', 1, {
        commits: [
          {
            topic: 'pedidos',
            partitions: [
              { partition: 0, offset: 95n },
              { partition: 2, offset: HUGE_OFFSET - 1n },
            ],
          },
        ],
      }),
      fakeGroup('g-2', 2, { commits: [{ topic: 'apagado', partitions: [{ partition: 4, offset: 3n }] }] }),
      fakeGroup('g-3', 3),
    ],
  };
}

/** A listing as ListGroups would give it. */
export function groupListing(groupId: string, coordinator: number, changes: Partial<GroupListing> = {}): GroupListing {
  return { groupId, kind: 'classic', state: 'Stable', protocolType: 'consumer', coordinator, ...changes };
}

/** Starts fake clusters and clients for one test and ends them all. Register `close` with `afterEach`. */
export class FakeBench {
  private readonly open: { close(): Promise<void> }[] = [];

  async cluster(options: FakeClusterOptions = {}): Promise<FakeCluster> {
    const cluster = await startFakeCluster({ state: smallState(), ...options });
    this.open.push({ close: () => cluster.stop() });
    return cluster;
  }

  /** A client with the given connection; plaintext and short time-outs unless changed. */
  client(cluster: Pick<FakeCluster, 'bootstrap'>, changes: Partial<KafkaConnection> = {}): KafkaAdmin {
    const admin = createKafkaAdmin(
      {
        bootstrap: cluster.bootstrap,
        clientId: 'test',
        tls: null,
        sasl: null,
        connectTimeoutMs: 1000,
        requestTimeoutMs: 5000,
        ...changes,
      },
      { clock: systemClock, logger: silentLogger },
    );
    this.open.push(admin);
    return admin;
  }

  /** Ends this client too with the others. */
  adopt(admin: KafkaAdmin): void {
    this.open.push(admin);
  }

  async close(): Promise<void> {
    for (const part of this.open.splice(0).reverse()) await part.close();
  }
}
