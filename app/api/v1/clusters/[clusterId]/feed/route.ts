import type { FeedSources } from '#lib/api/feed/cluster-feed.ts';
import { eventStreamResponse } from '#lib/api/feed/event-stream.ts';
import { route } from '#lib/api/route.ts';
import type { Services } from '#lib/api/services.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { listGroups } from '#lib/groups/list-groups.ts';
import { listTopics } from '#lib/topics/list-topics.ts';

/** As many rows as a browser shows of a list. */
const WHOLE = { limit: 20_000 };

const sourcesOf = ({ db }: Services): FeedSources => ({
  topics: {
    rows: async (key) => (await listTopics(db, key, WHOLE)).data,
    nameOf: (row) => (row as TopicSummary).name,
  },
  groups: {
    rows: async (key) => (await listGroups(db, key, WHOLE)).data,
    nameOf: (row) => (row as GroupSummary).groupId,
  },
});

export const GET = route('readFeed', async ({ params, query, headers, signal, signedIn, services }) => {
  const { key } = await services.cluster(params.clusterId);
  const reader = await services.feeds.read({
    clusterKey: key,
    userId: signedIn().id,
    list: query.list ?? null,
    since: headers.get('last-event-id') ?? query.since ?? null,
    sources: sourcesOf(services),
    signal,
  });
  return eventStreamResponse(reader);
});
