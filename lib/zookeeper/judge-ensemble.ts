import type { ZookeeperServer } from '#lib/contracts/zookeeper.ts';

/** What the servers say together. */
export interface EnsembleJudgement {
  /** The server that leads (or stands alone); null when none that answers does. */
  leader: string | null;
  /** false when every server that tells says that it does not serve; null when none tells. A follower serves only while there is a leader, so one that serves is enough. */
  hasQuorum: boolean | null;
}

/** More waiting requests than this in so many readings in a row: the server does not keep up. One full moment is none. */
const OUTSTANDING_MAX = 10;
const OUTSTANDING_READINGS = 3;

/** Readings in a row, by server, in which it had too many requests waiting. One that did not tell starts anew: it is told as not answering. */
export type Waiting = ReadonlyMap<string, number>;

/** Follows the waiting requests one reading further. */
export function watchWaiting(servers: readonly ZookeeperServer[], before: Waiting): Waiting {
  return new Map(
    servers.map(({ server, outstandingRequests }) => [
      server,
      (outstandingRequests ?? 0) > OUTSTANDING_MAX ? (before.get(server) ?? 0) + 1 : 0,
    ]),
  );
}

/** Servers that have had too many requests waiting for long enough, with how many there are now. */
export function overloadedServers(
  servers: readonly ZookeeperServer[],
  waiting: Waiting,
): { server: string; outstanding: number }[] {
  return servers.flatMap(({ server, outstandingRequests }) =>
    (waiting.get(server) ?? 0) >= OUTSTANDING_READINGS ? [{ server, outstanding: outstandingRequests ?? 0 }] : [],
  );
}

/** Whether an ensemble works, as far as its servers answer. */
export function judgeEnsemble(servers: readonly ZookeeperServer[]): EnsembleJudgement {
  const telling = servers.filter(({ state }) => state === 'serving' || state === 'not_serving');
  const leader = servers.find(({ mode }) => mode === 'leader' || mode === 'standalone');
  return {
    leader: leader?.server ?? null,
    // A server in read-only mode serves reads without a quorum.
    hasQuorum: telling.length === 0 ? null : telling.some(({ state, mode }) => state === 'serving' && mode !== 'read_only'),
  };
}
