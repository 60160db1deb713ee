import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '#lib/core/errors.ts';
import { isToolName, KAFKA_VERSIONS, lockJars, reapOrphans, runTool, startCluster } from '#demo/kafka/index.ts';
import type { ClusterMode, ExporterDialect, LabCluster, LabOptions, LabSecurity } from '#demo/kafka/index.ts';

const HELP = `Real Kafka clusters on this machine, without Docker. Needs a JDK 17 or newer and Maven 3.8 or newer.

Usage:
  kafka up [options]                       start a cluster; Ctrl-C stops it
  kafka tool [--version V] NAME [args…]    run one of Kafka's own tools, e.g. kafka-topics
  kafka lock --version V                   fetch the jars of V as its pom.xml says and write their hashes
  kafka reap                               end what dead owners left behind

Options of up:
  --version V        ${KAFKA_VERSIONS.join(', ')} (default ${KAFKA_VERSIONS[0]})
  --mode M           kraft or zookeeper (zookeeper: 3.9.2 and 2.8.2)
  --brokers N        1 to 5 (default 1)
  --heap MB          Java heap of each broker (default 128)
  --port P           port of the first broker, the next ones follow (default: free ports)
  --host H           localhost (default) or 127.0.0.1: the name that the brokers advertise
  --security S       plaintext (default), sasl_plaintext, sasl_ssl, mtls
  --user NAME[:PW]   a user beside admin; may be repeated
  --super-user NAME  may do everything; may be repeated
  --authorizer       check ACLs
  --jolokia          a Jolokia agent in each broker
  --exporter D       a Prometheus JMX exporter in each broker: strimzi, confluent or bitnami names
  --fault-proxy      a second listener behind a proxy (its faults are for programs: see demo/kafka/README.md)
  --no-racks         brokers without racks
  --data-dir DIR     keep the data here and continue with them (default: thrown away at the end)
  --config KEY=VALUE a broker property; may be repeated
  --client-properties FILE   write Java client properties for admin to FILE
`;

const EXIT_USAGE = 2;

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  switch (command) {
    case 'up':
      return up(rest);
    case 'tool':
      return tool(rest);
    case 'lock':
      return lock(rest);
    case 'reap':
      process.stdout.write(`${await reapOrphans()} processes ended\n`);
      return 0;
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(HELP);
      return 0;
    default:
      process.stderr.write(HELP);
      return EXIT_USAGE;
  }
}

async function up(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      version: { type: 'string' },
      mode: { type: 'string' },
      brokers: { type: 'string' },
      heap: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string', default: 'localhost' },
      security: { type: 'string' },
      user: { type: 'string', multiple: true, default: [] },
      'super-user': { type: 'string', multiple: true, default: [] },
      authorizer: { type: 'boolean', default: false },
      jolokia: { type: 'boolean', default: false },
      exporter: { type: 'string' },
      'fault-proxy': { type: 'boolean', default: false },
      racks: { type: 'boolean', default: true },
      'data-dir': { type: 'string' },
      config: { type: 'string', multiple: true, default: [] },
      'client-properties': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowNegative: true,
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const interrupted = interruption();
  const options: LabOptions = {
    version: oneOf('--version', KAFKA_VERSIONS, values.version),
    mode: oneOf<ClusterMode>('--mode', ['kraft', 'zookeeper'], values.mode),
    brokers: integer('--brokers', values.brokers),
    heapMb: integer('--heap', values.heap),
    firstPort: integer('--port', values.port),
    host: oneOf('--host', ['localhost', '127.0.0.1'], values.host),
    security: oneOf<LabSecurity>('--security', ['plaintext', 'sasl_plaintext', 'sasl_ssl', 'mtls'], values.security),
    users: values.user.map(parseUser),
    superUsers: values['super-user'],
    authorizer: values.authorizer,
    jolokia: values.jolokia,
    exporter: oneOf<ExporterDialect>('--exporter', ['strimzi', 'confluent', 'bitnami'], values.exporter),
    faultProxy: values['fault-proxy'],
    racks: values.racks,
    dataDir: values['data-dir'],
    brokerConfig: Object.fromEntries(values.config.map(parseSetting)),
    onProgress: (stage, detail) => process.stderr.write(`${stage}: ${detail}\n`),
    signal: interrupted.signal,
  };
  let cluster: LabCluster;
  try {
    cluster = await startCluster(options);
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    throw error;
  }
  try {
    if (values['client-properties'] !== undefined)
      await writeFile(values['client-properties'], cluster.clientProperties(), { mode: 0o600 });
    process.stdout.write(describe(cluster));
    await interrupted.wait;
  } finally {
    await cluster.stop();
  }
  process.stderr.write('stopped\n');
  return 0;
}

