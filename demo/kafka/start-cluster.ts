import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '#lib/core/errors.ts';
import { brokerProperties } from './broker-properties.ts';
import { LabBroker } from './broker.ts';
import { dataFolder, type BrokerPlan, type ClusterPlan } from './cluster-plan.ts';
import { LabCluster, stopParts, type ClusterParts } from './cluster.ts';
import { FaultProxy } from './fault-proxy.ts';
import { ensureJars } from './jar-cache.ts';
import { classPath, exporterArgument, jolokiaArgument, jvmArguments, JOLOKIA_JAR } from './java-arguments.ts';
import { renderProperties } from './java-properties.ts';
import { findJava } from './java.ts';
import { resolveOptions, type LabOptions, type LabStage, type ResolvedOptions } from './options.ts';
import { planCluster } from './plan-cluster.ts';
import type { ProbeTarget } from './readiness.ts';
import { reapOrphans, runMarker, RunRegistration } from './run-registry.ts';
import { formatStorage, readClusterId } from './storage-format.ts';
import { createScramUsers, LabZooKeeper, type JavaLaunch } from './zookeeper.ts';

const TOOL_HEAP_MB = 128;
const ZOOKEEPER_HEAP_MB = 64;

/** Everything one start carries along. */
interface Start {
  options: ResolvedOptions;
  directory: string;
  temporary: boolean;
  java: string;
  jars: string;
  registration: RunRegistration;
  progress: (stage: LabStage, detail: string) => void;
  signal: AbortSignal | undefined;
}

/** Starts a real Kafka cluster and resolves when every broker answers, knows all the others and has a controller.
 *  Fetches the jars at the first time. Throws AppError with one clear line when something is missing; nothing stays behind then. */
export async function startCluster(options: LabOptions = {}): Promise<LabCluster> {
  const resolved = resolveOptions(options);
  const progress = options.onProgress ?? (() => {});
  await reapOrphans();
  const java = await findJava();
  const jars = await ensureJars(resolved.version, (detail) => progress('jars', detail), options.signal);
  const temporary = options.dataDir === undefined;
  const directory = await openDirectory(options.dataDir);
  const registration = await RunRegistration.open(directory, temporary);
  const start: Start = { options: resolved, directory, temporary, java, jars, registration, progress, signal: options.signal };
  try {
    if (resolved.security !== 'plaintext') progress('certificates', 'for brokers and users');
    const plan = await planCluster(resolved, directory);
    return await startPlanned(start, plan);
  } catch (error) {
    if (temporary) await rm(directory, { recursive: true, force: true });
    await registration.close();
    throw error;
  }
}

async function startPlanned(start: Start, plan: ClusterPlan): Promise<LabCluster> {
  const running: Pick<ClusterParts, 'plan' | 'registration' | 'temporary'> & {
    brokers: LabBroker[];
    proxies: FaultProxy[];
    zookeeper: LabZooKeeper | null;
  } = {
    plan,
    registration: start.registration,
    temporary: start.temporary,
    brokers: [],
    proxies: [],
    zookeeper: null,
  };
  try {
    await writeConfigurations(plan);
    await prepareMetadata(start, plan, running);
    for (const broker of plan.brokers) {
      const fault = await openProxy(broker);
      if (fault !== null) running.proxies.push(fault);
      running.brokers.push(await createBroker(start, plan, broker, fault));
    }
    start.progress('brokers', `starting ${plan.brokers.length} of Kafka ${plan.options.version}`);
    for (const broker of running.brokers) await broker.launch();
    const ids = plan.brokers.map((broker) => broker.nodeId);
    await Promise.all(running.brokers.map((broker) => broker.waitReady(ids, start.signal)));
    const cluster = await assemble(start, running);
    start.progress('ready', cluster.bootstrap);
    return cluster;
  } catch (error) {
    await stopParts(running);
    throw error;
  }
}

