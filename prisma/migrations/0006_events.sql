-- What happened in a cluster, one row an event. Passes write theirs in their own transaction; marks come over the API.
-- `dedupe` names the event within its moment, so that writing a pass again adds nothing. `seq` orders the events of one moment.
-- `touches` holds `kind:name` of the brokers, topics and groups whose time lines show it (bounded by the writer).
CREATE TABLE ts.event (
  cluster_key integer NOT NULL,
  at          timestamptz NOT NULL,
  seq         integer NOT NULL,
  dedupe      text NOT NULL,
  kind        text NOT NULL,
  scope_kind  text NOT NULL,
  scope_name  text NOT NULL,
  touches     text[] NOT NULL,
  detail      jsonb NOT NULL,
  PRIMARY KEY (cluster_key, at, dedupe)
) PARTITION BY RANGE (at);

CREATE INDEX event_touches_idx ON ts.event USING gin (touches);
