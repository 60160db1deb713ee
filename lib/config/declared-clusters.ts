import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { NO_MEASURING, type ClusterMeasuring } from '#lib/core/measuring.ts';
import type { Env } from '#lib/env.ts';
import type { KafkaConnection } from '#lib/kafka/admin/port.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import { measuringProblems } from '#lib/sources/measuring-problems.ts';
import { configError, type ConfigProblem } from './config-problems.ts';
import { parseConfigFile, type ClusterEntry } from './parse-config-file.ts';

/** A cluster that was declared outside the app; read-only there. */
export interface DeclaredCluster {
  /** As in URLs. */
  id: string;
  name: string;
  source: 'environment' | 'file';
  /** Holds secrets. */
  connection: KafkaConnection;
  /** What is measured beyond the passes; holds secrets. */
  measuring: ClusterMeasuring;
  /** Settings that were accepted but deserve a word, each one sentence. */
  warnings: readonly string[];
}

/** The configuration file of a run that names none. */
const DEFAULT_CONFIG_FILE = 'farol.yaml';
/** The cluster that `KAFKA_BROKERS` declares. */
const ENVIRONMENT_CLUSTER = { id: 'kafka', name: 'kafka' };

/** Path of the configuration file in force; null when there is none. Throws `invalid` when `FAROL_CONFIG` names a file that does not exist. */
export function configFilePath(env: Pick<Env, 'configFile'>): string | null {
  if (env.configFile === null) return existsSync(DEFAULT_CONFIG_FILE) ? resolve(DEFAULT_CONFIG_FILE) : null;
  const path = resolve(env.configFile);
  if (!existsSync(path)) throw new AppError('invalid', `FAROL_CONFIG: there is no file ${path}.`);
  return path;
}

/** Every cluster declared by `KAFKA_BROKERS` and by the configuration file. Throws one `invalid` that names variable or line of each problem. */
export function declaredClusters(env: Pick<Env, 'configFile' | keyof EnvironmentCluster>): DeclaredCluster[] {
  const path = configFilePath(env);
  const fromFile = path === null ? [] : readClusterFile(path);
  const fromEnvironment = environmentCluster(env);
  const clash = fromFile.find((cluster) => cluster.id === fromEnvironment?.id);
  if (clash !== undefined) {
    throw new AppError(
      'invalid',
      `KAFKA_BROKERS declares a cluster "${ENVIRONMENT_CLUSTER.name}", and so does ${path}. Rename the one in the file, or leave KAFKA_BROKERS out.`,
    );
  }
  return fromEnvironment === null ? fromFile : [fromEnvironment, ...fromFile];
}

type EnvironmentCluster = Pick<Env, 'kafkaBrokers' | 'kafkaPropertiesFile' | 'kafkaCanary' | 'kafkaMetrics'>;

function environmentCluster(env: EnvironmentCluster): DeclaredCluster | null {
  if (env.kafkaBrokers === null) return null;
  const measuring = environmentMeasuring(env);
  const text = env.kafkaPropertiesFile === null ? '' : readText(env.kafkaPropertiesFile, 'KAFKA_PROPERTIES_FILE');
  try {
    // A later line wins, so the variable wins over the file.
    return {
      ...ENVIRONMENT_CLUSTER,
      source: 'environment',
      measuring,
      ...readConnection(`${text}\nbootstrap.servers=${env.kafkaBrokers}\n`),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(
      'invalid',
      `${env.kafkaPropertiesFile === null ? 'KAFKA_BROKERS' : 'KAFKA_PROPERTIES_FILE'}: ${error.message}`,
      {
        cause: error,
        invalidParams: error.invalidParams,
      },
    );
  }
}

function environmentMeasuring({ kafkaCanary, kafkaMetrics }: EnvironmentCluster): ClusterMeasuring {
  const resources =
    kafkaMetrics === null ? null : { ...kafkaMetrics, urlByBroker: {}, username: null, password: null, bearerToken: null };
  const [problem] = measuringProblems({ resources, zookeeper: null });
  if (problem !== undefined) throw new AppError('invalid', `KAFKA_METRICS_URL: ${problem.reason}`);
  return { ...NO_MEASURING, canary: kafkaCanary, resources };
}

function readClusterFile(path: string): DeclaredCluster[] {
  // Files named in the configuration are found from its own folder, wherever Farol was started.
  const entries = parseConfigFile(readText(path, 'FAROL_CONFIG'), path, (name) =>
    readFileSync(resolve(dirname(path), name), 'utf8'),
  );
  const problems: ConfigProblem[] = [];
  const clusters = entries.flatMap((entry): DeclaredCluster[] => {
    try {
      return [
        { id: entry.id, name: entry.name, source: 'file', measuring: entry.measuring, ...readConnection(entry.properties) },
      ];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push(...propertyProblems(entry, error));
      return [];
    }
  });
  if (problems.length > 0) throw configError(path, problems);
  return clusters;
}

/** The operator of this machine wrote the text, so it may name files of it. */
function readConnection(properties: string): Pick<DeclaredCluster, 'connection' | 'warnings'> {
  const { connection, warnings } = parseClientProperties(properties, { allowFiles: true });
  return { connection, warnings: warnings.map(({ name, message }) => `${name} ${message}`) };
}

function propertyProblems(entry: ClusterEntry, error: AppError): ConfigProblem[] {
  if (error.invalidParams.length === 0) return [{ path: entry.path, line: entry.lineOf(null), reason: error.message }];
  return error.invalidParams.map(({ name, reason }) => ({
    path: `${entry.path}.properties.${name}`,
    line: entry.lineOf(name),
    reason,
  }));
}

function readText(path: string, variable: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError('invalid', `${variable}: cannot read ${path} (${errorMessage(error)})`, { cause: error });
  }
}
