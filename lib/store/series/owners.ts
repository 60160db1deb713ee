import type { OwnerKind } from '#lib/catalog/metrics.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Database } from '../database.ts';
import type { Owner, OwnerRef } from './types.ts';

/** Numbers in stored rows: never reuse or renumber one. */
const KIND_NUMBER: Readonly<Record<OwnerKind, number>> = {
  cluster: 1,
  broker: 2,
  topic: 3,
  group: 4,
  group_topic: 5,
  log_dir: 6,
  zookeeper: 7,
};
const KIND_BY_NUMBER = new Map(Object.entries(KIND_NUMBER).map(([kind, number]) => [number, kind as OwnerKind]));

interface OwnerRow {
  owner_id: number;
  kind: number;
  node: number;
  topic_id: string;
  group_name: string;
  topic: string;
}

const NO_NODE = -1;

/** Identity of an owner within its cluster; the topic's name is not part of it. */
const keyOf = (row: Omit<OwnerRow, 'owner_id' | 'topic'>): string =>
  JSON.stringify([row.kind, row.group_name, row.topic_id, row.node]);

function toRow(ref: OwnerRef): Omit<OwnerRow, 'owner_id'> {
  return {
    kind: KIND_NUMBER[ref.kind],
    node: ref.node ?? NO_NODE,
    topic_id: ref.topicId ?? '',
    group_name: ref.group ?? '',
    topic: ref.topic ?? '',
  };
}

function toOwner(row: OwnerRow, clusterKey: number): Owner {
  const kind = KIND_BY_NUMBER.get(row.kind);
  if (kind === undefined) throw new AppError('internal', `owner ${row.owner_id} has the unknown kind ${row.kind}`);
  const owner: Owner = { ownerId: row.owner_id, clusterKey, kind };
  if (row.node !== NO_NODE) owner.node = row.node;
  if (row.topic_id !== '') owner.topicId = row.topic_id;
  if (row.topic !== '') owner.topic = row.topic;
  if (row.group_name !== '') owner.group = row.group_name;
  return owner;
}

const FIND_MANY = `
  SELECT o.owner_id, o.kind, o.node, o.topic_id, o.group_name, o.topic
  FROM unnest($2::smallint[], $3::int[], $4::text[], $5::text[]) AS want (kind, node, topic_id, group_name)
  JOIN ts.owner o ON o.cluster_key = $1 AND o.kind = want.kind AND o.group_name = want.group_name AND o.topic_id = want.topic_id AND o.node = want.node`;

const INSERT_MANY = `
  INSERT INTO ts.owner (cluster_key, kind, node, topic_id, group_name, topic)
  SELECT $1, * FROM unnest($2::smallint[], $3::int[], $4::text[], $5::text[], $6::text[])
  ON CONFLICT (cluster_key, kind, group_name, topic_id, node) DO NOTHING`;

/** Owners a statement; keeps parameters of one statement small. */
const BATCH = 5_000;

/**
 * The numbers of the given owners, in the given order; unknown ones are registered. Safe when several processes register the same ones at once.
 * Identity of a topic is its id, so the same name with another id is another owner.
 */
export async function ensureOwners(db: Pick<Database, 'pool'>, clusterKey: number, refs: readonly OwnerRef[]): Promise<Owner[]> {
  const ids = new Map<string, Owner>();
  const rows = refs.map(toRow);
  const distinct = [...new Map(rows.map((row) => [keyOf(row), row])).values()];
  for (let start = 0; start < distinct.length; start += BATCH) {
    const batch = distinct.slice(start, start + BATCH);
    await findInto(db, clusterKey, batch, ids);
    // Sorted, so that two processes that register the same owners lock them in the same order.
    const missing = batch.filter((row) => !ids.has(keyOf(row))).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    if (missing.length === 0) continue;
    await db.pool.query(INSERT_MANY, [clusterKey, ...columnsOf(missing), missing.map((row) => row.topic)]);
    await findInto(db, clusterKey, missing, ids);
  }
  return rows.map((row) => {
    const owner = ids.get(keyOf(row));
    if (owner === undefined) throw new AppError('internal', `owner ${keyOf(row)} could not be registered`);
    return owner;
  });
}

const columnsOf = (rows: readonly Omit<OwnerRow, 'owner_id'>[]): unknown[] => [
  rows.map((row) => row.kind),
  rows.map((row) => row.node),
  rows.map((row) => row.topic_id),
  rows.map((row) => row.group_name),
];

async function findInto(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  wanted: readonly Omit<OwnerRow, 'owner_id'>[],
  found: Map<string, Owner>,
): Promise<void> {
  const { rows } = await db.pool.query<OwnerRow>(FIND_MANY, [clusterKey, ...columnsOf(wanted)]);
  for (const row of rows) found.set(keyOf(row), toOwner(row, clusterKey));
}

/** Owners of one kind; absent fields do not select. The newest incarnation of a topic comes first. */
export async function findOwners(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  filter: { kind: OwnerKind; group?: string; topic?: string; topicId?: string; node?: number },
): Promise<Owner[]> {
  const { rows } = await db.pool.query<OwnerRow>(
    `SELECT owner_id, kind, node, topic_id, group_name, topic FROM ts.owner
     WHERE cluster_key = $1 AND kind = $2
       AND ($3::text IS NULL OR group_name = $3) AND ($4::text IS NULL OR topic = $4)
       AND ($5::text IS NULL OR topic_id = $5) AND ($6::int IS NULL OR node = $6)
     ORDER BY owner_id DESC`,
    [
      clusterKey,
      KIND_NUMBER[filter.kind],
      filter.group ?? null,
      filter.topic ?? null,
      filter.topicId ?? null,
      filter.node ?? null,
    ],
  );
  return rows.map((row) => toOwner(row, clusterKey));
}
