import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { AppError } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import { describeDatabaseUrl, translateDatabaseError } from './database-errors.ts';
import type { Database } from './database.ts';

/** Oldest PostgreSQL that the SQL here was written for. */
export const POSTGRES_VERSION_MIN = 14;

/** Any fixed number: processes that start together take turns on it. */
const MIGRATION_LOCK = 4_107_712_001;
/** How long to wait for another process that is migrating, and for locks of running queries. */
const LOCK_TIMEOUT_MS = 60_000;

/** One migration file. `checksum` is the SHA-256 of its text. */
export interface Migration {
  name: string;
  checksum: string;
  sql: string;
}

/** What stands in the database: names and checksums of the migrations applied, in order. */
export type AppliedMigration = Pick<Migration, 'name' | 'checksum'>;

/** In the web server's bundle a module has no folder of its own; that server runs in the checkout. */
const MIGRATIONS = join(import.meta.dirname ?? join(process.cwd(), 'lib/store'), '../../prisma/migrations');

/** The migrations of this version of Farol, in order of name. */
export async function readMigrations(directory = MIGRATIONS): Promise<Migration[]> {
  const names = (await readdir(/* turbopackIgnore: true */ directory))
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort();
  return Promise.all(
    names.map(async (file) => {
      // A checkout on Windows may have other line ends; the checksum must not.
      const sql = (await readFile(/* turbopackIgnore: true */ join(directory, file), 'utf8')).replaceAll('\r\n', '\n');
      return { name: file.replace(/\.sql$/, ''), checksum: createHash('sha256').update(sql).digest('hex'), sql };
    }),
  );
}

/** Which migrations are still to be applied. Throws AppError('precondition') when the database was made by a newer Farol, or when an applied file has changed since. */
export function pendingMigrations(known: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const byName = new Map(known.map((m) => [m.name, m]));
  for (const { name, checksum } of applied) {
    const file = byName.get(name);
    if (file === undefined) {
      throw new AppError(
        'precondition',
        `The database was made by a newer Farol: it has the migration ${name}, which this version does not know. Run that newer version, or restore a backup.`,
      );
    }
    if (file.checksum !== checksum) {
      throw new AppError(
        'precondition',
        `The migration ${name} was changed after it had been applied to this database. Restore the file as it was and put the change into a new migration.`,
      );
    }
  }
  const done = new Set(applied.map((m) => m.name));
  const newest = applied.at(-1)?.name ?? '';
  const pending = known.filter((m) => !done.has(m.name));
  const late = pending.find((m) => m.name < newest);
  if (late !== undefined) {
    throw new AppError(
      'precondition',
      `The migration ${late.name} is older than ${newest}, which is applied already. Give it a later number.`,
    );
  }
  return pending;
}

async function assertVersion(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: string; number: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number`,
  );
  const row = rows[0];
  if (row === undefined || Number(row.number) < POSTGRES_VERSION_MIN * 10_000) {
    throw new AppError(
      'precondition',
      `PostgreSQL ${row?.version ?? 'of unknown version'} is too old: Farol needs version ${POSTGRES_VERSION_MIN} or newer. Upgrade it, or leave DATABASE_URL out to use the embedded one.`,
    );
  }
}

async function appliedMigrations(client: pg.ClientBase): Promise<AppliedMigration[]> {
  const exists = await client.query<{ found: boolean }>(`SELECT to_regclass('public.farol_migration') IS NOT NULL AS found`);
  if (exists.rows[0]?.found !== true) return [];
  const { rows } = await client.query<AppliedMigration>('SELECT name, checksum FROM public.farol_migration ORDER BY name');
  return rows;
}

async function applyOne(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query('INSERT INTO public.farol_migration (name, checksum) VALUES ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Brings the database up to this version's schema. Safe to run from several processes at once and again at every start. Returns the names it applied. */
export async function migrate(
  db: Pick<Database, 'pool'>,
  options: { logger: Logger; directory?: string },
): Promise<{ applied: string[] }> {
  const known = await readMigrations(options.directory);
  const client = await db.pool.connect();
  try {
    await assertVersion(client);
    await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}; SET statement_timeout = 0`);
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      `CREATE TABLE IF NOT EXISTS public.farol_migration (
         name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const pending = pendingMigrations(known, await appliedMigrations(client));
    for (const migration of pending) {
      await applyOne(client, migration);
      options.logger.info({ migration: migration.name }, 'database migration applied');
    }
    return { applied: pending.map((m) => m.name) };
  } finally {
    // The session holds the advisory lock and changed settings: closing it gives both back, whatever happened.
    client.release(true);
  }
}

/** Whether every migration of this version is applied. False on an empty or older database; throws like `migrate` on a newer or changed one, and AppError('unavailable') when the server is away. */
export async function isMigrated(db: Pick<Database, 'pool'>, directory?: string): Promise<boolean> {
  const known = await readMigrations(directory);
  const client = await db.pool.connect();
  try {
    return pendingMigrations(known, await appliedMigrations(client)).length === 0;
  } finally {
    client.release();
  }
}

/** Connects once and checks that the server is there, lets us in and is new enough. Throws AppError('unavailable' | 'precondition') in one clear line. */
export async function checkDatabase(url: string): Promise<{ version: string; address: string }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'farol-check' });
  // Swallowed on purpose: a connection that breaks rejects the query in flight, which is what is reported.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await assertVersion(client);
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
    return { version: rows[0]?.version ?? 'unknown', address: describeDatabaseUrl(url) };
  } catch (error) {
    throw translateDatabaseError(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}
