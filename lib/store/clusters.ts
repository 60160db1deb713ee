import { AppError } from '#lib/core/errors.ts';
import type { Json } from '#lib/core/json.ts';
import type { KafkaConnection } from '#lib/kafka/admin/port.ts';
import { NO_MEASURING, type ClusterMeasuring } from '#lib/core/measuring.ts';
import type { Database } from './database.ts';
import { inTransaction } from './database.ts';
import type { SecretBox } from './secret-box.ts';

/** Where a cluster was declared. Those of the environment and of a file are read-only in the app. */
export type ClusterSource = 'app' | 'environment' | 'file';

/** A cluster Farol looks at, without its credential. */
export interface ClusterRecord {
  /** Slug in URLs. */
  id: string;
  /** Number in stored series. */
  key: number;
  name: string;
  source: ClusterSource;
  enabled: boolean;
  bootstrap: string[];
  /** How it is connected to, in Kafka's words: `PLAINTEXT`, `SSL`, `SASL_PLAINTEXT`, `SASL_SSL`. */
  security: string;
  /** Grows with each change of the connection, so that a sampler notices. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface NewCluster {
  id: string;
  name: string;
  source: ClusterSource;
  connection: KafkaConnection;
  /** What is measured beyond the passes; absent = nothing. */
  measuring?: ClusterMeasuring;
}

/** A cluster that the environment or a file declares. */
export type DeclaredCluster = NewCluster & { source: 'environment' | 'file' };

/** The stored clusters. Credentials are sealed and leave only through `connection`. */
export interface ClusterRepository {
  /** All clusters, disabled ones too, by name. */
  list(): Promise<ClusterRecord[]>;
  /** null when there is none with this id. */
  get(id: string): Promise<ClusterRecord | null>;
  /** How to connect, credential included: for the Kafka layer only. Throws AppError('not_found' | 'precondition'). */
  connection(id: string): Promise<KafkaConnection>;
  /** What is measured beyond the passes, credentials included: for the sampler and for changing it. Throws AppError('not_found' | 'precondition'). */
  measuring(id: string): Promise<ClusterMeasuring>;
  /** Stores what is to be measured, while the cluster is still at `version`. Throws AppError('not_found' | 'conflict'). */
  setMeasuring(id: string, measuring: ClusterMeasuring, version: number): Promise<ClusterRecord>;
  /** Throws AppError('conflict') when the id is taken. */
  create(cluster: NewCluster): Promise<ClusterRecord>;
  /** Makes the stored declared clusters equal to the given ones. One that is no longer declared is disabled and keeps its history; one declared again is enabled again. Throws AppError('conflict') when an id belongs to a cluster added in the app. */
  upsertDeclared(declared: readonly DeclaredCluster[]): Promise<ClusterRecord[]>;
  /** Throws AppError('not_found'). */
  setEnabled(id: string, enabled: boolean): Promise<ClusterRecord>;
  /** Forgets the cluster, its credential and its current state. Its history is unreachable at once and goes with its partitions. Throws AppError('not_found'). */
  remove(id: string): Promise<void>;
}

/** Kafka's name for the kind of connection. */
export function securityOf(connection: KafkaConnection): string {
  if (connection.sasl !== null) return connection.tls === null ? 'SASL_PLAINTEXT' : 'SASL_SSL';
  return connection.tls === null ? 'PLAINTEXT' : 'SSL';
}

const COLUMNS = `id, key, name, source, enabled, bootstrap, security, version, created_at AS "createdAt", updated_at AS "updatedAt"`;

/** Tables whose rows no retention takes away, and events, which are kept long and name what was there. */
const KEPT_UNTIL_REMOVED = ['snapshot', 'watermark', 'owner', 'event', 'crossing', 'group_lag', 'lag_seen'] as const;

const placeOf = (id: string): string => `cluster/${id}/connection`;
const measuringPlaceOf = (id: string): string => `cluster/${id}/measuring`;

const notFound = (id: string): AppError => new AppError('not_found', `There is no cluster "${id}".`);

