import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname as machineName } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError, errorMessage } from './core/errors.ts';

/** Everything Farol takes from the environment, checked. */
export interface Env {
  /** PostgreSQL URL. null = the embedded PostgreSQL, whose URL the supervisor hands to its children in the same variable. */
  databaseUrl: string | null;
  /** TCP port of the web server; default 3000. */
  port: number;
  /** Address the web server listens on; default `127.0.0.1` (this machine only). */
  hostname: string;
  /** The address people use, without a slash at the end; null = take it from the request. */
  publicUrl: string | null;
  /** Believe `X-Forwarded-*` of the one proxy in front. */
  trustProxy: boolean;
  /** Key material for cookies and stored credentials, ≥ 32 characters outside tests and first starts. */
  appSecret: string;
  logLevel: (typeof LOG_LEVELS)[number];
  logFormat: 'json' | 'text';
  /** Whether this is `npm run demo`. */
  demo: boolean;
  /** Port of the demonstration's first broker, the next two follow; default 9092. */
  demoKafkaPort: number;
  /** Bearer token that may read `/metrics`; null = only signed-in people may. */
  metricsToken: string | null;
  /** Series of single partitions that one cluster may have at `/metrics/kafka`, before only sums are told; default 50,000. */
  metricsSeriesMax: number;
  /** Whether Farol serves real users: a generated secret is refused. */
  production: boolean;
  /** `KAFKA_BROKERS` (or its alias): `host:port,…`; null when not set. */
  kafkaBrokers: string | null;
  /** client.properties for `kafkaBrokers`; null when not set. */
  kafkaPropertiesFile: string | null;
  /** Whether Farol probes that cluster with a topic of its own. */
  kafkaCanary: boolean;
  /** Where that cluster's broker resources are read from; null when not set. The address is checked where it is used. */
  kafkaMetrics: { kind: 'jolokia' | 'prometheus'; url: string } | null;
  /** `FAROL_CONFIG`; null = `farol.yaml` of the working folder when it exists. */
  configFile: string | null;
  /** Absolute path of the folder for PostgreSQL's data, the generated secret and process files. */
  dataDir: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every name under our prefix. Others are typing errors that would be silently ignored, so they are refused. */
const OWN_NAMES = ['FAROL_CONFIG', 'FAROL_DATA_DIR', 'FAROL_CACHE_DIR', 'FAROL_DEMO', 'FAROL_DEMO_KAFKA_PORT', 'FAROL_MODE'];

/** Names that may also be given as `NAME_FILE`, the path of a file holding the value. */
const SECRET_NAMES = ['DATABASE_URL', 'APP_SECRET', 'METRICS_TOKEN'] as const;

/** Shortest secret accepted in production: 32 characters, 192 bits if they are random base64. */
const SECRET_MIN_LENGTH = 32;
/** A random text of 32 characters has about 25 different ones; fewer than this is a pattern somebody typed. */
const SECRET_MIN_VARIETY = 10;
/** Words of secrets that stand in published examples. */
const SECRET_EXAMPLES = /change[-_ ]?me|your[-_ ]?secret|example|placeholder|better-auth-secret|insecure|0123456789|abcdefghij/i;

const BOOTSTRAP_SERVER = /^(\[[0-9a-fA-F:.]+\]|[^\s:,/[\]]+):\d{1,5}$/;

const flag = z
  .enum(['1', 'true', 'yes', 'on', '0', 'false', 'no', 'off'], { error: 'expected true or false' })
  .transform((word) => ['1', 'true', 'yes', 'on'].includes(word));

const schema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, 'expected postgresql://user:password@host:port/database')
    .optional(),
  PORT: portNumber().default(3000),
  HOSTNAME: z.string().optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  TRUST_PROXY: flag.default(false),
  APP_SECRET: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `expected one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  LOG_FORMAT: z.enum(['json', 'text'], { error: 'expected json or text' }).default('json'),
  METRICS_TOKEN: z.string().min(16, 'expected at least 16 characters').optional(),
  METRICS_SERIES_MAX: z.coerce
    .number({ error: 'expected a number of series' })
    .int('expected a whole number of series')
    .min(0, 'expected at least 0')
    .max(1_000_000, 'expected at most 1000000')
    .default(50_000),
  NODE_ENV: z.string().optional(),
  KAFKA_BROKERS: bootstrapServers().optional(),
  KAFKA_BOOTSTRAP_SERVERS: bootstrapServers().optional(),
  KAFKA_PROPERTIES_FILE: z.string().optional(),
  KAFKA_CANARY: flag.default(false),
  KAFKA_METRICS_TYPE: z.enum(['jolokia', 'prometheus'], { error: 'expected jolokia or prometheus' }).optional(),
  KAFKA_METRICS_URL: z.string().optional(),
  FAROL_CONFIG: z.string().optional(),
  FAROL_DATA_DIR: z.string().default('.farol'),
  FAROL_DEMO: flag.default(false),
  FAROL_DEMO_KAFKA_PORT: portNumber().default(9092),
  // Set by the launcher for its children: `next start` sets NODE_ENV=production by itself, which says nothing about the operator's wish.
  FAROL_MODE: z.enum(['production', 'local'], { error: 'expected production or local' }).optional(),
});

function portNumber() {
  const error = 'expected a port number from 1 to 65535';
  return z.coerce.number({ error }).int(error).min(1, error).max(65_535, error);
}

function bootstrapServers() {
  return z.string().refine((list) => list.split(',').every((server) => BOOTSTRAP_SERVER.test(server.trim())), {
    error: 'expected host:port, or several separated by commas',
  });
}

/** The disk as `parseEnv` needs it, so that tests can do without. */
export interface EnvFiles {
  /** Content of a text file; throws when it cannot be read. */
  read(path: string): string;
  /** The secret kept in the data folder, made on first use. */
  localSecret(dataDir: string): string;
}

/** Checks an environment and returns it typed. An empty value counts as not set. Throws one `invalid` that lists every problem, never a value of a secret. */
export function parseEnv(raw: Readonly<Record<string, string | undefined>>, files: EnvFiles): Env {
  const problems: string[] = [];
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== '')) as Record<
    string,
    string
  >;
  for (const name of Object.keys(given)) {
    if (name.startsWith('FAROL_') && !OWN_NAMES.includes(name)) {
      problems.push(`${name}: no such setting. Known: ${OWN_NAMES.join(', ')}`);
    }
  }
  for (const name of SECRET_NAMES) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (given[name] !== undefined) {
      problems.push(`${name}_FILE: give either ${name} or ${name}_FILE, not both`);
      continue;
    }
    try {
      given[name] = files.read(path).trim();
      if (given[name] === '') problems.push(`${name}_FILE: ${path} is empty`);
    } catch (error) {
      problems.push(`${name}_FILE: cannot read ${path} (${errorMessage(error)})`);
    }
  }

  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
    throw invalidEnv(problems);
  }
  const value = parsed.data;
  const production = value.FAROL_MODE === undefined ? value.NODE_ENV === 'production' : value.FAROL_MODE === 'production';
  if (production) {
    const weakness = secretWeakness(value.APP_SECRET);
    if (weakness !== null) problems.push(`APP_SECRET: ${weakness}`);
    if (value.FAROL_DEMO) problems.push('FAROL_DEMO: the demo signs people in by a link and cannot run in production');
  }
  if (
    value.KAFKA_BROKERS !== undefined &&
    value.KAFKA_BOOTSTRAP_SERVERS !== undefined &&
    value.KAFKA_BROKERS !== value.KAFKA_BOOTSTRAP_SERVERS
  ) {
    problems.push('KAFKA_BOOTSTRAP_SERVERS: is an alias of KAFKA_BROKERS and says something else; give one of them');
  }
  const kafkaBrokers = value.KAFKA_BROKERS ?? value.KAFKA_BOOTSTRAP_SERVERS ?? null;
  if (value.KAFKA_PROPERTIES_FILE !== undefined && kafkaBrokers === null) {
    problems.push('KAFKA_PROPERTIES_FILE: needs KAFKA_BROKERS=host:port beside it');
  }
  for (const name of ['KAFKA_CANARY', 'KAFKA_METRICS_TYPE', 'KAFKA_METRICS_URL'] as const) {
    if (given[name] !== undefined && kafkaBrokers === null) problems.push(`${name}: needs KAFKA_BROKERS=host:port beside it`);
  }
  const { KAFKA_METRICS_TYPE: kind, KAFKA_METRICS_URL: url } = value;
  if (kind === undefined && url !== undefined)
    problems.push('KAFKA_METRICS_URL: needs KAFKA_METRICS_TYPE=jolokia or prometheus beside it');
  if (kind !== undefined && url === undefined)
    problems.push('KAFKA_METRICS_TYPE: needs KAFKA_METRICS_URL beside it, e.g. http://{host}:8778/jolokia');
  if (problems.length > 0) throw invalidEnv(problems);

  const dataDir = resolve(value.FAROL_DATA_DIR);
  return {
    databaseUrl: value.DATABASE_URL ?? null,
    port: value.PORT,
    hostname: listenAddress(value.HOSTNAME, machineName()),
    publicUrl: value.PUBLIC_URL ?? null,
    trustProxy: value.TRUST_PROXY,
    appSecret: value.APP_SECRET ?? files.localSecret(dataDir),
    logLevel: value.LOG_LEVEL,
    logFormat: value.LOG_FORMAT,
    demo: value.FAROL_DEMO,
    demoKafkaPort: value.FAROL_DEMO_KAFKA_PORT,
    metricsToken: value.METRICS_TOKEN ?? null,
    metricsSeriesMax: value.METRICS_SERIES_MAX,
    production,
    kafkaBrokers,
    kafkaPropertiesFile: value.KAFKA_PROPERTIES_FILE ?? null,
    kafkaCanary: value.KAFKA_CANARY,
    kafkaMetrics: kind === undefined || url === undefined ? null : { kind, url },
    configFile: value.FAROL_CONFIG ?? null,
    dataDir,
  };
}

/** Why a secret is too weak for production, in one sentence without the secret; null when it is good. */
export function secretWeakness(secret: string | undefined): string | null {
  const advice = 'Set APP_SECRET or APP_SECRET_FILE, for example to the output of: openssl rand -base64 48';
  if (secret === undefined) return `missing. ${advice}`;
  if (secret.length < SECRET_MIN_LENGTH)
    return `has ${secret.length} characters, at least ${SECRET_MIN_LENGTH} are needed. ${advice}`;
  if (SECRET_EXAMPLES.test(secret)) return `is a published example or contains one. ${advice}`;
  if (new Set(secret).size < SECRET_MIN_VARIETY) return `repeats too few characters to be random. ${advice}`;
  return null;
}

/** Shells and containers set HOSTNAME to the machine's name, which is no wish of the operator's: then Farol listens on loopback. */
function listenAddress(given: string | undefined, machine: string): string {
  return given === undefined || given === machine ? '127.0.0.1' : given;
}

function invalidEnv(problems: readonly string[]): AppError {
  return new AppError(
    'invalid',
    `The environment has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    {
      invalidParams: problems.map((line) => ({
        name: line.slice(0, line.indexOf(':')),
        reason: line.slice(line.indexOf(':') + 2),
      })),
    },
  );
}

/** Reads the secret of the data folder, or makes one readable by its owner alone. Processes that start together agree on one: the first link wins. */
function localSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  const existing = readOrNull(path);
  if (existing !== null) return existing;
  mkdirSync(dataDir, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

let cached: Env | null = null;

/** This process's environment, read and checked on the first call. Throws `invalid` listing every problem. */
export function env(): Env {
  cached ??= parseEnv(process.env, { read: (path) => readFileSync(path, 'utf8'), localSecret });
  return cached;
}
