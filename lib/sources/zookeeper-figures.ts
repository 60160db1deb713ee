import type { ZookeeperServer } from '#lib/contracts/zookeeper.ts';

/** What a server told, under the names of `mntr` without their `zk_`, which are those of its admin server too. */
export type Figures = ReadonlyMap<string, string>;

/** Longest version that is kept: it comes from outside. */
const VERSION_MAX = 40;

/** A server of which nothing is known but why. */
export function notAnswering(
  server: string,
  via: ZookeeperServer['via'],
  fault: NonNullable<ZookeeperServer['fault']>,
): ZookeeperServer {
  return { ...readFigures(server, via, new Map(), null), state: 'not_answering', fault };
}

/** The figures of a server that serves. */
export function readFigures(
  server: string,
  via: ZookeeperServer['via'],
  figures: Figures,
  isOk: boolean | null,
): ZookeeperServer {
  const number = (name: string): number | null => {
    const text = figures.get(name);
    const value = text === undefined || text === '' ? NaN : Number(text);
    // A negative latency means "none measured yet" in old versions.
    return Number.isFinite(value) && value >= 0 ? value : null;
  };
  return {
    server,
    via,
    state: 'serving',
    fault: null,
    mode: modeOf(figures.get('server_state')),
    isOk,
    version: figures.get('version')?.split(/[-,]/)[0]?.slice(0, VERSION_MAX) ?? null,
    latencyAvgMs: number('avg_latency'),
    latencyMaxMs: number('max_latency'),
    outstandingRequests: number('outstanding_requests'),
    znodes: number('znode_count'),
    watches: number('watch_count'),
    ephemerals: number('ephemerals_count'),
    connections: number('num_alive_connections'),
    openFiles: number('open_file_descriptor_count'),
    dataBytes: number('approximate_data_size'),
    uptimeMs: number('uptime'),
    syncedFollowers: number('synced_followers'),
  };
}

function modeOf(state: string | undefined): ZookeeperServer['mode'] {
  switch (state) {
    case 'leader':
    case 'follower':
    case 'observer':
    case 'standalone':
      return state;
    case 'read-only':
      return 'read_only';
    default:
      return null;
  }
}
