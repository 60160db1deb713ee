import pg from 'pg';
import type { Logger } from '#lib/core/logger.ts';
import { translateDatabaseError } from './database-errors.ts';

/** One process's way to PostgreSQL: one pool, for plain SQL and for Prisma (prisma.ts). */
export interface Database {
  pool: pg.Pool;
  /** Waits for running queries, then closes every connection. Safe to call twice. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgresql://user:password@host:port/database`. */
  url: string;
  /** Seen in pg_stat_activity, e.g. `farol-web`. */
  applicationName: string;
  /** Default 10. */
  maxConnections?: number;
  logger: Logger;
}

/** A page must hear "unavailable" well before a person gives up. */
const CONNECT_TIMEOUT_MS = 5_000;
/** Longest statement of ordinary work; compaction of a big cluster stays far below it because it works in chunks. */
const STATEMENT_TIMEOUT_MS = 30_000;
/** A process that died between BEGIN and COMMIT must not hold the lease row for long. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000;

type PoolQueryArgs = Parameters<pg.Pool['query']>;

/** A pool whose promises reject with AppError('unavailable' | 'timeout') when the server cannot be reached or serve now. */
class TranslatingPool extends pg.Pool {
  readonly #url: string;

  constructor(config: pg.PoolConfig & { connectionString: string }) {
    super(config);
    this.#url = config.connectionString;
    const connect = this.connect.bind(this);
    const query = this.query.bind(this);
    // pg's own methods are overloaded for callbacks and promises; only the promise form is ours to translate.
    const translated = {
      connect: (...args: unknown[]): unknown =>
        args.length > 0 ? Reflect.apply(connect, this, args) : connect().catch((error: unknown) => this.#rethrow(error)),
      query: (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(query, this, args as PoolQueryArgs);
        return result instanceof Promise ? result.catch((error: unknown) => this.#rethrow(error)) : result;
      },
    };
    Object.assign(this, translated);
  }

  translate(error: unknown): unknown {
    return translateDatabaseError(error, this.#url);
  }

  #rethrow(error: unknown): never {
    throw this.translate(error);
  }
}

/**
 * Opens the pool. Connects only when first used, so it never throws because the server is away; each query then rejects with AppError('unavailable')
 * and the pool heals by itself when the server is back. A lost connection never ends the process.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new TranslatingPool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  // An 'error' event without a listener ends a Node process: the pool listens on idle clients only, so checked-out ones get their own.
  pool.on('error', (error) => options.logger.warn({ err: error }, 'an idle database connection was lost'));
  pool.on('connect', (client) => {
    client.on('error', (error) => options.logger.warn({ err: error }, 'a database connection was lost'));
  });
  let closing: Promise<void> | null = null;
  return {
    pool,
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}

/** Runs `work` in one transaction on one connection: commits when it returns, rolls back when it throws. A connection whose ROLLBACK failed is thrown away. */
export async function inTransaction<T>(db: Pick<Database, 'pool'>, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw db.pool instanceof TranslatingPool ? db.pool.translate(error) : error;
  } finally {
    client.release(broken);
  }
}
