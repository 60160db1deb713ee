import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { claimFolder } from './folder-claim.ts';
import { nativeBinaries, type NativeBinaries } from './native-binaries.ts';
import { commandLine, isAlive, waitUntilGone } from './process-table.ts';
import { runAs, type RunAs } from './system-user.ts';

export interface EmbeddedPostgresOptions {
  /** Folder of this server: `data/` (PostgreSQL's own), `password`, `postgres.log`, `claim.json`. Made when missing. */
  dataDir: string;
  /** TCP port on 127.0.0.1; a free one when absent. */
  port?: number;
  /** One line for people about what is going on. */
  onProgress?: (line: string) => void;
  /** More `-c name=value` settings, over the built-in ones. */
  settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** `postgresql://…/farol` on 127.0.0.1, password included: hand it to child processes, never log it. */
  url: string;
  port: number;
  pid: number;
  /** Settles when the server has ended, wanted or not; the supervisor restarts or gives up. */
  ended: Promise<{ code: number | null }>;
  /** Fast shutdown (open transactions roll back), a hard one after 8 s. Safe to call twice. */
  stop(): Promise<void>;
}

const USER = 'farol';
const DATABASE = 'farol';

/** Small and steady: a side process of an app on a laptop or a small server, not a database machine. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '60',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  wal_compression: 'on',
  checkpoint_timeout: '10min',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  autovacuum_naptime: '30s',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

const START_TIMEOUT_MS = 60_000;
/** Below the 10 s within which everything must have stopped. */
const STOP_TIMEOUT_MS = 8_000;

/** Starts PostgreSQL in `dataDir`: makes the data folder once, takes over after a crash, refuses a folder that another live process uses. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const progress = options.onProgress ?? (() => undefined);
  const home = resolve(options.dataDir);
  await mkdir(home, { recursive: true });
  const claim = await claimFolder(home);
  try {
    const binaries = await nativeBinaries();
    const as = await runAs([home, dirname(binaries.postgres)]);
    const password = await readOrMakePassword(home);
    const data = join(home, 'data');
    if (!existsSync(join(data, 'PG_VERSION'))) {
      progress('making the database folder');
      await initialise(binaries, as, home, password);
    }
    await endOrphan(data, progress);
    const port = options.port ?? (await freePort());
    progress(`starting PostgreSQL on port ${port}`);
    const child = await launch(binaries, as, home, port, { ...SETTINGS, ...options.settings });
    const ended = new Promise<{ code: number | null }>((settle) => child.once('exit', (code) => settle({ code })));
    const admin = `postgresql://${USER}:${password}@127.0.0.1:${port}`;
    let running = true;
    void ended.then(() => {
      running = false;
    });
    try {
      await waitUntilReady(`${admin}/postgres`, () => running, home);
    } catch (error) {
      await stopProcess(child, ended);
      throw error;
    }
    let stopping: Promise<void> | null = null;
    return {
      url: `${admin}/${DATABASE}`,
      port,
      pid: child.pid ?? 0,
      ended,
      stop() {
        stopping ??= stopProcess(child, ended).finally(() => claim.release());
        return stopping;
      },
    };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

async function readOrMakePassword(home: string): Promise<string> {
  const path = join(home, 'password');
  const existing = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (existing !== null && existing.trim() !== '') return existing.trim();
  if (existsSync(join(home, 'data', 'PG_VERSION'))) {
    throw new AppError(
      'precondition',
      `The password file ${path} is gone, so the database beside it cannot be opened. Restore the file.`,
    );
  }
  const password = randomBytes(24).toString('hex');
  await writeFile(path, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Runs initdb into a folder beside the final one, so that a crash half-way leaves nothing that looks finished. */
