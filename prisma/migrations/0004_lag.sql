-- What the sampler remembers of lag in time, so that a restart forgets nothing. Overwritten every few minutes under the lease, read once when a cluster is taken over.

-- When the end of each partition's log passed which offset: one packed row a topic, keyed by topic id (`name:…` on brokers without ids). See lib/lag/crossings-codec.ts.
CREATE TABLE ts.crossing (
  cluster_key integer NOT NULL,
  topic_key   text NOT NULL,
  written_at  timestamptz NOT NULL,
  body        bytea NOT NULL,
  PRIMARY KEY (cluster_key, topic_key)
);

-- Since when commits stand, how a group is used to commit, its window and its verdicts: one packed row a group. See lib/lag/group-codec.ts.
CREATE TABLE ts.group_lag (
  cluster_key integer NOT NULL,
  group_name  text NOT NULL,
  written_at  timestamptz NOT NULL,
  body        bytea NOT NULL,
  PRIMARY KEY (cluster_key, group_name)
);

-- Until when every topic that was not written since stood as its row says.
CREATE TABLE ts.lag_seen (
  cluster_key integer PRIMARY KEY,
  seen_until  timestamptz NOT NULL,
  -- Equal to that of the rows that were written along: they tell their own time.
  written_at  timestamptz NOT NULL
);
