import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PortAllocator } from '#demo/kafka/free-ports.ts';
import { prepareSampler, prepareWeb } from '#bin/prepare/index.ts';
import { ROOT } from '#bin/root.ts';
import { ensureSetupLink } from '#lib/auth/links.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { SAMPLER_ENVIRONMENT, SAMPLER_NODE_FLAGS } from '#lib/sampler/node-flags.ts';
import { clusterRepository } from '#lib/store/clusters.ts';
import { openDatabase, type Database } from '#lib/store/database.ts';
import { startEmbeddedPostgres } from '#lib/store/embedded/embedded-postgres.ts';
import { migrate } from '#lib/store/migrate.ts';
import { createSecretBox } from '#lib/store/secret-box.ts';

const APP_SECRET = randomBytes(48).toString('base64');
const CLUSTER_ID = 'bench';
const WAIT_MS = 120_000;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const EXIT_BROKEN_OFF = 130;

/** Farol as it runs for people: PostgreSQL, the sampler's process and, where asked for, the web server's, watching one cluster. */
export interface Product {
  db: Database;
  clusterId: string;
  clusterKey: number;
  samplerPid: number;
  /** null without a web server. */
  web: { pid: number; url: string; cookie: string } | null;
  stop(): Promise<void>;
}

/** Starts Farol on free ports with empty data. `web`: with the web server and somebody signed in. */
export async function startProduct(bootstrap: readonly string[], options: { web: boolean }): Promise<Product> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    for (const step of undo.toReversed()) await step();
  };
  // A measurement that is broken off leaves no server and no folder behind.
  const onSignal = () => void stop().finally(() => process.exit(EXIT_BROKEN_OFF));
  for (const signal of SIGNALS) process.once(signal, onSignal);
  try {
    const folder = await mkdtemp(join(tmpdir(), 'farol-bench-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const server = await startEmbeddedPostgres({ dataDir: join(folder, 'pg') });
    undo.push(() => server.stop());
    const db = openDatabase({ url: server.url, applicationName: 'farol-bench', logger: silentLogger });
    undo.push(() => db.close());
    await migrate(db, { logger: silentLogger });
    const cluster = await clusterRepository(db, createSecretBox(APP_SECRET)).create({
      id: CLUSTER_ID,
      name: 'Bench',
      source: 'app',
      connection: {
        bootstrap,
        clientId: 'farol-bench',
        tls: null,
        sasl: null,
        connectTimeoutMs: 5_000,
        requestTimeoutMs: 10_000,
      },
    });
    const environment = { DATABASE_URL: server.url, APP_SECRET, FAROL_DATA_DIR: folder, LOG_LEVEL: 'warn' };
    const web = options.web ? await startWeb(db, environment, undo) : null;
    await prepareSampler(ROOT);
    const sampler = run(
      [...SAMPLER_NODE_FLAGS, join(ROOT, 'lib/sampler/main.ts')],
      { ...environment, ...SAMPLER_ENVIRONMENT },
      undo,
    );
    return { db, clusterId: cluster.id, clusterKey: cluster.key, samplerPid: sampler.pid ?? -1, web, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startWeb(db: Database, environment: Record<string, string>, undo: (() => Promise<unknown>)[]) {
  await prepareWeb(ROOT);
  const port = await new PortAllocator().next();
  const url = `http://127.0.0.1:${port}`;
  const child = run([join(ROOT, 'bin/farol.ts'), 'web'], { ...environment, PORT: String(port), HOSTNAME: '127.0.0.1' }, undo);
  await until(async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok === true, 'the web server');
  const link = (await ensureSetupLink(db, { publicUrl: url })) ?? '';
  const response = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      token: link.split('#')[1],
      name: 'Bench',
      email: 'bench@farol.invalid',
      password: 'bench bench bench',
    }),
  });
  if (!response.ok) throw new Error(`signing in failed: ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { pid: child.pid ?? -1, url, cookie };
}

function run(args: string[], environment: Record<string, string>, undo: (() => Promise<unknown>)[]): ChildProcess {
  const outer: Record<string, string | undefined> = { ...process.env };
  for (const name of ['NODE_ENV', 'PUBLIC_URL', 'FAROL_CONFIG', 'FAROL_MODE', 'KAFKA_BROKERS', 'KAFKA_BOOTSTRAP_SERVERS'])
    delete outer[name];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...outer, ...environment } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  undo.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(force);
  });
  return child;
}

/** Polls until `isReady`; throws when it takes more than two minutes. */
export async function until(isReady: () => Promise<boolean>, what: string): Promise<void> {
  const giveUpAt = performance.now() + WAIT_MS;
  while (!(await isReady())) {
    if (performance.now() > giveUpAt) throw new Error(`${what} was not ready within ${WAIT_MS / 1000} s`);
    await sleep(250);
  }
}
