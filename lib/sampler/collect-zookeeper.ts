import type { ZookeeperReading, ZookeeperServer } from '#lib/contracts/zookeeper.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { ZookeeperFact } from '#lib/problems/facts.ts';
import { askOutbound } from '#lib/sources/outbound-http.ts';
import { readByAdminServer, type GetText } from '#lib/sources/zookeeper-admin.ts';
import { readByFourLetterWords } from '#lib/sources/zookeeper.ts';
import { judgeEnsemble, overloadedServers, watchWaiting, type Waiting } from '#lib/zookeeper/judge-ensemble.ts';
import type { Collector, CollectorContext, Contribution } from './collector.ts';
import { outboundDoor } from './outbound-door.ts';
import { metricValue as one, type OwnerReading } from './sampled-values.ts';
import { wait } from './wait.ts';

const EVERY_MS = 15_000;
const DEADLINE_MS = 2_000;
/** A reading older than so many intervals is unknown. */
const FRESH_INTERVALS = 3;
/** Pause until the next look for a first pass, which tells the mode of the cluster. */
const FIRST_LOOK_MS = 500;
/** How often a broker's configuration is asked for the address, and how long an answer may take. */
const HINT_EVERY_MS = 600_000;
const HINT_DEADLINE_MS = 5_000;
const HINT_MAX = 500;
/** More servers than any ensemble has. */
const SERVERS_MAX = 15;
const SERVER_NAME_MAX = 300;

type Context = Pick<CollectorContext, 'db' | 'admin' | 'measuring' | 'clock' | 'logger' | 'lookup' | 'latest'>;

/** Reads the ZooKeeper ensemble of a cluster in that mode; where Farol was not told how, finds out where it probably is. Does nothing on KRaft. */
export function collectZookeeper(context: Context): Collector {
  let reading: ZookeeperReading | null = null;
  let readAtMs = 0;
  let waiting: Waiting = new Map();
  const source = context.measuring.zookeeper;
  const isConnected = source !== null && source.servers.length + source.adminUrls.length > 0;

  const read = async (signal: AbortSignal) => {
    const hint = isConnected ? null : await readHint(context, signal);
    const servers = isConnected ? await readServers(context) : [];
    waiting = watchWaiting(servers, waiting);
    readAtMs = context.clock.now();
    reading = { readAt: new Date(readAtMs).toISOString(), isConnected, hint, servers, ...judgeEnsemble(servers) };
  };

  return {
    name: 'zookeeper',
    async run(ended) {
      while (!ended.aborted) {
        const mode = context.latest()?.capabilities.mode;
        if (mode === 'zookeeper') await read(ended);
        await wait(mode === undefined ? FIRST_LOOK_MS : isConnected || mode === 'kraft' ? EVERY_MS : HINT_EVERY_MS, ended);
      }
    },
    contribute(nowMs): Contribution {
      // Not connected, or another mode: known to say nothing. Connected and not read yet: unknown.
      const isNone = !isConnected || context.latest()?.capabilities.mode === 'kraft';
      if (reading === null) return { values: [], parts: {}, facts: isNone ? { zookeeper: null } : {} };
      const isFresh = nowMs - readAtMs <= FRESH_INTERVALS * (isConnected ? EVERY_MS : HINT_EVERY_MS);
      const now = isFresh ? reading : { ...reading, servers: [], leader: null, hasQuorum: null };
      return {
        values: now.servers.map(serverValues),
        parts: { zookeeper: now },
        facts: isNone ? { zookeeper: null } : isFresh ? { zookeeper: factsOf(now, waiting) } : {},
      };
    },
  };
}

async function readServers(context: Context): Promise<ZookeeperServer[]> {
  const { measuring, lookup } = context;
  const door = outboundDoor(context);
  const get: GetText = async (url, bounds) =>
    (await askOutbound(door, { url: new URL(url), method: 'GET', credentials: null, ...bounds })).text;
  const { servers = [], adminUrls = [] } = measuring.zookeeper ?? {};
  return Promise.all([
    ...servers.slice(0, SERVERS_MAX).map((server) => readByFourLetterWords(server, { lookup, deadlineMs: DEADLINE_MS })),
    ...adminUrls.slice(0, SERVERS_MAX).map((url) => readByAdminServer(url, get, DEADLINE_MS)),
  ]);
}

/** `zookeeper.connect` of any broker that tells it; null without the right to read configurations. */
async function readHint({ admin, latest, logger }: Context, signal: AbortSignal): Promise<string | null> {
  const broker = latest()?.topology.brokers[0];
  if (broker === undefined) return null;
  try {
    const [item] = await admin.describeConfigs('broker', [String(broker.nodeId)], {
      keys: ['zookeeper.connect'],
      deadlineMs: HINT_DEADLINE_MS,
      signal,
    });
    const value = item?.ok ? item.value.find(({ name }) => name === 'zookeeper.connect')?.value : null;
    return value?.slice(0, HINT_MAX) ?? null;
  } catch (error) {
    if (!signal.aborted && !(error instanceof KafkaUnavailableError)) throw error;
    logger.debug({ err: error }, 'no broker told where its ZooKeeper is');
    return null;
  }
}

function serverValues(server: ZookeeperServer): OwnerReading {
  const name = server.server.slice(0, SERVER_NAME_MAX);
  return {
    ref: { kind: 'zookeeper', topicId: name, topic: name },
    values: [
      one('zookeeper.latency_avg', server.latencyAvgMs),
      one('zookeeper.latency_max', server.latencyMaxMs),
      one('zookeeper.outstanding_requests', server.outstandingRequests),
      one('zookeeper.znodes', server.znodes),
      one('zookeeper.connections', server.connections),
      // A server that answers and may not tell more is not down.
      one('zookeeper.up', server.state === 'not_allowed' ? null : Number(server.state === 'serving')),
    ],
  };
}

function factsOf(reading: ZookeeperReading, waiting: Waiting): ZookeeperFact {
  return {
    servers: reading.servers.length,
    hasQuorum: reading.hasQuorum,
    // Servers that all have no quorum are one problem, not several.
    down: reading.servers.flatMap(({ server, state, fault }) =>
      fault !== null && (state === 'not_answering' || (state === 'not_serving' && reading.hasQuorum === true))
        ? [{ server, fault }]
        : [],
    ),
    overloaded: overloadedServers(reading.servers, waiting),
  };
}
