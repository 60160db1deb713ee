-- Time series. Bodies are packed by the sampler (lib/store/series/block-codec.ts, pass-codec.ts); lib/store/README.md explains the tiers.
-- Partitions are made ahead and dropped whole by lib/store/series/partitions.ts: there is no DEFAULT partition and no DELETE-based retention.

CREATE SCHEMA ts;

-- Who a series belongs to. int4 stands in every stored row instead of names. A recreated topic has another topic id and so another owner.
-- The key columns hold '' and -1 instead of NULL, so that one plain unique key serves every kind (PostgreSQL 14 has no NULLS NOT DISTINCT).
CREATE TABLE ts.owner (
  owner_id    integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cluster_key integer NOT NULL,
  kind        smallint NOT NULL,
  node        integer NOT NULL DEFAULT -1,
  topic_id    text NOT NULL DEFAULT '',
  group_name  text NOT NULL DEFAULT '',
  topic       text NOT NULL DEFAULT '',
  created_at  timestamptz NOT NULL DEFAULT now(),
  last_seen   timestamptz NOT NULL DEFAULT now(),
  UNIQUE (cluster_key, kind, group_name, topic_id, node)
);
CREATE INDEX owner_cluster_idx ON ts.owner (cluster_key, owner_id);
CREATE INDEX owner_topic_idx ON ts.owner (cluster_key, kind, topic) WHERE topic <> '';

-- One row a pass. The primary key makes a second sample of one slot impossible.
CREATE TABLE ts.pass (
  cluster_key      integer NOT NULL,
  slot             timestamptz NOT NULL,
  started_at       timestamptz NOT NULL,
  step_ms          integer NOT NULL,
  duration_ms      integer NOT NULL,
  requests         integer NOT NULL,
  bytes_out        bigint NOT NULL,
  bytes_in         bigint NOT NULL,
  brokers_answered integer NOT NULL,
  brokers_expected integer NOT NULL,
  fence            bigint NOT NULL,
  fault            jsonb,
  PRIMARY KEY (cluster_key, slot)
) PARTITION BY RANGE (slot);

-- The values of the passes of windows that are not compacted yet: append-only, one row a pass and shard (owner_id mod 16).
CREATE TABLE ts.pass_log (
  cluster_key integer NOT NULL,
  slot        timestamptz NOT NULL,
  shard       smallint NOT NULL,
  body        bytea NOT NULL,
  PRIMARY KEY (cluster_key, shard, slot)
) PARTITION BY RANGE (slot);

-- 5-minute blocks: all values of one owner in one window.
CREATE TABLE ts.raw (
  owner_id integer NOT NULL,
  t0       timestamptz NOT NULL,
  body     bytea NOT NULL,
  PRIMARY KEY (owner_id, t0)
) PARTITION BY RANGE (t0);

-- One row an owner and hour: 60 one-minute slots.
CREATE TABLE ts.minute (
  owner_id integer NOT NULL,
  t0       timestamptz NOT NULL,
  body     bytea NOT NULL,
  PRIMARY KEY (owner_id, t0)
) PARTITION BY RANGE (t0);

-- One row an owner and UTC day: 24 one-hour slots.
CREATE TABLE ts.hour (
  owner_id integer NOT NULL,
  t0       timestamptz NOT NULL,
  body     bytea NOT NULL,
  PRIMARY KEY (owner_id, t0)
) PARTITION BY RANGE (t0);

-- Bodies are already packed: pglz would burn time for nothing.
ALTER TABLE ts.pass_log ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE ts.raw ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE ts.minute ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE ts.hour ALTER COLUMN body SET STORAGE EXTERNAL;

-- How far each tier of a cluster is made. closed_until: no pass may be written below it any more. done_until: every row below it exists.
CREATE TABLE ts.watermark (
  cluster_key  integer NOT NULL,
  tier         text NOT NULL CHECK (tier IN ('raw', 'minute', 'hour')),
  closed_until timestamptz NOT NULL,
  done_until   timestamptz NOT NULL,
  PRIMARY KEY (cluster_key, tier)
);

-- "Now" of a cluster. UNLOGGED: it is rewritten by every pass, so a crash of the server costs one interval of list pages and no history.
CREATE UNLOGGED TABLE ts.snapshot (
  cluster_key integer NOT NULL,
  part        text NOT NULL,
  version     bigint NOT NULL,
  digest      text NOT NULL,
  written_at  timestamptz NOT NULL,
  body        bytea NOT NULL,
  PRIMARY KEY (cluster_key, part)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE ts.snapshot ALTER COLUMN body SET STORAGE EXTERNAL;
