-- Live mode reads a cluster every second for one page: at most two at a time for each cluster, whatever the number of web processes.
-- A row is a taken slot; one that expired is free. Times are PostgreSQL's.
CREATE TABLE live_session (
  cluster_key integer        NOT NULL REFERENCES cluster (key) ON DELETE CASCADE,
  slot        integer        NOT NULL CHECK (slot BETWEEN 1 AND 2),
  holder      text           NOT NULL,
  expires_at  timestamptz(3) NOT NULL,
  PRIMARY KEY (cluster_key, slot)
);

-- Why a pass stood at its cadence ('size', 'back_off', 'budget'; NULL = written before this was kept) and the bound on requests per second then in force (NULL = none).
ALTER TABLE ts.pass ADD COLUMN interval_reason text;
ALTER TABLE ts.pass ADD COLUMN requests_max double precision;
