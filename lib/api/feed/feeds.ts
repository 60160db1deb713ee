import type { FeedList } from '#lib/contracts/feed.ts';
import { RetryLater } from '#lib/core/errors.ts';
import { ClusterFeed, type FeedDeps, type FeedEvent, type FeedSources } from './cluster-feed.ts';

/** What one person may read at once: a tab holds one. */
const READERS_PER_USER = 20;
const FULL_WAIT_SECONDS = 30;

/** One reader's connection to a feed. */
export interface FeedReader {
  /** The next event; null when nothing happened for a while, so that the connection is seen to live; undefined at its end. */
  next(): Promise<FeedEvent | null | undefined>;
  /** The reader went away. Ends a waiting `next`; may be called twice. */
  leave(): void;
}

/** All feeds of a process. */
export interface Feeds {
  /**
   * Events of a cluster until `signal` fires or the reader leaves. Ends by itself after ten minutes: the reader comes back, and is asked anew who it is.
   * Throws `too_many_requests` for a person with too many open.
   */
  read(reader: FeedReading): Promise<FeedReader>;
}

/** Who reads what. */
export interface FeedReading {
  clusterKey: number;
  userId: string;
  /** The list to be told row by row; null = passes alone. */
  list: FeedList | null;
  /** `takenAt` of the last pass the reader knows; null = it has just begun. */
  since: string | null;
  sources: FeedSources;
  signal: AbortSignal;
}

const BEAT_MS = 15_000;
const LIFE_MS = 10 * 60_000;

export function createFeeds(deps: FeedDeps): Feeds {
  const feeds = new Map<number, ClusterFeed>();
  const byUser = new Map<string, number>();
  return {
    async read({ clusterKey, userId, list, since, sources, signal }) {
      const open = byUser.get(userId) ?? 0;
      if (open >= READERS_PER_USER) throw new RetryLater('Too many live pages are open. Close some.', FULL_WAIT_SECONDS);
      byUser.set(userId, open + 1);
      let feed = feeds.get(clusterKey);
      if (feed === undefined) feeds.set(clusterKey, (feed = new ClusterFeed(deps, sources, clusterKey)));
      const joined = feed;
      const reader = await joined.join(list, since);
      const leave = () => {
        signal.removeEventListener('abort', leave);
        if (reader.box.isClosed) return;
        joined.leave(reader);
        const left = (byUser.get(userId) ?? 1) - 1;
        if (left > 0) byUser.set(userId, left);
        else byUser.delete(userId);
        if (joined.isIdle && feeds.get(clusterKey) === joined) feeds.delete(clusterKey);
      };
      signal.addEventListener('abort', leave, { once: true });
      if (signal.aborted) leave();
      const endAt = performance.now() + LIFE_MS;
      return {
        leave,
        async next() {
          const event = performance.now() < endAt ? await reader.box.take(BEAT_MS) : undefined;
          if (event !== undefined && !reader.box.isClosed) return event;
          leave();
          return undefined;
        },
      };
    },
  };
}