/** The repository on a database, with the box that seals credentials. */
export function clusterRepository(db: Pick<Database, 'pool'>, box: SecretBox): ClusterRepository {
  const seal = (cluster: NewCluster): Uint8Array => {
    const { bootstrap, advertisedHosts, ...rest } = cluster.connection;
    const lists = { bootstrap: [...bootstrap], ...(advertisedHosts && { advertisedHosts: [...advertisedHosts] }) };
    return box.seal({ ...rest, ...lists } satisfies Json, placeOf(cluster.id));
  };
  const open = (id: string, sealed: Uint8Array): KafkaConnection => box.open(sealed, placeOf(id)) as unknown as KafkaConnection;
  const sealMeasuring = (id: string, measuring: ClusterMeasuring | undefined): Uint8Array | null =>
    measuring === undefined ? null : box.seal(measuring as unknown as Json, measuringPlaceOf(id));
  const openMeasuring = (id: string, sealed: Uint8Array | null): ClusterMeasuring =>
    // Spread over the defaults: what an older Farol stored lacks the settings that came later.
    sealed === null
      ? NO_MEASURING
      : { ...NO_MEASURING, ...(box.open(sealed, measuringPlaceOf(id)) as unknown as ClusterMeasuring) };

  return {
    async list() {
      return (await db.pool.query<ClusterRecord>(`SELECT ${COLUMNS} FROM cluster ORDER BY lower(name), id`)).rows;
    },

    async get(id) {
      return (await db.pool.query<ClusterRecord>(`SELECT ${COLUMNS} FROM cluster WHERE id = $1`, [id])).rows[0] ?? null;
    },

    async connection(id) {
      const { rows } = await db.pool.query<{ sealed: Buffer }>('SELECT connection_sealed AS sealed FROM cluster WHERE id = $1', [
        id,
      ]);
      const row = rows[0];
      if (row === undefined) throw notFound(id);
      return open(id, row.sealed);
    },

    async measuring(id) {
      const { rows } = await db.pool.query<{ sealed: Buffer | null }>(
        'SELECT measuring_sealed AS sealed FROM cluster WHERE id = $1',
        [id],
      );
      const row = rows[0];
      if (row === undefined) throw notFound(id);
      return openMeasuring(id, row.sealed);
    },

    async setMeasuring(id, measuring, version) {
      const { rows } = await db.pool.query<ClusterRecord>(
        `UPDATE cluster SET measuring_sealed = $2, version = version + 1, updated_at = now() WHERE id = $1 AND version = $3 RETURNING ${COLUMNS}`,
        [id, sealMeasuring(id, measuring), version],
      );
      const row = rows[0];
      if (row !== undefined) return row;
      if ((await this.get(id)) === null) throw notFound(id);
      throw new AppError('conflict', `The cluster "${id}" was changed meanwhile. Look at it again and repeat the change.`);
    },

    async create(cluster) {
      const { rows } = await db.pool.query<ClusterRecord>(
        `INSERT INTO cluster (id, name, source, bootstrap, security, connection_sealed, measuring_sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO NOTHING RETURNING ${COLUMNS}`,
        [
          cluster.id,
          cluster.name,
          cluster.source,
          cluster.connection.bootstrap,
          securityOf(cluster.connection),
          seal(cluster),
          sealMeasuring(cluster.id, cluster.measuring),
        ],
      );
      const row = rows[0];
      if (row === undefined)
        throw new AppError('conflict', `There is a cluster with the id "${cluster.id}" already. Choose another name.`);
      return row;
    },

    async upsertDeclared(declared) {
      return inTransaction(db, async (client) => {
        const { rows: stored } = await client.query<{
          id: string;
          source: ClusterSource;
          name: string;
          enabled: boolean;
          sealed: Buffer;
          measuring: Buffer | null;
        }>(
          'SELECT id, source, name, enabled, connection_sealed AS sealed, measuring_sealed AS measuring FROM cluster FOR UPDATE',
        );
        const byId = new Map(stored.map((row) => [row.id, row]));
        for (const cluster of declared) {
          const before = byId.get(cluster.id);
          if (before?.source === 'app') {
            throw new AppError(
              'conflict',
              `The cluster "${cluster.id}" is declared (${cluster.source}) and was also added in the app. Remove one of the two.`,
            );
          }
          const same =
            before !== undefined &&
            isSame(() => open(before.id, before.sealed), cluster.connection) &&
            isSame(() => openMeasuring(before.id, before.measuring), cluster.measuring ?? NO_MEASURING);
          if (same && before.enabled && before.name === cluster.name && before.source === cluster.source) continue;
          await client.query(
            `INSERT INTO cluster AS c (id, name, source, bootstrap, security, connection_sealed, measuring_sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO UPDATE SET name = $2, source = $3, bootstrap = $4, security = $5, connection_sealed = $6, measuring_sealed = $7,
               enabled = true, updated_at = now(), version = c.version + 1`,
            [
              cluster.id,
              cluster.name,
              cluster.source,
              cluster.connection.bootstrap,
              securityOf(cluster.connection),
              seal(cluster),
              sealMeasuring(cluster.id, cluster.measuring),
            ],
          );
        }
        await client.query(
          `UPDATE cluster SET enabled = false, updated_at = now() WHERE source <> 'app' AND enabled AND NOT (id = ANY ($1::text[]))`,
          [declared.map((cluster) => cluster.id)],
        );
        return (await client.query<ClusterRecord>(`SELECT ${COLUMNS} FROM cluster ORDER BY lower(name), id`)).rows;
      });
    },

    async setEnabled(id, enabled) {
      const { rows } = await db.pool.query<ClusterRecord>(
        `UPDATE cluster SET enabled = $2, updated_at = now() WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, enabled],
      );
      const row = rows[0];
      if (row === undefined) throw notFound(id);
      return row;
    },

    async remove(id) {
      await inTransaction(db, async (client) => {
        const { rows } = await client.query<{ key: number }>('DELETE FROM cluster WHERE id = $1 RETURNING key', [id]);
        const key = rows[0]?.key;
        if (key === undefined) throw notFound(id);
        for (const table of KEPT_UNTIL_REMOVED) await client.query(`DELETE FROM ts.${table} WHERE cluster_key = $1`, [key]);
      });
    },
  };
}

/** Sealing is randomised, so equality shows only in the open. What no longer opens (another APP_SECRET) counts as different and is sealed anew. */
function isSame(stored: () => object, now: object): boolean {
  const canonical = (given: object): string =>
    JSON.stringify(given, (_key, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  try {
    return canonical(stored()) === canonical(now);
  } catch (error) {
    if (error instanceof AppError && error.code === 'precondition') return false;
    throw error;
  }
}
