import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { silentLogger } from '#lib/core/logger.ts';
import { openDatabase, type Database } from '#lib/store/database.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#lib/store/embedded/embedded-postgres.ts';
import { migrate } from '#lib/store/migrate.ts';

/** A real PostgreSQL 18 of one test file. */
export interface TestPostgres {
  /** URL of an empty database; see `createDatabase` for migrated ones. */
  url: string;
  /** A new database: migrated (a copy of a template, about 50 ms) or, with `empty`, without any table. */
  createDatabase(options?: { empty?: boolean }): Promise<TestDatabase>;
  /** Stops the server and starts it again on the same port, as a restart by an operator would. `whileDown` runs in between. */
  restart(whileDown?: () => Promise<void>): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

export interface TestDatabase {
  url: string;
  db: Database;
  /** Closes the connections. The last one closed of `createTestDatabase` also stops the server. */
  close(): Promise<void>;
}

const TEMPLATE = 'farol_template';

/** Durability is not under test, except where a test restarts the server properly. */
const TEST_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_connections: '100',
};

/** Starts PostgreSQL on a free port in a temporary folder; about 2 s. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'farol-postgres-'));
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir: folder, settings: TEST_SETTINGS });
  // A test run that is ended early must not leave a server behind.
  const killAtExit = (): void => {
    try {
      process.kill(server.pid, 'SIGQUIT');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  process.once('exit', killAtExit);
  const port = server.port;
  const urlOf = (database: string): string => server.url.replace(/\/farol$/, `/${database}`);

  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: urlOf('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };

  let template: Promise<void> | null = null;
  const makeTemplate = async (): Promise<void> => {
    await admin(`CREATE DATABASE ${TEMPLATE}`);
    const db = openDatabase({ url: urlOf(TEMPLATE), applicationName: 'farol-test', logger: silentLogger });
    try {
      await migrate(db, { logger: silentLogger });
    } finally {
      await db.close();
    }
  };

  return {
    url: server.url,
    async createDatabase(options = {}) {
      const name = `test_${randomBytes(6).toString('hex')}`;
      if (options.empty === true) {
        await admin(`CREATE DATABASE ${name}`);
      } else {
        template ??= makeTemplate();
        await template;
        await admin(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
      }
      const db = openDatabase({ url: urlOf(name), applicationName: 'farol-test', logger: silentLogger });
      return { url: urlOf(name), db, close: () => db.close() };
    },
    async restart(whileDown) {
      await server.stop();
      await whileDown?.();
      server = await startEmbeddedPostgres({ dataDir: folder, port, settings: TEST_SETTINGS });
    },
    async stop() {
      process.removeListener('exit', killAtExit);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let shared: { server: Promise<TestPostgres>; open: number } | null = null;

/** A fresh, migrated database for one test file, on a server shared by the whole process. Call `close` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  shared ??= { server: startTestPostgres(), open: 0 };
  const mine = shared;
  mine.open += 1;
  const server = await mine.server;
  const database = await server.createDatabase();
  let closed = false;
  return {
    ...database,
    async close() {
      if (closed) return;
      closed = true;
      await database.close();
      mine.open -= 1;
      if (mine.open > 0) return;
      if (shared === mine) shared = null;
      await server.stop();
    },
  };
}
