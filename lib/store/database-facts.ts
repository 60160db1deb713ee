import type { Database } from './database.ts';

/** What PostgreSQL tells of itself and of Farol's database. */
export interface DatabaseState {
  version: string;
  startedAt: Date;
  sizeBytes: bigint;
  /** By application name, the most first, at most `NAMES_MAX`. */
  connections: { name: string; open: number }[];
  connectionsOpen: number;
  /** Of the whole server. */
  connectionsMax: number;
}

/** Names of applications that are told; whoever connects chooses his own. */
const NAMES_MAX = 20;

/** Size, connections and version of the database; asks the catalogue of PostgreSQL alone. */
export async function readDatabaseState(db: Pick<Database, 'pool'>): Promise<DatabaseState> {
  const [facts, connections] = await Promise.all([
    db.pool.query<{ version: string; started_at: Date; bytes: string; max: number }>(
      `SELECT current_setting('server_version') AS version, pg_postmaster_start_time() AS started_at,
              pg_database_size(current_database())::text AS bytes, current_setting('max_connections')::int AS max`,
    ),
    db.pool.query<{ name: string; open: number }>(
      `SELECT left(coalesce(nullif(application_name, ''), '?'), 64) AS name, count(*)::int AS open
       FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1 ORDER BY 2 DESC, 1`,
    ),
  ]);
  const [row] = facts.rows;
  if (row === undefined) throw new Error('PostgreSQL answered no row to a question about itself');
  return {
    version: row.version,
    startedAt: row.started_at,
    sizeBytes: BigInt(row.bytes),
    connections: connections.rows.slice(0, NAMES_MAX),
    connectionsOpen: connections.rows.reduce((sum, { open }) => sum + open, 0),
    connectionsMax: row.max,
  };
}
