-- What the canary counted (lib/store/canary.ts): one row a minute, broker and kind (1 produce, 2 end to end, 3 commit) with a histogram of latencies that can be
-- added to others. `run` is the sampler run that counted: one that starts anew within a minute has rows of its own, so nothing is doubled or lost.
CREATE TABLE ts.canary (
  cluster_key integer NOT NULL,
  minute      timestamptz NOT NULL,
  node        integer NOT NULL,
  kind        smallint NOT NULL,
  run         bigint NOT NULL,
  ok          integer NOT NULL,
  timeouts    integer NOT NULL,
  -- Other failures by code; NULL = none.
  errors      jsonb,
  lost        integer NOT NULL,
  late        integer NOT NULL,
  duplicates  integer NOT NULL,
  flagged     integer NOT NULL,
  body        bytea NOT NULL,
  PRIMARY KEY (cluster_key, minute, node, kind, run)
) PARTITION BY RANGE (minute);
