import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { configFilePath, declaredClusters, type DeclaredCluster } from '#lib/config/declared-clusters.ts';
import { parseEnv, type Env } from '#lib/env.ts';
import { commandOptions } from '../command-options.ts';

const HELP = `Usage: farol check-config

Reads the environment and farol.yaml (or FAROL_CONFIG) as farol start would, and prints what is in force, secrets masked.
Nothing is connected to and nothing is written. Exit code 2 when something is wrong, with one line for each problem.
`;

const MASK = '********';
/** Stands for the secret that the first start makes; checking must not make it. */
const GENERATED = '';

/** Prints the effective configuration as YAML. */
export async function run(args: string[]): Promise<number> {
  if (commandOptions(args, {}, HELP) === null) return 0;
  const env = parseEnv(process.env, { read: (path) => readFileSync(path, 'utf8'), localSecret: () => GENERATED });
  process.stdout.write(
    stringify({ settings: describeEnv(env), clusters: declaredClusters(env).map(describeCluster) }, { lineWidth: 0 }),
  );
  return 0;
}

/** The environment for people: every setting in force, secrets masked. */
export function describeEnv(env: Env): Record<string, unknown> {
  const path = configFilePath(env);
  return {
    ...env,
    databaseUrl: env.databaseUrl === null ? 'embedded PostgreSQL' : maskUrl(env.databaseUrl),
    appSecret: env.appSecret === GENERATED ? 'made at the first start' : MASK,
    metricsToken: env.metricsToken === null ? null : MASK,
    configFile: path,
  };
}

/** A connection URL without its password. */
export function maskUrl(url: string): string {
  const parsed = new URL(url);
  if (parsed.password !== '') parsed.password = MASK;
  for (const name of parsed.searchParams.keys()) if (/pass|key|secret/i.test(name)) parsed.searchParams.set(name, MASK);
  return parsed.href;
}

function describeCluster({ connection, measuring, ...cluster }: DeclaredCluster): Record<string, unknown> {
  const { tls, sasl } = connection;
  const mask = (value: string | null) => (value === null ? null : MASK);
  return {
    ...cluster,
    ...connection,
    bootstrap: [...connection.bootstrap],
    tls:
      tls === null
        ? null
        : {
            ...tls,
            ca: tls.ca === null ? 'the system’s authorities' : 'given',
            cert: tls.cert === null ? null : 'given',
            key: mask(tls.key),
            keyPassphrase: mask(tls.keyPassphrase),
          },
    sasl: sasl === null ? null : { ...sasl, password: MASK },
    measuring: {
      ...measuring,
      resources:
        measuring.resources === null
          ? null
          : {
              ...measuring.resources,
              password: mask(measuring.resources.password),
              bearerToken: mask(measuring.resources.bearerToken),
            },
    },
  };
}
