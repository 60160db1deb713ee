import { ByteReader, ByteWriter } from '#lib/core/byte-stream.ts';
import { VerdictCode } from '#lib/contracts/verdict.ts';
import type { GroupTrack } from './group-track.ts';
import type { StoredGroup, StoredRow, StoredTopic } from './stored-group.ts';

const VERSION = 1;
/** No stored body of ours claims more of anything. */
const COUNT_MAX = 2_000_000;

/** Where a dense index lies, in names that survive a restart. */
export interface Place {
  /** Topic id, or its name on brokers that have none. */
  key: string;
  topic: string;
  partition: number;
}

/** One group as bytes; `placeOf` names a dense index (null = gone). */
export function encodeGroup(track: GroupTrack, placeOf: (partition: number) => Place | null): Buffer {
  const writer = new ByteWriter(1_024);
  const byTopic = new Map<string, { topic: string; rows: number[] }>();
  for (let row = 0; row < track.partitions.length; row++) {
    const place = placeOf(track.partitions[row] ?? -1);
    if (place === null) continue;
    const known = byTopic.get(place.key);
    if (known === undefined) byTopic.set(place.key, { topic: place.topic, rows: [row] });
    else known.rows.push(row);
  }
  writer.byte(VERSION);
  code(writer, track.code, track.codeSinceMs);
  list(writer, track.rebalancedAt);
  list(writer, track.rhythm.gaps);
  list(writer, track.rhythm.steps);
  writer.varint(byTopic.size);
  for (const [key, { topic, rows }] of byTopic) {
    text(writer, key);
    text(writer, topic);
    const { watchedSinceMs, code: own, codeSinceMs, slots, window } = watchedTopic(track, key);
    time(writer, watchedSinceMs);
    code(writer, own, codeSinceMs);
    writer.varint(slots);
    writer.varint(window.length);
    for (const value of window) writer.float64(value);
    writer.varint(rows.length);
    for (const row of rows) {
      const p = track.partitions[row] ?? -1;
      const rewind = track.rewinds.get(p);
      writer.varint(placeOf(p)?.partition ?? 0);
      time(writer, track.commit[row] ?? NaN);
      time(writer, track.flatSince[row] ?? NaN);
      time(writer, track.movedAt[row] ?? NaN);
      time(writer, track.zeroAt[row] ?? NaN);
      time(writer, rewind?.from ?? NaN);
      if (rewind !== undefined) time(writer, rewind.atMs);
    }
  }
  return writer.copy();
}

/** A group as it was stored. Throws on bytes that are not a body of this version. */
export function decodeGroup(body: Uint8Array): StoredGroup {
  const reader = new ByteReader(body);
  const version = reader.byte();
  if (version !== VERSION) throw new Error(`a stored group of version ${version} is not known`);
  const readCode = (): { code: VerdictCode | null; codeSinceMs: number } => {
    const name = VerdictCode.options[reader.byte() - 1] ?? null;
    return { code: name, codeSinceMs: readTime(reader) };
  };
  const own = readCode();
  const numbers = () => Array.from({ length: countOf(reader) }, () => reader.varint());
  const rebalancedAt = numbers();
  const gaps = numbers();
  const steps = numbers();
  const topics = Array.from({ length: countOf(reader) }, (): StoredTopic => {
    const key = readText(reader);
    const topic = readText(reader);
    const watchedSinceMs = readTime(reader);
    const { code: topicCode, codeSinceMs } = readCode();
    const slots = reader.varint();
    const window = Float64Array.from({ length: countOf(reader) }, () => reader.float64());
    const rows = Array.from({ length: countOf(reader) }, (): StoredRow => {
      const partition = reader.varint();
      const commit = readTime(reader);
      const flatSince = readTime(reader);
      const movedAt = readTime(reader);
      const zeroAt = readTime(reader);
      const from = readTime(reader);
      return {
        partition,
        commit,
        flatSince,
        movedAt,
        zeroAt,
        rewind: Number.isNaN(from) ? null : { from, atMs: readTime(reader) },
      };
    });
    return { key, topic, watchedSinceMs, code: topicCode, codeSinceMs, slots, window, rows };
  });
  return { ...own, rebalancedAt, gaps, steps, topics };
}

/** What is followed of a topic, or what was stored of one that has not been polled since. */
function watchedTopic(
  track: GroupTrack,
  key: string,
): Pick<StoredTopic, 'watchedSinceMs' | 'code' | 'codeSinceMs' | 'slots' | 'window'> {
  const watched = track.topics.get(key);
  if (watched === undefined) {
    return (
      track.restored.get(key) ?? { watchedSinceMs: NaN, code: null, codeSinceMs: NaN, slots: 0, window: new Float64Array(0) }
    );
  }
  const { slots, width, data } = watched.window;
  return { ...watched, slots, window: data.subarray(0, slots * width) };
}

function code(writer: ByteWriter, value: VerdictCode | null, sinceMs: number): void {
  writer.byte(value === null ? 0 : VerdictCode.options.indexOf(value) + 1);
  time(writer, sinceMs);
}

/** A whole number from 0 on, or NaN. */
function time(writer: ByteWriter, value: number): void {
  writer.varint(Number.isNaN(value) ? 0 : Math.max(0, Math.round(value)) + 1);
}

function readTime(reader: ByteReader): number {
  const value = reader.varint();
  return value === 0 ? NaN : value - 1;
}

function list(writer: ByteWriter, values: ArrayLike<number>): void {
  writer.varint(values.length);
  for (let i = 0; i < values.length; i++) writer.varint(Math.max(0, Math.round(values[i] ?? 0)));
}

function text(writer: ByteWriter, value: string): void {
  const bytes = Buffer.from(value, 'utf8');
  writer.varint(bytes.length);
  writer.append(bytes);
}

function readText(reader: ByteReader): string {
  const length = countOf(reader);
  return Buffer.from(Array.from({ length }, () => reader.byte())).toString('utf8');
}

function countOf(reader: ByteReader): number {
  const count = reader.varint();
  if (count > COUNT_MAX || count > reader.remaining * 8 + 64) throw new Error(`a stored group claims ${count} items`);
  return count;
}
