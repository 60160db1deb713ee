import { describe, expect, test } from 'vitest';
import { parsePartition, partitionAt, partitionsDue, PARTITIONS_AHEAD } from './partitions.ts';
import { ceilTo, floorTo, shardOf } from './tiers.ts';

const at = Date.UTC(2026, 11, 31, 23, 59, 59, 999);

describe('partitions', () => {
  test.each([
    ['pass', 'pass_20261231', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['pass_log', 'pass_log_20261231_23', '2026-12-31T23:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['raw', 'raw_20261231_18', '2026-12-31T18:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['minute', 'minute_20261231', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['canary', 'canary_20261231', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['hour', 'hour_202612', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ] as const)('%s: the last moment of a year lies in %s', (table, name, from, to) => {
    const partition = partitionAt(table, at);
    expect([partition.name, new Date(partition.fromMs).toISOString(), new Date(partition.toMs).toISOString()]).toEqual([
      name,
      from,
      to,
    ]);
    expect(parsePartition(name)).toEqual(partition);
  });

  test('partitions due follow each other without a hole, from one before now to three ahead', () => {
    for (const table of ['pass', 'pass_log', 'raw', 'minute', 'hour', 'canary'] as const) {
      const due = partitionsDue(at).filter((partition) => partition.table === table);
      expect(due).toHaveLength(2 + PARTITIONS_AHEAD);
      expect(due.slice(1).map((partition) => partition.fromMs)).toEqual(due.slice(0, -1).map((partition) => partition.toMs));
      expect(due[1]?.fromMs).toBeLessThanOrEqual(at);
      expect(due[1]?.toMs).toBeGreaterThan(at);
    }
  });

  test('names that are not ours are never parsed, so never dropped', () => {
    for (const name of ['raw', 'raw_2026', 'raw_20261321_00', 'raw_20261221_05', 'owner_20261221', 'pass_20261221_00'])
      expect(parsePartition(name)).toBeNull();
  });
});

describe('grid', () => {
  test('snapping is half-open and leaves multiples alone', () => {
    expect([floorTo(119_999, 60_000), floorTo(120_000, 60_000), ceilTo(120_000, 60_000), ceilTo(120_001, 60_000)]).toEqual([
      60_000, 120_000, 120_000, 180_000,
    ]);
  });

  test('every owner has one of sixteen shards', () => {
    expect([0, 15, 16, 1_000_003].map(shardOf)).toEqual([0, 15, 0, 3]);
  });
});
