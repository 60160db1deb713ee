import type { LookupFunction } from 'node:net';
import type { Clock } from '#lib/core/clock.ts';
import type { Logger } from '#lib/core/logger.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { KafkaAdmin } from '#lib/kafka/admin/port.ts';
import type { ClusterRecord, ClusterRepository } from '#lib/store/clusters.ts';

/** Kafka clients of the web process, for what is asked live. */
export interface KafkaClients {
  /** The client of a cluster, connected on its first call and kept while it is used. A changed cluster gets a new client, also for those who still hold its old record. */
  of(cluster: ClusterRecord): Promise<KafkaAdmin>;
  /** The resolver that every connection of this process uses: it refuses reserved addresses. */
  readonly lookup: LookupFunction;
  close(): Promise<void>;
}

interface Held {
  version: number;
  client: Promise<KafkaAdmin>;
  idle: NodeJS.Timeout;
}

/** How long an unused client keeps its connections. */
const IDLE_MS = 60_000;

/** Makes the keeper of clients. Nothing is connected until a client is asked for something. */
export function createKafkaClients(deps: {
  clusters: Pick<ClusterRepository, 'connection'>;
  clock: Clock;
  logger: Logger;
  lookup: LookupFunction;
}): KafkaClients {
  const { clusters, clock, logger, lookup } = deps;
  const held = new Map<number, Held>();

  const drop = async (key: number, entry: Held) => {
    if (held.get(key) === entry) held.delete(key);
    clearTimeout(entry.idle);
    // A client that could not be made has nothing to close.
    const client = await entry.client.catch(() => null);
    await client?.close();
  };
  const dropLater = (key: number, entry: Held) => {
    clearTimeout(entry.idle);
    entry.idle = setTimeout(() => {
      drop(key, entry).catch((error: unknown) => logger.warn({ err: error }, 'a Kafka client did not close'));
    }, IDLE_MS);
    // A waiting timer must not keep a process alive that wants to end.
    entry.idle.unref();
  };

  return {
    lookup,
    async of({ key, id, version }) {
      const known = held.get(key);
      if (known !== undefined && known.version >= version) {
        dropLater(key, known);
        return known.client;
      }
      if (known !== undefined) await drop(key, known);
      const client = clusters.connection(id).then((connection) => createKafkaAdmin(connection, { clock, logger, lookup }));
      const entry: Held = { version, client, idle: setTimeout(() => undefined, 0) };
      held.set(key, entry);
      dropLater(key, entry);
      client.catch(() => {
        if (held.get(key) === entry) held.delete(key);
      });
      return client;
    },
    async close() {
      await Promise.all([...held].map(([key, entry]) => drop(key, entry)));
    },
  };
}
