import { AppError } from '#lib/core/errors.ts';
import { KAFKA_VERSIONS, versionFacts, type ClusterMode, type KafkaVersion, type VersionFacts } from './versions.ts';

/** How clients reach the brokers. `sasl_*` enables SCRAM-SHA-512, SCRAM-SHA-256 and PLAIN; `mtls` is TLS with client certificates. */
export type LabSecurity = 'plaintext' | 'sasl_plaintext' | 'sasl_ssl' | 'mtls';

/** Whose rules the JMX exporter follows: each gives the same beans other names. */
export type ExporterDialect = 'strimzi' | 'confluent' | 'bitnami';

/** Steps of a start, in order, as told to `onProgress`. */
export type LabStage = 'jars' | 'certificates' | 'format' | 'zookeeper' | 'brokers' | 'ready';

/** What to start. Everything has a default: one plaintext 4.3.1 KRaft broker on a free port with throw-away data. */
export interface LabOptions {
  version?: KafkaVersion;
  /** Default: KRaft where the version has it, else ZooKeeper. */
  mode?: ClusterMode;
  /** 1 to 5, default 1. In KRaft mode every node is broker and controller. */
  brokers?: number;
  /** Java heap of each broker in MiB, default 128. */
  heapMb?: number;
  security?: LabSecurity;
  /** Users to create beside `admin`, which always exists on secured clusters. A missing password is made up. */
  users?: readonly { name: string; password?: string }[];
  /** Names of users that may do everything, beside `admin`. */
  superUsers?: readonly string[];
  /** Check every request against ACLs: StandardAuthorizer (KRaft) or AclAuthorizer (ZooKeeper). Nothing is allowed until an ACL says so.
   *  On a plaintext cluster everyone is `User:ANONYMOUS`, which then is a super user, because the brokers themselves come under that name. */
  authorizer?: boolean;
  /** A Jolokia agent (JMX over HTTP) in each broker, on loopback. */
  jolokia?: boolean;
  /** Port of the first broker's Jolokia; the others follow. Default: free ports. */
  firstJolokiaPort?: number;
  /** A Prometheus JMX exporter in each broker, on loopback, with the names that one of the usual rule files gives; several are given to the brokers in turn. */
  exporter?: ExporterDialect | readonly ExporterDialect[];
  /** A second listener on each broker whose advertised port belongs to a `FaultProxy`. */
  faultProxy?: boolean;
  /** Port of the first broker; the others follow. Default: free ports. */
  firstPort?: number;
  /** Host name the brokers advertise, `127.0.0.1` (default) or `localhost`. Listeners are bound to loopback in any case. */
  host?: '127.0.0.1' | 'localhost';
  /** Folder for the data, kept after `stop()` and continued by the next start. Default: a temporary folder, removed by `stop()`. */
  dataDir?: string;
  /** Broker properties that override the lab's. */
  brokerConfig?: Readonly<Record<string, string>>;
  /** Give the brokers the racks r1, r2, r3…; default true. */
  racks?: boolean;
  onProgress?: (stage: LabStage, detail: string) => void;
  /** Abandons the start; what was started is stopped. */
  signal?: AbortSignal;
}

/** `LabOptions` with every default filled in and checked. */
export interface ResolvedOptions {
  facts: VersionFacts;
  version: KafkaVersion;
  mode: ClusterMode;
  brokers: number;
  heapMb: number;
  security: LabSecurity;
  users: readonly { name: string; password?: string }[];
  superUsers: readonly string[];
  authorizer: boolean;
  jolokia: boolean;
  firstJolokiaPort: number | null;
  /** By broker, in turn; empty = none. */
  exporter: readonly ExporterDialect[];
  faultProxy: boolean;
  firstPort: number | null;
  host: '127.0.0.1' | 'localhost';
  brokerConfig: Readonly<Record<string, string>>;
  racks: boolean;
}

/** The user that every secured cluster has and that may do everything. */
export const ADMIN_USER = 'admin';

/** The name the brokers use among themselves on secured clusters (the CN of their certificate). */
export const BROKER_USER = 'broker';

const MAX_BROKERS = 5;
/** Names go into certificates, JAAS lines and file names: keep to what needs no quoting in any of them. */
const USER_NAME = /^[A-Za-z0-9._-]{1,64}$/;
/** Passwords stand inside double quotes in JAAS lines and inside brackets in StorageTool's argument. */
const PASSWORD = /^[A-Za-z0-9._~!@#%^*()+-]{1,128}$/;

/** Fills in the defaults. Throws `invalid` for a combination that no cluster can have. */
export function resolveOptions(options: LabOptions): ResolvedOptions {
  const version = options.version ?? '4.3.1';
  const facts = versionFacts(version);
  if (facts === null) throw invalid(`Kafka ${version} is not in the lab. Choose one of ${KAFKA_VERSIONS.join(', ')}.`);
  const mode = options.mode ?? facts.modes[0];
  if (!facts.modes.includes(mode))
    throw invalid(`The lab runs Kafka ${version} only in ${facts.modes.join(' or ')} mode, not ${mode}.`);
  const brokers = options.brokers ?? 1;
  if (!Number.isInteger(brokers) || brokers < 1 || brokers > MAX_BROKERS) {
    throw invalid(`A lab cluster has 1 to ${MAX_BROKERS} brokers, not ${brokers}.`);
  }
  const security = options.security ?? 'plaintext';
  const users = options.users ?? [];
  if (security === 'plaintext' && users.length > 0)
    throw invalid('A plaintext cluster has no users. Choose sasl_plaintext, sasl_ssl or mtls.');
  for (const user of users) {
    if (!USER_NAME.test(user.name) || user.name === BROKER_USER)
      throw invalid(`"${user.name}" cannot be a user name in the lab.`);
    if (user.password !== undefined && !PASSWORD.test(user.password)) {
      throw invalid(
        `The password of ${user.name} has a character that the lab does not quote. Use letters, digits and ._~!@#%^*()+-`,
      );
    }
  }
  return {
    facts,
    version,
    mode,
    brokers,
    heapMb: options.heapMb ?? 128,
    security,
    users,
    superUsers: options.superUsers ?? [],
    authorizer: options.authorizer ?? false,
    jolokia: options.jolokia ?? false,
    firstJolokiaPort: options.firstJolokiaPort ?? null,
    exporter: [options.exporter ?? []].flat(),
    faultProxy: options.faultProxy ?? false,
    firstPort: options.firstPort ?? null,
    host: options.host ?? '127.0.0.1',
    brokerConfig: options.brokerConfig ?? {},
    racks: options.racks ?? true,
  };
}

function invalid(message: string): AppError {
  return new AppError('invalid', message);
}