async function initialise(binaries: NativeBinaries, as: RunAs, home: string, password: string): Promise<void> {
  const unfinished = join(home, 'data.new');
  const passwordFile = join(home, 'password.initdb');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (as.ids !== null) {
      await chown(unfinished, as.ids.uid, as.ids.gid);
      await chown(passwordFile, as.ids.uid, as.ids.gid);
    }
    const args = [`--pgdata=${unfinished}`, '--auth=scram-sha-256', `--username=${USER}`, `--pwfile=${passwordFile}`];
    const child = start(binaries.initdb, [...args, '--encoding=UTF8', '--locale=C', '--no-sync'], as, home, 'pipe');
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await exitOf(child);
    if (code !== 0)
      throw new AppError(
        'unavailable',
        `PostgreSQL's initdb failed (exit ${code}): ${output.trim().split('\n').slice(-3).join(' ')}`,
      );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, join(home, 'data'));
}

/** After kill -9 of Farol its PostgreSQL lives on as an orphan (the folder's claim proves that no other Farol owns it): end it. A file left by a dead one is removed. */
async function endOrphan(data: string, progress: (line: string) => void): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return;
  const pid = Number.parseInt(text, 10);
  if (Number.isInteger(pid) && pid > 1 && isAlive(pid)) {
    const command = await commandLine(pid);
    if (command !== null && command.includes('postgres') && command.includes(data)) {
      progress(`ending the PostgreSQL (process ${pid}) that an earlier Farol left behind`);
      process.kill(pid, 'SIGINT');
      if (!(await waitUntilGone(pid, STOP_TIMEOUT_MS))) {
        process.kill(pid, 'SIGQUIT');
        await waitUntilGone(pid, STOP_TIMEOUT_MS);
      }
      return;
    }
  }
  // The id now belongs to nobody or to another program, which PostgreSQL itself cannot tell and would refuse to start for.
  await rm(file, { force: true });
}

function start(
  program: string,
  args: readonly string[],
  as: RunAs,
  cwd: string,
  stdio: 'pipe' | ['ignore', number, number],
): ChildProcess {
  const [command = program, ...rest] = [...as.prefix, program, ...args];
  // setpriv changes the user itself; otherwise Node does.
  const ids = as.ids !== null && as.prefix.length === 0 ? as.ids : {};
  // Its own process group: Ctrl-C in a terminal reaches the supervisor alone, which stops the parts in order.
  const env: Record<string, string> = { LC_ALL: 'C', PATH: '/usr/bin:/bin' };
  return spawn(command, rest, { ...ids, cwd, stdio, detached: true, env: env as NodeJS.ProcessEnv });
}

async function launch(
  binaries: NativeBinaries,
  as: RunAs,
  home: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const log = await open(join(home, 'postgres.log'), 'w', 0o600);
  try {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = start(binaries.postgres, ['-D', join(home, 'data'), '-p', String(port), ...flags], as, home, [
      'ignore',
      log.fd,
      log.fd,
    ]);
    await new Promise<void>((settle, fail) => {
      child.once('spawn', settle);
      child.once('error', (error) =>
        fail(new AppError('unavailable', `PostgreSQL could not be started: ${error.message}`, { cause: error })),
      );
    });
    return child;
  } finally {
    await log.close();
  }
}

async function waitUntilReady(url: string, isRunning: () => boolean, home: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      await makeDatabase(url);
      return;
    } catch (error) {
      if (!isRunning() || performance.now() > deadline) {
        const log = await readFile(join(home, 'postgres.log'), 'utf8').catch(() => '');
        const last = log.trim().split('\n').slice(-2).join(' ');
        throw new AppError('unavailable', `PostgreSQL did not start: ${last === '' ? errorMessage(error) : last}`, {
          cause: error,
        });
      }
    }
    await new Promise((settle) => setTimeout(settle, 50));
  }
}

async function makeDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function stopProcess(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((settle, fail) => {
    child.once('error', (error) =>
      fail(new AppError('unavailable', `PostgreSQL's programs could not be run: ${error.message}`, { cause: error })),
    );
    child.once('close', (code) => settle(code));
  });
}

function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? settle(address.port) : fail(new Error('no port'))));
    });
  });
}
