import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLogger } from '#lib/core/logger.ts';
import { startTestPostgres, type TestDatabase, type TestPostgres } from '#lib/testing/postgres.ts';
import { checkDatabase, isMigrated, migrate, readMigrations } from './migrate.ts';
import { prismaOn } from './prisma.ts';

const logger = silentLogger;
const FILES = join(import.meta.dirname, '../../prisma/migrations');

let server: TestPostgres;
const opened: TestDatabase[] = [];
const folders: string[] = [];

beforeAll(async () => {
  server = await startTestPostgres();
});
afterAll(async () => {
  await Promise.all(opened.map((database) => database.close()));
  await server.stop();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await server.createDatabase({ empty: true });
  opened.push(database);
  return database;
}

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'farol-migrations-'));
  folders.push(folder);
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql);
  return folder;
}

describe('migrate', () => {
  test('brings an empty database up to date, and finds nothing to do the second time', async () => {
    const { db } = await emptyDatabase();
    const names = (await readMigrations()).map((m) => m.name);
    expect(await isMigrated(db)).toBe(false);
    expect(await migrate(db, { logger })).toEqual({ applied: names });
    expect(await migrate(db, { logger })).toEqual({ applied: [] });
    expect(await isMigrated(db)).toBe(true);
  });

  test('brings an older database up to date and keeps its rows', async () => {
    const { db } = await emptyDatabase();
    const first = '0001_relational.sql';
    const older = await folderWith({ [first]: await readFile(join(FILES, first), 'utf8') });
    await migrate(db, { logger, directory: older });
    await db.pool.query(`INSERT INTO "user" (id, name, email) VALUES ('u', 'Ana', 'ana@example.org')`);
    expect(await isMigrated(db)).toBe(false);
    const { applied } = await migrate(db, { logger });
    expect(applied).not.toContain('0001_relational');
    expect(applied).toContain('0002_series');
    expect((await prismaOn(db).user.findUniqueOrThrow({ where: { id: 'u' } })).role).toBe('viewer');
  });

  test('processes that start together apply each migration once', async () => {
    const { db } = await emptyDatabase();
    const results = await Promise.all([1, 2, 3].map(() => migrate(db, { logger })));
    expect(results.flatMap((r) => r.applied).sort()).toEqual((await readMigrations()).map((m) => m.name));
  });

  test('a migration that fails half-way leaves nothing of itself and keeps the ones before', async () => {
    const { db } = await emptyDatabase();
    const directory = await folderWith({
      '0001_good.sql': 'CREATE TABLE good (n int)',
      '0002_bad.sql': 'CREATE TABLE half (n int); SELECT 1/0',
    });
    await expect(migrate(db, { logger, directory })).rejects.toThrow(/division by zero/);
    const { rows } = await db.pool.query(
      `SELECT to_regclass('good') IS NOT NULL AS good, to_regclass('half') IS NOT NULL AS half`,
    );
    expect(rows).toEqual([{ good: true, half: false }]);
  });

  test('a database of a newer Farol and a changed migration are refused in one clear line', async () => {
    const { db } = await emptyDatabase();
    await migrate(db, { logger, directory: await folderWith({ '0001_a.sql': 'SELECT 1', '0002_b.sql': 'SELECT 2' }) });
    const older = await folderWith({ '0001_a.sql': 'SELECT 1' });
    await expect(migrate(db, { logger, directory: older })).rejects.toThrow(/newer Farol: it has the migration 0002_b/);
    const changed = await folderWith({ '0001_a.sql': 'SELECT 1', '0002_b.sql': 'SELECT 3' });
    await expect(migrate(db, { logger, directory: changed })).rejects.toThrow(/0002_b was changed/);
  });
});

describe('check database', () => {
  test('tells version and address of a server that is there', async () => {
    const found = await checkDatabase(server.url);
    expect(Number.parseInt(found.version, 10)).toBeGreaterThanOrEqual(14);
    expect(found.address).toMatch(/^127\.0\.0\.1:\d+\/farol as farol$/);
  });

  test('says in words what is wrong with one that is not, without its password', async () => {
    const nobody = server.url.replace(/:\d+\//, ':1/');
    await expect(checkDatabase(nobody)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/nothing listens there/),
    });
    const wrong = server.url.replace(/farol:[^@]+@/, 'farol:wrong-password@');
    const refused = await checkDatabase(wrong).catch((error: Error) => error);
    expect(refused).toMatchObject({ code: 'unavailable', message: expect.stringMatching(/password was refused/) });
    expect(JSON.stringify(refused)).not.toContain('wrong-password');
    await expect(checkDatabase(server.url.replace(/farol$/, 'absent'))).rejects.toThrow(/does not exist/);
  });
});
