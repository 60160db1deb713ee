import type pg from 'pg';
import type { Json } from '#lib/core/json.ts';

/** One thing somebody did or tried. Never holds secrets or message payloads. */
export interface NewAuditEntry {
  /** Id of the user; null for the server itself or somebody not signed in. */
  actorId: string | null;
  /** Name or e-mail as it was then, so that the entry outlives the account. */
  actor: string;
  /** `noun.verb`, e.g. `cluster.create`. */
  action: string;
  /** What it was done to, e.g. `cluster/prod`. */
  resource: string;
  /** Id of the Kafka cluster concerned; null when none is. */
  clusterId: string | null;
  outcome: 'done' | 'refused' | 'failed';
  requestId: string | null;
  /** Address the request came from; null for the server itself. */
  remote: string | null;
  /** What changed, or why not. */
  detail: Json;
}

export interface AuditEntry extends NewAuditEntry {
  id: bigint;
  at: Date;
}

/** The pool, or the client of a running transaction: an entry commits or rolls back with the change it tells of. */
export type Queryable = Pick<pg.Pool | pg.ClientBase, 'query'>;

interface AuditRow extends Omit<AuditEntry, 'id'> {
  id: string;
}

const COLUMNS = `id, at, actor_id AS "actorId", actor, action, resource, cluster_id AS "clusterId", outcome, request_id AS "requestId", remote, detail`;

/** Appends an entry. `on` is `db.pool` or the client inside `inTransaction`. */
export async function insertAudit(on: Queryable, entry: NewAuditEntry): Promise<void> {
  await on.query(
    `INSERT INTO audit_entry (actor_id, actor, action, resource, cluster_id, outcome, request_id, remote, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      entry.actorId,
      entry.actor,
      entry.action,
      entry.resource,
      entry.clusterId,
      entry.outcome,
      entry.requestId,
      entry.remote,
      JSON.stringify(entry.detail),
    ],
  );
}

/** Entries, the newest first. `before` is the id of the last entry of the page before; `clusterId` selects one cluster's. */
export async function listAudit(
  on: Queryable,
  page: { limit: number; before?: bigint; clusterId?: string },
): Promise<AuditEntry[]> {
  const { rows } = await on.query<AuditRow>(
    `SELECT ${COLUMNS} FROM audit_entry
     WHERE ($2::bigint IS NULL OR id < $2) AND ($3::text IS NULL OR cluster_id = $3) ORDER BY id DESC LIMIT $1`,
    [page.limit, page.before ?? null, page.clusterId ?? null],
  );
  return rows.map((row) => ({ ...row, id: BigInt(row.id) }));
}
