import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#lib/core/errors.ts';
import { STOP_GRACE_MS, type LabBroker } from './broker.ts';
import { clientProperties } from './client-properties.ts';
import { bootstrapServers, type ClusterPlan, type LabUser } from './cluster-plan.ts';
import type { FaultProxy } from './fault-proxy.ts';
import type { CommandResult } from './java-run.ts';
import type { LabSecurity } from './options.ts';
import { runMarker, type RunRegistration } from './run-registry.ts';
import { runTool } from './run-tool.ts';
import type { ToolName } from './tools.ts';
import type { ClusterMode, KafkaVersion } from './versions.ts';
import type { LabZooKeeper } from './zookeeper.ts';

/** How to run one of Kafka's tools. */
export interface ToolOptions {
  /** Standard input of the tool, e.g. lines for the console producer. */
  input?: string;
  /** Run as this user; default `admin`. Has no meaning on a plaintext cluster. */
  user?: string;
  /** Milliseconds after which the tool is killed (its `code` is then null); default 120,000. */
  timeoutMs?: number;
}

/** The running parts that `LabCluster` puts together. */
export interface ClusterParts {
  plan: ClusterPlan;
  clusterId: string;
  /** PEM text of the authority; null on clusters without TLS for clients. */
  ca: string | null;
  brokers: readonly LabBroker[];
  zookeeper: LabZooKeeper | null;
  proxies: readonly FaultProxy[];
  registration: RunRegistration;
  temporary: boolean;
}

/** A running lab cluster. Call `stop()` when done. */
export class LabCluster {
  readonly clusterId: string;
  readonly version: KafkaVersion;
  readonly mode: ClusterMode;
  readonly security: LabSecurity;
  /** `host:port` of every broker, comma-separated. */
  readonly bootstrap: string;
  /** Other ways in. `proxy`: the listeners behind the fault proxies; null when the cluster has none. */
  readonly bootstrapVia: { readonly proxy: string | null };
  readonly brokers: readonly LabBroker[];
  /** Users with their secrets, `admin` first; empty on plaintext clusters. */
  readonly users: readonly LabUser[];
  /** PEM text of the authority that signed the brokers' certificates; null when clients use no TLS. */
  readonly ca: string | null;
  /** null in KRaft mode. */
  readonly zookeeper: LabZooKeeper | null;
  /** Folder of the cluster's configuration, logs and data. */
  readonly directory: string;
  private readonly parts: ClusterParts;
  private stopping: Promise<void> | null = null;

  constructor(parts: ClusterParts) {
    const { options, users, directory } = parts.plan;
    this.clusterId = parts.clusterId;
    this.version = options.version;
    this.mode = options.mode;
    this.security = options.security;
    this.bootstrap = bootstrapServers(parts.plan);
    this.bootstrapVia = {
      proxy: parts.proxies.length === 0 ? null : parts.proxies.map((proxy) => `127.0.0.1:${proxy.port}`).join(','),
    };
    this.brokers = parts.brokers;
    this.users = users;
    this.ca = parts.ca;
    this.zookeeper = parts.zookeeper;
    this.directory = directory;
    this.parts = parts;
  }

  /** The broker with this id. Throws `not_found` when the cluster has none. */
  broker(nodeId: number): LabBroker {
    const broker = this.brokers.find((candidate) => candidate.nodeId === nodeId);
    if (broker === undefined) throw new AppError('not_found', `The lab cluster has no broker ${nodeId}.`);
    return broker;
  }

  /** The user with this name and its secrets. Throws `not_found`. */
  user(name: string): LabUser {
    const user = this.users.find((candidate) => candidate.name === name);
    if (user === undefined) throw new AppError('not_found', `The lab cluster has no user ${name}.`);
    return user;
  }

  /** Java client properties for `user` (default `admin`), PEM texts inside. `via` chooses the way in, default directly. */
  clientProperties(user?: string, via: 'direct' | 'proxy' = 'direct'): string {
    const bootstrap = via === 'direct' ? this.bootstrap : this.bootstrapVia.proxy;
    if (bootstrap === null) throw new AppError('conflict', 'The lab cluster was started without faultProxy.');
    const identity = this.users.length === 0 ? null : this.user(user ?? 'admin');
    return clientProperties({ security: this.security, bootstrap, ca: this.ca }, identity);
  }

  /** Runs one of Kafka's own tools against this cluster and returns what it said, whatever its exit code.
   *  Bootstrap servers and client properties are added unless `args` name them. */
  async tool(name: ToolName, args: readonly string[], options: ToolOptions = {}): Promise<CommandResult> {
    return runTool({
      version: this.version,
      name,
      args,
      bootstrap: this.bootstrap,
      configFile: await this.writeClientProperties(options.user),
      marker: runMarker(this.directory),
      onStarted: (pid) => void this.parts.registration.add(pid),
      ...(options.input === undefined ? {} : { input: options.input }),
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    });
  }

  /** Stops everything the cluster started and, unless its folder was given, removes its data. Safe to call twice.
   *  Kept data are closed in order (SIGTERM, killed after 6 s); data to be thrown away need no goodbye. */
  stop(): Promise<void> {
    this.stopping ??= stopParts(this.parts);
    return this.stopping;
  }

  private async writeClientProperties(user: string | undefined): Promise<string> {
    const path = join(this.directory, `client-${user ?? 'default'}.properties`);
    await writeFile(path, this.clientProperties(user), { mode: 0o600 });
    return path;
  }
}

/** Ends whatever of a cluster is running, also one that was only half started. */
export async function stopParts(
  parts: Pick<ClusterParts, 'plan' | 'brokers' | 'zookeeper' | 'proxies' | 'registration' | 'temporary'>,
): Promise<void> {
  await Promise.all(parts.proxies.map((proxy) => proxy.close()));
  await Promise.all(parts.brokers.map((broker) => (parts.temporary ? broker.kill() : broker.stop())));
  await parts.zookeeper?.stop(parts.temporary ? null : STOP_GRACE_MS / 3);
  if (parts.temporary) await rm(parts.plan.directory, { recursive: true, force: true, maxRetries: 3 });
  await parts.registration.close();
}
