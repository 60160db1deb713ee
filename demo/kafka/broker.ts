import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { ZOOKEEPER_SESSION_MS } from './broker-properties.ts';
import type { BrokerPlan } from './cluster-plan.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { JavaProcess, type JavaCommand } from './java-process.ts';
import { askMetadata, type ProbeTarget } from './readiness.ts';

/** Milliseconds a broker gets to stop in order before it is killed. */
export const STOP_GRACE_MS = 6_000;
const READY_TIMEOUT_MS = 90_000;
const PROBE_TIMEOUT_MS = 2_000;
const PROBE_PAUSE_MS = 100;

/** What a broker needs from its cluster. */
export interface BrokerSurroundings {
  command: JavaCommand;
  probe: ProbeTarget;
  host: string;
  fault: FaultProxy | null;
  /** In ZooKeeper mode a killed broker's id stays taken until its session ends. */
  hasZooKeeperSession: boolean;
  /** Told of every new process at once, so that none can be lost. */
  onStarted: (pid: number) => Promise<void>;
}

/** One broker of a lab cluster, running or not. Ports and data stay the same over stop and start. */
export class LabBroker {
  readonly nodeId: number;
  readonly host: string;
  /** Port of the listener for clients. */
  readonly port: number;
  /** Port of Jolokia on 127.0.0.1; null when the cluster has none. */
  readonly jolokiaPort: number | null;
  /** Port of the JMX exporter's `/metrics` on 127.0.0.1; null when the cluster has none. */
  readonly exporterPort: number | null;
  readonly rack: string | null;
  /** The proxy before the broker's second listener; null when the cluster has none. */
  readonly fault: FaultProxy | null;
  /** Folder with `server.properties`, `broker.log` and `data`. */
  readonly directory: string;
  private readonly surroundings: BrokerSurroundings;
  private process: JavaProcess | null = null;
  private notBefore = 0;

  constructor(plan: BrokerPlan, surroundings: BrokerSurroundings) {
    this.nodeId = plan.nodeId;
    this.host = surroundings.host;
    this.port = plan.ports.client;
    this.jolokiaPort = plan.ports.jolokia;
    this.exporterPort = plan.ports.exporter;
    this.rack = plan.rack;
    this.fault = surroundings.fault;
    this.directory = plan.directory;
    this.surroundings = surroundings;
  }

  /** Process id, or null while the broker is not running. */
  get pid(): number | null {
    return this.process?.isAlive ? this.process.pid : null;
  }

  /** Starts the broker (again) and waits until it answers clients and counts itself among the brokers. */
  async start(signal?: AbortSignal): Promise<void> {
    await this.launch();
    await this.waitReady([this.nodeId], signal);
  }

  /** Starts the process without waiting for readiness. Throws `conflict` when it already runs. */
  async launch(): Promise<void> {
    if (this.pid !== null) throw new AppError('conflict', `Broker ${this.nodeId} already runs.`);
    const wait = this.notBefore - performance.now();
    if (wait > 0) await sleep(wait);
    this.process = await JavaProcess.start(this.surroundings.command);
    await this.surroundings.onStarted(this.process.pid);
  }

  /** Waits until this broker knows of all `brokerIds` and of a controller. Throws with the end of its log when it dies or takes too long. */
  async waitReady(brokerIds: readonly number[], signal?: AbortSignal): Promise<void> {
    const deadline = performance.now() + READY_TIMEOUT_MS;
    let last = 'not asked yet';
    for (;;) {
      signal?.throwIfAborted();
      if (this.pid === null)
        throw new AppError('unavailable', `Broker ${this.nodeId} ended while starting:\n${await this.logTail()}`);
      try {
        const view = await askMetadata(this.surroundings.probe, PROBE_TIMEOUT_MS);
        if (view.controllerId >= 0 && brokerIds.every((id) => view.brokerIds.includes(id))) return;
        last = `knows brokers [${view.brokerIds.join(', ')}], controller ${view.controllerId}`;
      } catch (error) {
        last = errorMessage(error);
      }
      if (performance.now() > deadline) {
        throw new AppError(
          'timeout',
          `Broker ${this.nodeId} was not ready after ${READY_TIMEOUT_MS / 1000} s (${last}):\n${await this.logTail()}`,
        );
      }
      await sleep(PROBE_PAUSE_MS);
    }
  }

  /** Stops in order (SIGTERM: hands over its leaders); killed after 6 s. Nothing happens when it does not run. */
  async stop(): Promise<void> {
    await this.process?.terminate(STOP_GRACE_MS);
  }

  /** Ends the process as a power cut would (SIGKILL). */
  async kill(): Promise<void> {
    if (this.pid === null) return;
    await this.process?.kill();
    if (this.surroundings.hasZooKeeperSession) this.notBefore = performance.now() + ZOOKEEPER_SESSION_MS + 1_000;
  }

  /** Freezes the process (SIGSTOP): connections stay open, nobody answers. */
  pause(): void {
    this.running().pause();
  }

  /** Lets a frozen broker go on (SIGCONT). */
  resume(): void {
    this.running().resume();
  }

  /** The last lines the broker wrote. */
  async logTail(lines = 12): Promise<string> {
    return (await this.process?.logTail(lines)) ?? '';
  }

  private running(): JavaProcess {
    if (this.process === null || !this.process.isAlive) throw new AppError('conflict', `Broker ${this.nodeId} is not running.`);
    return this.process;
  }
}
