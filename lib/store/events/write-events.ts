import type pg from 'pg';
import type { EventValue } from '#lib/contracts/events.ts';
import { toJson } from '#lib/core/json.ts';
import { timestamp } from '../series/tiers.ts';
import { storable, type NewEvent } from './types.ts';

const INSERT = `
  INSERT INTO ts.event (cluster_key, at, seq, dedupe, kind, scope_kind, scope_name, touches, detail)
  SELECT $1, e.at, e.seq, e.dedupe, e.kind, e.scope_kind, e.scope_name, ARRAY(SELECT jsonb_array_elements_text(e.touches)), e.detail
  FROM jsonb_to_recordset($2::jsonb)
    AS e (at timestamptz, seq integer, dedupe text, kind text, scope_kind text, scope_name text, touches jsonb, detail jsonb)
  ON CONFLICT (cluster_key, at, dedupe) DO NOTHING`;

/** Within a transaction: stores events; those that stand already are left as they are. Returns how many are new. */
export async function insertEvents(
  client: Pick<pg.ClientBase, 'query'>,
  clusterKey: number,
  events: readonly NewEvent[],
): Promise<number> {
  if (events.length === 0) return 0;
  const rows = events.map(({ atMs, seq, dedupe, kind, scope, touches, detail }) => ({
    at: timestamp(atMs),
    seq,
    dedupe: storable(dedupe),
    kind,
    scope_kind: scope.kind,
    scope_name: storable(scope.name),
    touches: touches.map(storable),
    detail: Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, storableValue(value)])),
  }));
  const { rowCount } = await client.query(INSERT, [clusterKey, toJson(rows)]);
  return rowCount ?? 0;
}

function storableValue(value: EventValue): EventValue {
  if (typeof value === 'string') return storable(value);
  return Array.isArray(value) ? value.map(storable) : value;
}
