import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder } from './cache-folder.ts';
import { reapOrphans, startCluster } from './index.ts';
import { processIdentity } from './process-identity.ts';
import { runMarker } from './run-registry.ts';

const OWNER = `
  const { startCluster } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))});
  const cluster = await startCluster({});
  console.log(JSON.stringify({ pid: cluster.brokers[0].pid, directory: cluster.directory }));
`;

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'farol-lifetime-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

async function gone(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while ((await processIdentity(pid)) !== null) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/** Entries of this process in the run registry; other processes on the machine have theirs. */
async function ownEntries(): Promise<string[]> {
  return (await readdir(join(cacheFolder(), 'run'))).filter((name) => name.startsWith(`${process.pid}-`));
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return chunk.toString();
}

describe('the life of a cluster', () => {
  it('ends with an owner that was killed: no broker, no folder stays', async () => {
    const owner = spawn(process.execPath, ['--input-type=module', '-e', OWNER], { stdio: ['ignore', 'pipe', 'inherit'] });
    const { pid, directory } = JSON.parse(await firstLine(owner)) as { pid: number; directory: string };
    expect(await processIdentity(pid)).not.toBeNull();
    owner.kill('SIGKILL');
    expect(await gone(pid, 5_000)).toBe(true);
    await expect
      .poll(
        () =>
          access(directory).then(
            () => 'there',
            () => 'gone',
          ),
        { timeout: 5_000 },
      )
      .toBe('gone');
  });

  it('is ended by the next start when the watchdog died as well, and strangers with a reused id are left alone', async () => {
    const previous = process.env['FAROL_CACHE_DIR'];
    process.env['FAROL_CACHE_DIR'] = scratch;
    const directory = join(scratch, 'data');
    const idle = ['-e', 'setInterval(() => {}, 1000); console.log("up")', '--'];
    const orphan = spawn(process.execPath, [...idle, runMarker(directory)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const stranger = spawn(process.execPath, [...idle, 'unrelated'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await Promise.all([firstLine(orphan), firstLine(stranger)]);
      await mkdir(directory);
      await mkdir(join(scratch, 'run'));
      const entry = {
        owner: { pid: process.pid, startedAt: 'an earlier life' },
        directory,
        temporary: true,
        pids: [orphan.pid, stranger.pid],
      };
      await writeFile(join(scratch, 'run', '1-a.json'), JSON.stringify(entry));
      expect(await reapOrphans()).toBe(1);
      expect(await gone(orphan.pid ?? 0, 2_000)).toBe(true);
      expect(await processIdentity(stranger.pid ?? 0)).not.toBeNull();
      expect(await readdir(scratch)).toEqual(['run']);
      expect(await readdir(join(scratch, 'run'))).toEqual([]);
    } finally {
      orphan.kill('SIGKILL');
      stranger.kill('SIGKILL');
      if (previous === undefined) delete process.env['FAROL_CACHE_DIR'];
      else process.env['FAROL_CACHE_DIR'] = previous;
    }
  });

  it('continues with its data and users in a kept folder, and refuses to be another cluster there', async () => {
    const dataDir = join(scratch, 'kept');
    const options = { dataDir, security: 'sasl_plaintext', users: [{ name: 'ana' }] } as const;
    const first = await startCluster(options);
    await first.tool('kafka-topics', ['--create', '--topic', 'pedidos']);
    await first.stop();
    const second = await startCluster(options);
    try {
      expect(second.clusterId).toBe(first.clusterId);
      expect((await second.tool('kafka-topics', ['--list'], { user: 'ana' })).stdout.trim()).toBe('pedidos');
    } finally {
      await second.stop();
    }
    await expect(startCluster({ dataDir })).rejects.toMatchObject({ code: 'conflict' });
    await expect(startCluster({ ...options, users: [{ name: 'bia' }] })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('leaves nothing behind when a broker cannot start', async () => {
    await expect(startCluster({ brokerConfig: { 'num.io.threads': '0' } })).rejects.toThrow(/num\.io\.threads/);
    expect(await ownEntries()).toEqual([]);
  });

  it('leaves nothing behind when the start is abandoned', async () => {
    const controller = new AbortController();
    const start = startCluster({
      signal: controller.signal,
      onProgress: (stage) => stage === 'brokers' && setTimeout(() => controller.abort(new Error('enough')), 300),
    });
    await expect(start).rejects.toThrow('enough');
    expect(await ownEntries()).toEqual([]);
  });

  it('says in one line that Maven is missing when the jars are not cached', async () => {
    const previous = { cache: process.env['FAROL_CACHE_DIR'], path: process.env['PATH'] };
    try {
      // A PATH with a java and nothing else.
      await symlink(execFileSync('sh', ['-c', 'command -v java'], { encoding: 'utf8' }).trim(), join(scratch, 'java'));
      process.env['FAROL_CACHE_DIR'] = join(scratch, 'cache');
      process.env['PATH'] = scratch;
      await expect(startCluster({})).rejects.toThrow(
        /^The Kafka lab fetches Kafka's jars with Maven 3\.8 or newer: there is no mvn on the PATH\./,
      );
      expect(await readdir(join(scratch, 'cache', 'kafka'))).toEqual([]);
    } finally {
      if (previous.cache === undefined) delete process.env['FAROL_CACHE_DIR'];
      else process.env['FAROL_CACHE_DIR'] = previous.cache;
      process.env['PATH'] = previous.path;
    }
  });
});