async function tool(args: string[]): Promise<number> {
  const hasVersion = args[0] === '--version';
  const version = oneOf('--version', KAFKA_VERSIONS, hasVersion ? args[1] : undefined) ?? '4.3.1';
  const [name, ...rest] = hasVersion ? args.slice(2) : args;
  if (name === undefined || !isToolName(name))
    throw new AppError('invalid', `"${name ?? ''}" is not a tool the lab runs, such as kafka-topics.`);
  const result = await runTool({ version, name, args: rest, bootstrap: null, configFile: null });
  process.stdout.write(result.stdout);
  process.stderr.write(result.stderr);
  return result.code ?? 1;
}

async function lock(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { version: { type: 'string' } } });
  const version = oneOf('--version', KAFKA_VERSIONS, values.version);
  if (version === undefined) throw new AppError('invalid', 'kafka lock needs --version.');
  const folder = await mkdtemp(join(tmpdir(), 'farol-lock-'));
  try {
    process.stdout.write(`${await lockJars(version, folder)} jars locked for Kafka ${version}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return 0;
}

function describe(cluster: LabCluster): string {
  const lines = [`Kafka ${cluster.version} (${cluster.mode}), cluster ${cluster.clusterId}`, `bootstrap  ${cluster.bootstrap}`];
  if (cluster.bootstrapVia.proxy !== null) lines.push(`by proxy   ${cluster.bootstrapVia.proxy}`);
  for (const broker of cluster.brokers) {
    const jolokia = broker.jolokiaPort === null ? '' : `, jolokia http://127.0.0.1:${broker.jolokiaPort}/jolokia/`;
    const exporter = broker.exporterPort === null ? '' : `, exporter http://127.0.0.1:${broker.exporterPort}/metrics`;
    lines.push(`broker ${broker.nodeId}   pid ${broker.pid}, ${broker.host}:${broker.port}${jolokia}${exporter}`);
  }
  if (cluster.zookeeper !== null) lines.push(`zookeeper  pid ${cluster.zookeeper.pid}, 127.0.0.1:${cluster.zookeeper.port}`);
  for (const user of cluster.users)
    lines.push(`user       ${user.name}${user.password === null ? ' (certificate)' : ` password ${user.password}`}`);
  lines.push(`folder     ${cluster.directory}`, 'Ctrl-C stops it.', '');
  return lines.join('\n');
}

/** The first SIGINT, SIGTERM or SIGHUP. A second one is left to the system, for those who cannot wait. */
function interruption(): { signal: AbortSignal; wait: Promise<void> } {
  const controller = new AbortController();
  const wait = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(name, () => {
        controller.abort(new AppError('unavailable', `Stopped by ${name}.`));
        resolve();
      });
    }
  });
  return { signal: controller.signal, wait };
}

function oneOf<T extends string>(option: string, allowed: readonly T[], value: string | undefined): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new AppError('invalid', `${option} is one of ${allowed.join(', ')}, not ${value}.`);
  return found;
}

function integer(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new AppError('invalid', `${option} takes a whole number, not ${value}.`);
  return Number(value);
}

function parseUser(text: string): { name: string; password?: string } {
  const colon = text.indexOf(':');
  return colon < 0 ? { name: text } : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}

function parseSetting(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new AppError('invalid', `--config takes KEY=VALUE, not ${text}.`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

/** Options that Node's parser refuses are the user's mistake, not ours: they get the sentence, not the stack. */
function isUsageError(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'invalid';
  return error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof AppError) && !isUsageError(error)) throw error;
  process.stderr.write(`kafka: ${(error as Error).message}\n`);
  process.exitCode = isUsageError(error) ? EXIT_USAGE : 1;
}
