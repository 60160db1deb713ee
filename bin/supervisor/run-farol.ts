import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#lib/core/errors.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { reapOrphans } from '#demo/kafka/index.ts';
import { openDatabase, type Database } from '#lib/store/database.ts';
import { claimFolder } from '#lib/store/embedded/folder-claim.ts';
import { checkDatabase, migrate } from '#lib/store/migrate.ts';
import { SAMPLER_ENVIRONMENT, SAMPLER_NODE_FLAGS } from '#lib/sampler/node-flags.ts';
import { explainSystemError } from '../launcher/failure.mjs';
import { folderBytes, formatBytes, reportStage, runStage } from '../launcher/stage.mjs';
import { ROOT } from '../root.ts';
import { DEMO_BROKERS, demoBootstrap, demoJolokiaPort } from './demo-cluster.ts';
import { startDemoKafka } from './demo-kafka.ts';
import { registerClusters } from './register-clusters.ts';
import { assertPortFree } from './free-port.ts';
import { LogFile } from './log-file.ts';
import { renderLogLine } from './log-line.ts';
import { ManagedPostgres } from './managed-postgres.ts';
import { ManagedProcess } from './managed-process.ts';
import { ProcessRecord } from './process-record.ts';
import type { Services } from './services.ts';
import { childEnvironment, type RunSettings } from './settings.ts';
import { localAddress, waitUntilAnswers } from './wait-ready.ts';
import { printWelcome } from './welcome.ts';

/** How often the web server may fail before its first answer until the start is given up. */
const WEB_FAILURES_MAX = 3;
/** How long the web server may run without being ready until the start is given up; compiling in `dev` takes part of it. */
const WEB_READY_TIMEOUT_MS = 90_000;

/** Starts every part of Farol, keeps them running until `stop` aborts, and stops them in order. Throws in one line when a part cannot start; nothing stays behind then. */
export async function runFarol(settings: RunSettings, services: Services, stop: AbortSignal): Promise<void> {
  await mkdir(settings.dataDir, { recursive: true });
  const claim = await claimFolder(settings.dataDir);
  const record = new ProcessRecord(settings.dataDir);
  try {
    const leftovers = await record.endLeftovers();
    if (leftovers.length > 0) reportStage('recovery', `ended what an earlier start left behind: ${leftovers.join(', ')}`);
    await assertPortFree(settings.env.hostname, settings.env.port, 'the web server', 'PORT');
    if (settings.mode === 'demo') await assertBrokerPorts(settings.env.demoKafkaPort);
    await startParts(settings, services, record, stop);
    if (!stop.aborted) await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
  } catch (error) {
    // A start that was interrupted fails in many ways; none of them is news.
    if (!stop.aborted) throw explainSystemError(error, `Farol's data in ${settings.dataDir}`);
  } finally {
    await services.stopAll();
    await record.clear();
    await claim.release();
  }
}

async function startParts(settings: RunSettings, services: Services, record: ProcessRecord, stop: AbortSignal): Promise<void> {
  // Since the process began, preparation included: what the person waited.
  const startedAt = 0;
  const databaseUrl = await startDatabase(settings, services);
  stop.throwIfAborted();
  const db = openDatabase({ url: databaseUrl, applicationName: 'farol-start', maxConnections: 2, logger: silentLogger });
  try {
    await migrateDatabase(db);
    const clusters = await registerClusters(db, settings.env);
    reportStage('clusters', clusters.count === 0 ? 'none yet: add one in the app, or set KAFKA_BROKERS' : `${clusters.count}`);
    for (const warning of clusters.warnings) services.say(warning);
    stop.throwIfAborted();

    const environment = childEnvironment(settings, databaseUrl, process.env);
    const launch = (name: 'web' | 'sampler' | 'shop', args: string[], more: Readonly<Record<string, string>> = {}) =>
      startChild(name, args, { settings, services, record, environment: { ...more, ...environment } });
    const web = launch('web', [join(ROOT, 'bin/farol.ts'), 'web', ...(settings.mode === 'dev' ? ['--dev'] : [])]);
    const launchSampler = () =>
      launch('sampler', [...SAMPLER_NODE_FLAGS, join(ROOT, 'lib/sampler/main.ts')], SAMPLER_ENVIRONMENT);
    // The demonstration's cluster is not there yet: a first pass would only find that out.
    if (settings.mode !== 'demo') launchSampler();
    const demo =
      settings.mode === 'demo'
        ? startDemo(settings, services, stop, () => {
            launchSampler();
            launch('shop', [join(ROOT, 'demo/shop/main.ts'), '--brokers', demoBootstrap(settings.env.demoKafkaPort)]);
          })
        : null;
    await Promise.all([waitForWeb(settings, web, stop), demo]);
    await printWelcome(db, settings, startedAt);
  } finally {
    await db.close();
  }
}

