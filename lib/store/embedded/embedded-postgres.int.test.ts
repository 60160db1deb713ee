import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive, waitUntilGone } from './process-table.ts';

const started: EmbeddedPostgres[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function newFolder(mode = 0o700): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'farol-embedded-'));
  await chmod(folder, mode);
  folders.push(folder);
  return folder;
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  started.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('embedded PostgreSQL', () => {
  // A folder that only its owner may enter is the hard case for root, which PostgreSQL refuses to run as.
  test.each([0o700, 0o755])(
    'starts in a new folder of mode %o, keeps its rows over a restart and leaves no process behind',
    async (mode) => {
      const folder = await newFolder(mode);
      const first = await start(join(folder, 'postgres'));
      await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
      expect((await stat(join(folder, 'postgres/password'))).mode & 0o777).toBe(0o600);
      await first.stop();
      expect(isAlive(first.pid)).toBe(false);
      const second = await start(join(folder, 'postgres'));
      expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
      await expect(query(second.url.replace(/farol:[^@]+@/, 'farol:guess@'), 'SELECT 1')).rejects.toThrow(
        /password authentication failed/,
      );
    },
  );

  test('refuses a folder that another live Farol uses, and harms neither', async () => {
    const folder = await newFolder();
    const server = await start(folder);
    await expect(startEmbeddedPostgres({ dataDir: folder })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('FAROL_DATA_DIR'),
    });
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('after kill -9 of Farol the next start ends the PostgreSQL left behind and opens its data', async () => {
    const folder = await newFolder();
    const module = JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'));
    const script = `const { startEmbeddedPostgres } = await import(${module});
      const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(folder)} });
      console.log(JSON.stringify({ url: server.url, pid: server.pid })); setInterval(() => {}, 1000);`;
    const farol = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(farol.stdout, 'data')) as [Buffer];
    const orphan = JSON.parse(line.toString()) as { url: string; pid: number };
    await query(orphan.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    farol.kill('SIGKILL');
    await once(farol, 'exit');
    expect(isAlive(orphan.pid)).toBe(true);
    const next = await start(folder);
    expect(isAlive(orphan.pid)).toBe(false);
    expect(await query(next.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  test('recovers when PostgreSQL itself was killed and its process id now belongs to another program', async () => {
    const folder = await newFolder();
    const first = await start(folder);
    await query(first.url, 'CREATE TABLE kept AS SELECT 9 AS n');
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    await first.stop();
    await waitUntilGone(first.pid, 5_000);
    const pidFile = join(folder, 'data/postmaster.pid');
    const left = await readFile(pidFile, 'utf8');
    await writeFile(pidFile, left.replace(/^\d+/, String(process.pid)));
    const second = await start(folder);
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 9 }]);
  });

  test('takes over the claim of a dead process, also when its id was given to another one', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'claim.json'), JSON.stringify({ pid: process.ppid, startedAt: 'another time' }));
    expect(await query((await start(folder)).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('starts anew where making the data folder was interrupted', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'data.new/base'), { recursive: true });
    await writeFile(join(folder, 'data.new/PG_VERSION'), '18');
    expect(await query((await start(folder)).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('a lost password file is one clear error, not a new password that opens nothing', async () => {
    const folder = await newFolder();
    const server = await start(folder);
    await server.stop();
    await unlink(join(folder, 'password'));
    await expect(startEmbeddedPostgres({ dataDir: folder })).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining('password'),
    });
  });

  test('a server that cannot start says why in its own words and leaves no process and no claim', async () => {
    const folder = await newFolder();
    await expect(startEmbeddedPostgres({ dataDir: folder, settings: { shared_buffers: 'nonsense' } })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/shared_buffers/),
    });
    expect(await query((await start(folder)).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
