import { ByteReader, ByteWriter } from '#lib/core/byte-stream.ts';
import type { Crossings } from './crossings.ts';

const VERSION = 1;
/** More partitions than any topic has: a stored body that claims more is not one of ours. */
const PARTITIONS_MAX = 1_000_000;
const POINTS_MAX = 64;

/** A point of a stored body. */
export interface StoredPoint {
  offset: number;
  atMs: number;
  seeded: boolean;
}

/** The crossings of the partitions `[from, from + count)` of one topic as bytes; null when nothing is known of any. Differences in varints: about 6 bytes a point. */
export function encodeCrossings(crossings: Crossings, from: number, count: number): Buffer | null {
  const writer = new ByteWriter(1_024);
  writer.byte(VERSION);
  writer.varint(count);
  let known = 0;
  for (let partition = from; partition < from + count; partition++) {
    const points = crossings.points(partition);
    writer.byte(points.length);
    known += points.length;
    let offset = 0;
    let atMs = 0;
    for (const point of points) {
      // Varints hold whole numbers; times of points are as odd as the clock was when the first one was noted.
      const pointMs = Math.round(point.atMs);
      writer.varint(point.offset - offset);
      writer.varint((pointMs - atMs) * 2 + (point.seeded ? 1 : 0));
      offset = point.offset;
      atMs = pointMs;
    }
  }
  return known === 0 ? null : writer.copy();
}

/** Points by partition number, as stored. Throws on bytes that are not a body of this version. */
export function decodeCrossings(body: Uint8Array): StoredPoint[][] {
  const reader = new ByteReader(body);
  const version = reader.byte();
  const partitions = reader.varint();
  if (version !== VERSION || partitions > PARTITIONS_MAX) throw new Error(`stored crossings of version ${version} are not known`);
  return Array.from({ length: partitions }, () => {
    const count = reader.byte();
    if (count > POINTS_MAX) throw new Error(`stored crossings claim ${count} points`);
    let offset = 0;
    let atMs = 0;
    return Array.from({ length: count }, () => {
      offset += reader.varint();
      const time = reader.varint();
      atMs += Math.floor(time / 2);
      return { offset, atMs, seeded: time % 2 === 1 };
    });
  });
}
