-- The relational half of the store. Must agree with prisma/schema.prisma.

CREATE TABLE "user" (
  id             text PRIMARY KEY,
  name           text NOT NULL,
  email          text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image          text,
  created_at     timestamptz(3) NOT NULL DEFAULT now(),
  updated_at     timestamptz(3) NOT NULL DEFAULT now(),
  role           text NOT NULL DEFAULT 'viewer' CHECK (role IN ('admin', 'viewer'))
);

CREATE TABLE session (
  id         text PRIMARY KEY,
  expires_at timestamptz(3) NOT NULL,
  token      text NOT NULL UNIQUE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL,
  ip_address text,
  user_agent text,
  user_id    text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE
);
CREATE INDEX session_user_id_idx ON session (user_id);

CREATE TABLE account (
  id                       text PRIMARY KEY,
  account_id               text NOT NULL,
  provider_id              text NOT NULL,
  user_id                  text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope                    text,
  password                 text,
  created_at               timestamptz(3) NOT NULL DEFAULT now(),
  updated_at               timestamptz(3) NOT NULL
);
CREATE INDEX account_user_id_idx ON account (user_id);

CREATE TABLE verification (
  id         text PRIMARY KEY,
  identifier text NOT NULL,
  value      text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX verification_identifier_idx ON verification (identifier);

CREATE TABLE rate_limit (
  id           text PRIMARY KEY,
  key          text NOT NULL UNIQUE,
  count        integer NOT NULL,
  last_request bigint NOT NULL
);

CREATE TABLE setup_link (
  token_hash text PRIMARY KEY,
  purpose    text NOT NULL CHECK (purpose IN ('setup', 'demo')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  used_at    timestamptz(3)
);

CREATE TABLE cluster (
  id                text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  key               serial NOT NULL UNIQUE,
  name              text NOT NULL,
  source            text NOT NULL CHECK (source IN ('app', 'environment', 'file')),
  enabled           boolean NOT NULL DEFAULT true,
  bootstrap         text[] NOT NULL,
  security          text NOT NULL,
  connection_sealed bytea NOT NULL,
  version           integer NOT NULL DEFAULT 1,
  created_at        timestamptz(3) NOT NULL DEFAULT now(),
  updated_at        timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE sampler_lease (
  cluster_key integer PRIMARY KEY REFERENCES cluster (key) ON DELETE CASCADE,
  holder      text NOT NULL,
  fence       bigint NOT NULL,
  expires_at  timestamptz(3) NOT NULL,
  acquired_at timestamptz(3) NOT NULL
);

CREATE TABLE sampler_heartbeat (
  sampler_id text PRIMARY KEY,
  host       text NOT NULL,
  pid        integer NOT NULL,
  started_at timestamptz(3) NOT NULL,
  beat_at    timestamptz(3) NOT NULL,
  info       jsonb NOT NULL
);

CREATE TABLE audit_entry (
  id         bigserial PRIMARY KEY,
  at         timestamptz(3) NOT NULL DEFAULT now(),
  actor_id   text,
  actor      text NOT NULL,
  action     text NOT NULL,
  resource   text NOT NULL,
  cluster_id text,
  outcome    text NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
  request_id text,
  remote     text,
  detail     jsonb NOT NULL
);
CREATE INDEX audit_entry_at_idx ON audit_entry (at DESC);
CREATE INDEX audit_entry_cluster_id_at_idx ON audit_entry (cluster_id, at DESC);

CREATE FUNCTION audit_entry_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse_change();

CREATE TABLE idempotency_key (
  user_id      text NOT NULL,
  key          text NOT NULL,
  request_hash text NOT NULL,
  status       integer,
  body         text,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  expires_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_key_expires_at_idx ON idempotency_key (expires_at);
