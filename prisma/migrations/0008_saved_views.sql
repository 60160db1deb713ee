-- Named views of a person's lists: filter, order, columns and switches, as the query of an address. They go with the account.
CREATE TABLE saved_view (
  user_id    text           NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  list       text           NOT NULL,
  name       text           NOT NULL,
  query      text           NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, list, name)
);
