import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './root.ts';

/** A first start may have to build the pages on a busy machine. */
const START_TIMEOUT_MS = 240_000;
const STOP_TIMEOUT_MS = 10_000;
const isLinux = process.platform === 'linux';

interface Farol {
  child: ChildProcess;
  url: string;
  output(): string;
  exited: Promise<number | null>;
}

let dataDir: string;
let running: Farol[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'farol-start-'));
});
afterEach(async () => {
  for (const farol of running) farol.child.kill('SIGKILL');
  running = [];
  for (const pid of await processesOf(dataDir)) process.kill(pid, 'SIGKILL');
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function start(env: Record<string, string> = {}): Promise<Farol> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(ROOT, 'bin/farol.mjs'), 'start'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      NODE_ENV: 'test',
      FAROL_DATA_DIR: dataDir,
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const farol: Farol = { child, url: `http://127.0.0.1:${port}`, output: () => output, exited };
  running.push(farol);
  return farol;
}

async function untilReady(farol: Farol): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!farol.output().includes('Farol is ready')) {
    if (farol.child.exitCode !== null || Date.now() > deadline) throw new Error(`Farol did not start:\n${farol.output()}`);
    await sleep(100);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Every process, other than this one, that names the data folder in its arguments or environment. */
async function processesOf(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const texts = await Promise.all(
        ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      );
      return pid !== process.pid && texts.some((text) => text.includes(folder)) ? pid : null;
    }),
  );
  return found.filter((pid) => pid !== null);
}

async function untilGone(folder: string, timeoutMs: number): Promise<number[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const left = await processesOf(folder);
    if (left.length === 0 || Date.now() > deadline) return left;
    await sleep(100);
  }
}

describe.runIf(isLinux)('farol start', { timeout: 2 * START_TIMEOUT_MS }, () => {
  it('serves pages and prints the setup link; SIGTERM ends every process within 10 s and exits with 0', async () => {
    const farol = await start();
    await untilReady(farol);
    expect(farol.output()).toMatch(/make the first account .*: http:\/\/localhost:\d+\/setup#\S+/);
    const page = await fetch(`${farol.url}/sign-in`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html');
    expect((await fetch(`${farol.url}/readyz`)).status).toBe(200);

    const askedAt = Date.now();
    farol.child.kill('SIGTERM');
    expect(await farol.exited).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(STOP_TIMEOUT_MS);
    expect(await processesOf(dataDir)).toEqual([]);
  });

  it('leaves nothing that serves after kill -9, and the next start recovers on the same data', async () => {
    const first = await start();
    await untilReady(first);
    first.child.kill('SIGKILL');
    await first.exited;

    const second = await start({ PORT: new URL(first.url).port });
    await untilReady(second);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    // The setup link of the dead one is void, the account still to be made: the database is the same one.
    expect(second.output()).toContain('migrations');
    expect(second.output()).toMatch(/migrations\s+up to date/);
    second.child.kill('SIGTERM');
    expect(await second.exited).toBe(0);
    expect(await untilGone(dataDir, 1_000)).toEqual([]);
  });

  it('starts the sampler again when it was killed, and says so', async () => {
    const farol = await start();
    await untilReady(farol);
    const processes = JSON.parse(await readFile(join(dataDir, 'processes.json'), 'utf8')) as Record<string, { pid: number }>;
    const before = processes['sampler']?.pid ?? 0;
    process.kill(before, 'SIGKILL');
    const deadline = Date.now() + 15_000;
    let now = before;
    while (now === before && Date.now() < deadline) {
      await sleep(200);
      const record = JSON.parse(await readFile(join(dataDir, 'processes.json'), 'utf8')) as Record<string, { pid: number }>;
      now = record['sampler']?.pid ?? before;
    }
    expect(now).not.toBe(before);
    expect(farol.output()).toContain('sampler ended (by SIGKILL); it starts again in 1 s');
    farol.child.kill('SIGTERM');
    expect(await farol.exited).toBe(0);
  });
});

describe.runIf(isLinux)('farol start that cannot', { timeout: START_TIMEOUT_MS }, () => {
  /** The one line it ends with. */
  async function refusal(env: Record<string, string>): Promise<{ code: number | null; line: string }> {
    const farol = await start(env);
    const code = await farol.exited;
    return {
      code,
      line:
        farol
          .output()
          .split('\n')
          .find((line) => line.startsWith('farol start:')) ?? farol.output(),
    };
  }

  it('names the port that is taken and the variable to change', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    try {
      const { code, line } = await refusal({ PORT: String(port) });
      expect(line).toContain(`Port ${port} is taken`);
      expect(line).toContain('set PORT');
      expect(code).toBe(1);
      expect(await untilGone(dataDir, 1_000)).toEqual([]);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('says that the database does not answer, without its password', async () => {
    const { code, line } = await refusal({ DATABASE_URL: `postgresql://farol:s3cret@127.0.0.1:${await freePort()}/farol` });
    expect(code).toBe(1);
    expect(line).toMatch(/127\.0\.0\.1/);
    expect(line).not.toContain('s3cret');
  });

  it('refuses production without a secret, as wrong configuration', async () => {
    const farol = await start({ NODE_ENV: 'production' });
    expect(await farol.exited).toBe(2);
    expect(farol.output()).toContain('APP_SECRET: missing');
  });
});