async function assertBrokerPorts(firstPort: number): Promise<void> {
  // Brokers that an earlier demonstration left behind would hold the ports.
  await reapOrphans();
  for (let i = 0; i < DEMO_BROKERS; i += 1) {
    await assertPortFree('127.0.0.1', firstPort + i, `broker ${i + 1} of the demonstration`, 'FAROL_DEMO_KAFKA_PORT');
    await assertPortFree(
      '127.0.0.1',
      demoJolokiaPort(firstPort) + i,
      `Jolokia of broker ${i + 1} of the demonstration`,
      'FAROL_DEMO_KAFKA_PORT',
    );
  }
}

async function startDatabase(settings: RunSettings, services: Services): Promise<string> {
  if (settings.env.databaseUrl !== null) {
    const { version, address } = await checkDatabase(settings.env.databaseUrl);
    reportStage('postgresql', `${version} at ${address}`);
    return settings.env.databaseUrl;
  }
  const home = join(settings.dataDir, 'postgres');
  return runStage('postgresql', 'starting', async (news) => {
    let isStarted = false;
    const postgres = await ManagedPostgres.start(home, (text) => (isStarted ? services.say(text) : news(text)));
    isStarted = true;
    services.add('postgres', { stop: () => postgres.stop(), kill: () => postgres.kill() });
    return {
      detail: `embedded server on port ${new URL(postgres.url).port}, ${formatBytes(folderBytes(home))}`,
      value: postgres.url,
    };
  });
}

async function migrateDatabase(db: Database): Promise<void> {
  const { applied } = await migrate(db, { logger: silentLogger });
  reportStage('migrations', applied.length === 0 ? 'up to date' : `${applied.length} applied`);
}

interface ChildContext {
  settings: RunSettings;
  services: Services;
  record: ProcessRecord;
  environment: NodeJS.ProcessEnv;
}

function startChild(name: 'web' | 'sampler' | 'shop', args: string[], context: ChildContext): ManagedProcess {
  const { settings, services, record, environment } = context;
  const log = new LogFile(join(settings.dataDir, 'logs', `${name}.log`));
  const child = new ManagedProcess({
    name,
    args,
    cwd: ROOT,
    env: environment,
    onLine(line, stream) {
      log.write(line);
      const text = renderLogLine(name, line, stream, settings.logView);
      if (text !== null) process.stdout.write(`${text}\n`);
    },
    onStarted: (pid) => void record.set(name, pid),
    onCrash: (reason, delayMs) =>
      services.say(`${name} ended (${reason}); it starts again in ${delayMs / 1000} s. Log: ${log.path}`),
  });
  services.add(name, { stop: (graceMs) => child.stop(graceMs), kill: () => child.kill() });
  child.start();
  return child;
}

async function startDemo(settings: RunSettings, services: Services, stop: AbortSignal, launchClients: () => void): Promise<void> {
  const startedAt = performance.now();
  const kafka = await startDemoKafka({
    dataDir: settings.dataDir,
    firstPort: settings.env.demoKafkaPort,
    say: (text) => (services.isStopping ? undefined : reportStage('kafka', text)),
    signal: stop,
  });
  services.add('kafka', kafka);
  reportStage(
    'kafka',
    `${DEMO_BROKERS} brokers on ${kafka.bootstrap} (${((performance.now() - startedAt) / 1000).toFixed(1)} s); processes ${kafka.describe()}`,
  );
  stop.throwIfAborted();
  launchClients();
}

async function waitForWeb(settings: RunSettings, web: ManagedProcess, stop: AbortSignal): Promise<void> {
  const deadline = performance.now() + WEB_READY_TIMEOUT_MS;
  const isHopeless = () => stop.aborted || web.failureCount >= WEB_FAILURES_MAX || performance.now() > deadline;
  const { hostname, port } = settings.env;
  const ready = await waitUntilAnswers(`${localAddress(hostname, port)}/readyz`, isHopeless);
  stop.throwIfAborted();
  if (!ready) {
    throw new AppError(
      'unavailable',
      `The web server does not become ready. Its log: ${join(settings.dataDir, 'logs', 'web.log')}`,
    );
  }
}
