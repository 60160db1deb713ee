import { systemClock, type Clock } from '#lib/core/clock.ts';
import { AppError } from '#lib/core/errors.ts';
import { createLogger, type Logger } from '#lib/core/logger.ts';
import { DENIED_BY_DEFAULT, denyNetworks, guardedLookup } from '#lib/core/outbound-lookup.ts';
import { ownDatabaseRule } from '#lib/core/own-database.ts';
import { VERSION } from '#lib/core/version.ts';
import { env } from '#lib/env.ts';
import { createAuth, type Auth } from '#lib/auth/auth.ts';
import { authenticate, type SignedInUser } from '#lib/auth/authenticate.ts';
import { clusterRepository, type ClusterRecord, type ClusterRepository } from '#lib/store/clusters.ts';
import { openDatabase, type Database } from '#lib/store/database.ts';
import { createSecretBox } from '#lib/store/secret-box.ts';
import { createFeeds, type Feeds } from './feed/feeds.ts';
import { createKafkaClients, type KafkaClients } from './kafka-clients.ts';
import { createApiMetrics, type ApiMetrics } from './metrics.ts';
import { createRateLimiter } from './rate-limit.ts';

/** The settings that handlers need; a part of the environment. */
export interface ApiSettings {
  /** Farol's own PostgreSQL, to which no cluster may lead; absent or null = nothing to keep clusters away from. */
  databaseUrl?: string | null;
  publicUrl: string | null;
  appSecret: string;
  demo: boolean;
  metricsToken: string | null;
  /** Series of single partitions that one cluster may have at `/metrics/kafka`. */
  metricsSeriesMax: number;
}

/** Everything handlers work with, made once per process. */
export interface Services {
  env: ApiSettings;
  db: Database;
  auth: Auth;
  clusters: ClusterRepository;
  kafka: KafkaClients;
  feeds: Feeds;
  clock: Clock;
  logger: Logger;
  metrics: ApiMetrics;
  limiter: { take(caller: string): number };
  /** Whether each answer is checked against its contract before it is sent; in tests. */
  checkAnswers: boolean;
  /** Who the cookie belongs to; null for nobody. */
  authenticate(headers: Headers): Promise<SignedInUser | null>;
  /** The cluster of a URL. Throws `not_found`. */
  cluster(clusterId: string): Promise<ClusterRecord>;
}

/** Requests one caller may make: a page with twelve live charts asks about thirty at once and a few each second. */
const CALLER_RULE = { capacity: 300, refillPerSecond: 50 };

/** Connections of the web process to PostgreSQL. */
const WEB_CONNECTIONS = 10;

/**
 * Where the process keeps its services. Next.js bundles each route by itself, so a variable of this module would exist several times;
 * a registered symbol on the global object exists once.
 */
const PLACE: unique symbol = Symbol.for('farol.services');
const holder = globalThis as { [PLACE]?: Services };

/** This process's services, made on the first call. Touches neither the database nor a cluster. */
export function services(): Services {
  holder[PLACE] ??= fromEnvironment();
  return holder[PLACE];
}

/** Puts other services in place: tests give a database of their own. null: the next call makes them from the environment again. */
export function installServices(own: Services | null): void {
  if (own === null) delete holder[PLACE];
  else holder[PLACE] = own;
}

function fromEnvironment(): Services {
  const settings = env();
  if (settings.databaseUrl === null) {
    throw new AppError(
      'unavailable',
      'The web server was started without DATABASE_URL. Start Farol by its launcher, which provides one.',
    );
  }
  const logger = createLogger({ name: 'web', level: settings.logLevel });
  const db = openDatabase({ url: settings.databaseUrl, applicationName: 'farol-web', maxConnections: WEB_CONNECTIONS, logger });
  return createServices({ settings, db, logger, clock: systemClock });
}

/** Builds the services on a database. */
export function createServices(given: {
  settings: ApiSettings;
  db: Database;
  logger: Logger;
  clock: Clock;
  checkAnswers?: boolean;
}): Services {
  const { settings, db, logger, clock } = given;
  const auth = createAuth({ db, appSecret: settings.appSecret, publicUrl: settings.publicUrl });
  const clusters = clusterRepository(db, createSecretBox(settings.appSecret));
  const lookup = guardedLookup(denyNetworks(DENIED_BY_DEFAULT), undefined, ownDatabaseRule(settings.databaseUrl ?? null));
  return {
    env: settings,
    db,
    auth,
    clusters,
    kafka: createKafkaClients({ clusters, clock, logger, lookup }),
    feeds: createFeeds({ db, logger }),
    clock,
    logger,
    metrics: createApiMetrics(VERSION),
    limiter: createRateLimiter(CALLER_RULE, () => clock.monotonic()),
    checkAnswers: given.checkAnswers ?? false,
    authenticate: (headers) => authenticate({ db, auth, demo: settings.demo }, headers),
    async cluster(clusterId) {
      const found = await clusters.get(clusterId);
      if (found === null) throw new AppError('not_found', `There is no cluster “${clusterId}”.`);
      return found;
    },
  };
}
