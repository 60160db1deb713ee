import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { zookeeperProperties } from './broker-properties.ts';
import type { ClusterPlan } from './cluster-plan.ts';
import { JavaProcess } from './java-process.ts';
import { renderProperties } from './java-properties.ts';
import { failureLine, runJava } from './java-run.ts';
import { scramCredentials } from './storage-format.ts';

const READY_TIMEOUT_MS = 45_000;
const ANSWER_TIMEOUT_MS = 5_000;
const CONFIG_TIMEOUT_MS = 60_000;

/** How to start Java for a helper program: the executable and its JVM arguments. */
export interface JavaLaunch {
  java: string;
  args: readonly string[];
}

/** The ZooKeeper of a cluster in that mode. */
export class LabZooKeeper {
  readonly port: number;
  /** Address of its admin server; null where it has none. */
  readonly adminUrl: string | null;
  private readonly process: JavaProcess;

  private constructor(port: number, adminPort: number | null, process: JavaProcess) {
    this.port = port;
    this.adminUrl = adminPort === null ? null : `http://127.0.0.1:${adminPort}`;
    this.process = process;
  }

  /** Process id, or null when it no longer runs. */
  get pid(): number | null {
    return this.process.isAlive ? this.process.pid : null;
  }

  /** Starts ZooKeeper and waits until it serves. */
  static async start(
    plan: ClusterPlan & { zookeeperPort: number },
    launch: JavaLaunch,
    onStarted: (pid: number) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<LabZooKeeper> {
    const directory = join(plan.directory, 'zookeeper');
    await mkdir(join(directory, 'data'), { recursive: true });
    const config = join(directory, 'zookeeper.properties');
    await writeFile(config, renderProperties(zookeeperProperties(plan, join(directory, 'data'))));
    const process = await JavaProcess.start({
      java: launch.java,
      args: [...launch.args, 'org.apache.zookeeper.server.quorum.QuorumPeerMain', config],
      cwd: directory,
      logFile: join(directory, 'zookeeper.log'),
    });
    await onStarted(process.pid);
    const zookeeper = new LabZooKeeper(plan.zookeeperPort, plan.zookeeperAdminPort, process);
    await zookeeper.waitReady(signal);
    return zookeeper;
  }

  /** Sends one four-letter word (`ruok`, `mntr`, …) and returns the answer. */
  fourLetter(word: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: this.port });
      const parts: Buffer[] = [];
      socket.setTimeout(ANSWER_TIMEOUT_MS, () =>
        socket.destroy(new AppError('timeout', `ZooKeeper did not answer ${word} in time.`)),
      );
      socket.on('data', (chunk: Buffer) => parts.push(chunk));
      socket.once('error', reject);
      socket.once('connect', () => socket.write(word));
      socket.once('end', () => {
        socket.end();
        resolve(Buffer.concat(parts).toString('utf8'));
      });
    });
  }

  /** Ends ZooKeeper: in order with a grace period, or at once without one. */
  async stop(graceMs: number | null): Promise<void> {
    if (graceMs === null) await this.process.kill();
    else await this.process.terminate(graceMs);
  }

  private async waitReady(signal: AbortSignal | undefined): Promise<void> {
    const deadline = performance.now() + READY_TIMEOUT_MS;
    for (;;) {
      signal?.throwIfAborted();
      let last: string;
      try {
        last = await this.fourLetter('srvr');
        if (last.includes('Mode: ')) return;
      } catch (error) {
        last = errorMessage(error);
      }
      if (!this.process.isAlive)
        throw new AppError('unavailable', `ZooKeeper ended while starting:\n${await this.process.logTail()}`);
      if (performance.now() > deadline) throw new AppError('timeout', `ZooKeeper was not ready in time (${last}).`);
      await sleep(100);
    }
  }
}

/** Writes the SCRAM users of a cluster into ZooKeeper, which must happen before the brokers accept anybody. */
export async function createScramUsers(plan: ClusterPlan, launch: JavaLaunch, signal?: AbortSignal): Promise<void> {
  if (!plan.options.security.startsWith('sasl')) return;
  for (const user of plan.users) {
    const credentials = scramCredentials(user).map(({ mechanism, password }) => `${mechanism}=[password=${password}]`);
    const result = await runJava({
      java: launch.java,
      args: [
        ...launch.args,
        'kafka.admin.ConfigCommand',
        '--zookeeper',
        `127.0.0.1:${plan.zookeeperPort}`,
        '--alter',
        '--entity-type',
        'users',
        '--entity-name',
        user.name,
        '--add-config',
        credentials.join(','),
      ],
      timeoutMs: CONFIG_TIMEOUT_MS,
      ...(signal ? { signal } : {}),
    });
    if (result.code !== 0) throw new AppError('internal', `Could not create the user ${user.name}: ${failureLine(result)}`);
  }
}
