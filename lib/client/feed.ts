import type { QueryClient } from '@tanstack/react-query';
import type { FeedList, FeedRows } from '#lib/contracts/feed.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { WholeList } from './fetch-all-pages.ts';
import { apiPath, withQuery } from './fetch-json.ts';
import { patchRows } from './patch-rows.ts';
import { queryKeys } from './query-keys.ts';
import { isBehindPass, setFed } from './refresh.ts';

/** After a refusal (too many pages open, a server that restarts) the feed is asked for again; until then pages poll. */
const AGAIN_MS = 15_000;

const feedSchemas = () => import('#lib/contracts/feed.ts');

/** Lists that a feed patches row by row. */
const LISTS = {
  topics: { key: queryKeys.topics, nameOf: (row: TopicSummary) => row.name },
  groups: { key: queryKeys.groups, nameOf: (row: GroupSummary) => row.groupId },
} as const;

/**
 * Follows a cluster: each new pass makes what is on screen and older ask again, and `list` is patched row by row without asking.
 * The browser resumes by itself after a break; whatever cannot be patched is asked for. Returns the way to end it.
 */
export function followCluster(client: QueryClient, clusterId: string, list: FeedList | null): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let since: string | null = null;

  const onPass = async (event: MessageEvent<string>) => {
    const { FeedPass } = await feedSchemas();
    const pass = FeedPass.safeParse(JSON.parse(event.data));
    if (!pass.success) return;
    since = pass.data.takenAt;
    void client.refetchQueries({
      queryKey: queryKeys.cluster(clusterId),
      type: 'active',
      predicate: (query) => isBehindPass(query, pass.data.takenAt),
    });
  };
  const onRows = async (event: MessageEvent<string>) => {
    if (list === null) return;
    const { FEED_ROWS } = await feedSchemas();
    const rows = FEED_ROWS[list].safeParse(JSON.parse(event.data));
    if (rows.success) patchList(client, clusterId, list, rows.data as FeedRows<never>);
  };
  const onReset = () => {
    if (list !== null) void client.invalidateQueries({ queryKey: LISTS[list].key(clusterId), exact: true });
  };
  // Events are handled one after the other, in their order, although the first waits for its schema.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (handle: (event: MessageEvent<string>) => unknown) => (event: MessageEvent<string>) => {
    turn = turn.then(() => handle(event)).catch(() => undefined);
  };

  const open = () => {
    source = new EventSource(withQuery(apiPath('clusters', clusterId, 'feed'), { list, since }));
    source.addEventListener('open', () => setFed(clusterId, true));
    source.addEventListener('pass', inTurn(onPass));
    source.addEventListener('rows', inTurn(onRows));
    source.addEventListener('reset', inTurn(onReset));
    source.addEventListener('error', () => {
      setFed(clusterId, false);
      // A broken connection is taken up again by the browser; a refused one is not.
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS);
    });
  };
  open();
  return () => {
    clearTimeout(again);
    source?.close();
    setFed(clusterId, false);
  };
}

function patchList(client: QueryClient, clusterId: string, list: FeedList, patch: FeedRows<never>): void {
  const { key, nameOf } = LISTS[list];
  const known = client.getQueryData<WholeList<never>>(key(clusterId));
  // Nothing is there yet: the question under way brings the newest.
  if (known === undefined) return;
  const patched = patchRows(known, patch, nameOf as (row: never) => string);
  if (patched !== null) client.setQueryData(key(clusterId), patched);
}