async function assemble(start: Start, running: Omit<ClusterParts, 'clusterId' | 'ca'>): Promise<LabCluster> {
  const { plan } = running;
  const [first] = plan.brokers;
  const clusterId = first === undefined ? null : await readClusterId(dataFolder(first));
  if (clusterId === null) throw new AppError('internal', `The data in ${plan.directory} carry no cluster id.`);
  const usesTls = plan.options.security === 'sasl_ssl' || plan.options.security === 'mtls';
  const ca = usesTls ? (plan.trust?.ca ?? null) : null;
  return new LabCluster({ ...running, clusterId, ca });
}

/** Storage and users must be there before the first broker: in KRaft by formatting, in ZooKeeper mode in ZooKeeper. */
async function prepareMetadata(start: Start, plan: ClusterPlan, running: { zookeeper: LabZooKeeper | null }): Promise<void> {
  const tools = await javaLaunch(start, TOOL_HEAP_MB);
  if (plan.zookeeperPort === null) {
    start.progress('format', 'storage of every node');
    await formatStorage(plan, tools, start.signal);
    return;
  }
  start.progress('zookeeper', `on port ${plan.zookeeperPort}`);
  const launch = await javaLaunch(start, ZOOKEEPER_HEAP_MB);
  running.zookeeper = await LabZooKeeper.start(
    { ...plan, zookeeperPort: plan.zookeeperPort },
    launch,
    (pid) => start.registration.add(pid),
    start.signal,
  );
  await createScramUsers(plan, tools, start.signal);
}

async function createBroker(start: Start, plan: ClusterPlan, broker: BrokerPlan, fault: FaultProxy | null): Promise<LabBroker> {
  const launch = await javaLaunch(start, plan.options.heapMb);
  const jolokia = broker.ports.jolokia === null ? [] : [jolokiaArgument(join(start.jars, JOLOKIA_JAR), broker.ports.jolokia)];
  const { exporter: dialects } = plan.options;
  const dialect = dialects[(broker.nodeId - 1) % dialects.length];
  const exporting =
    dialect === undefined || broker.ports.exporter === null ? [] : [exporterArgument(start.jars, dialect, broker.ports.exporter)];
  return new LabBroker(broker, {
    command: {
      java: launch.java,
      args: [...jolokia, ...exporting, ...launch.args, 'kafka.Kafka', join(broker.directory, 'server.properties')],
      cwd: broker.directory,
      logFile: join(broker.directory, 'broker.log'),
    },
    probe: probeTarget(plan, broker),
    host: plan.options.host,
    fault,
    hasZooKeeperSession: plan.options.mode === 'zookeeper',
    onStarted: (pid) => start.registration.add(pid),
  });
}

/** On secured clusters the probe comes in as the brokers themselves do, whatever the clients' listener demands. */
function probeTarget(plan: ClusterPlan, broker: BrokerPlan): ProbeTarget {
  if (plan.trust === null || broker.ports.internal === null) return { port: broker.ports.client, tls: null };
  const { ca, certificate, key } = plan.trust;
  return { port: broker.ports.internal, tls: { ca, cert: certificate, key } };
}

async function openProxy(broker: BrokerPlan): Promise<FaultProxy | null> {
  const { proxy, proxied } = broker.ports;
  return proxy === null || proxied === null ? null : FaultProxy.listen({ port: proxy, targetPort: proxied });
}

async function writeConfigurations(plan: ClusterPlan): Promise<void> {
  for (const broker of plan.brokers) {
    await mkdir(broker.directory, { recursive: true });
    await writeFile(join(broker.directory, 'server.properties'), renderProperties(brokerProperties(plan, broker)), {
      mode: 0o600,
    });
  }
}

async function javaLaunch(start: Start, heapMb: number): Promise<JavaLaunch> {
  const { facts } = start.options;
  return {
    java: start.java,
    args: jvmArguments({ heapMb, facts, classPath: await classPath(start.jars), marker: runMarker(start.directory) }),
  };
}

/** The folder with symbolic links resolved, since the marker in the command line must be the same for every look. */
async function openDirectory(given: string | undefined): Promise<string> {
  if (given === undefined) return realpath(await mkdtemp(join(tmpdir(), 'farol-kafka-')));
  const directory = resolve(given);
  await mkdir(directory, { recursive: true });
  return realpath(directory);
}
