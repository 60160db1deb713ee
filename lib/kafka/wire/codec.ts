import { MalformedResponseError } from './malformed-response-error.ts';
import type { Reader } from './reader.ts';
import type { Writer } from './writer.ts';

/** Reads and writes one type of the Kafka protocol, in flexible and older encoding. */
export interface Codec<T> {
  /** Fewest bytes a value can take in any encoding; bounds the counts that an answer may announce. */
  readonly bytesMin: number;
  read(reader: Reader): T;
  write(writer: Writer, value: T): void;
}

export const int8: Codec<number> = { bytesMin: 1, read: (r) => r.int8(), write: (w, v) => w.int8(v) };
export const int16: Codec<number> = { bytesMin: 2, read: (r) => r.int16(), write: (w, v) => w.int16(v) };
export const uint16: Codec<number> = { bytesMin: 2, read: (r) => r.uint16(), write: (w, v) => w.uint16(v) };
export const int32: Codec<number> = { bytesMin: 4, read: (r) => r.int32(), write: (w, v) => w.int32(v) };
export const int64: Codec<bigint> = { bytesMin: 8, read: (r) => r.int64(), write: (w, v) => w.int64(v) };
export const bool: Codec<boolean> = { bytesMin: 1, read: (r) => r.int8() !== 0, write: (w, v) => w.int8(v ? 1 : 0) };

export const string: Codec<string> = {
  bytesMin: 1,
  read(r) {
    const length = r.stringLength();
    if (length < 0) throw new MalformedResponseError('null where a string must stand');
    return r.text(length);
  },
  write: (w, v) => w.string(v),
};

export const nullableString: Codec<string | null> = {
  bytesMin: 1,
  read(r) {
    const length = r.stringLength();
    return length < 0 ? null : r.text(length);
  },
  write(w, v) {
    if (v === null) w.stringLength(-1);
    else w.string(v);
  },
};

/** A byte array; the value read shares the frame's memory. */
export const bytes: Codec<Buffer> = {
  bytesMin: 1,
  read(r) {
    const length = r.bytesLength();
    if (length < 0) throw new MalformedResponseError('null where bytes must stand');
    const start = r.take(length);
    return r.buffer.subarray(start, start + length);
  },
  write(w, v) {
    w.bytesLength(v.length);
    w.raw(v);
  },
};

/** Bytes that may be absent; the value read shares the frame's memory. */
export const nullableBytes: Codec<Buffer | null> = {
  bytesMin: 1,
  read(r) {
    const length = r.bytesLength();
    if (length < 0) return null;
    const start = r.take(length);
    return r.buffer.subarray(start, start + length);
  },
  write(w, v) {
    if (v === null) w.bytesLength(-1);
    else bytes.write(w, v);
  },
};

const UUID_BYTES = 16;
const ZERO_UUID = Buffer.alloc(UUID_BYTES);

/** A UUID in Kafka's own text form, base64url without padding; null = all zeros, which Kafka uses for "none". */
export const uuid: Codec<string | null> = {
  bytesMin: UUID_BYTES,
  read(r) {
    const start = r.take(UUID_BYTES);
    if (r.buffer.compare(ZERO_UUID, 0, UUID_BYTES, start, start + UUID_BYTES) === 0) return null;
    return r.buffer.toString('base64url', start, start + UUID_BYTES);
  },
  write(w, v) {
    const raw = v === null ? ZERO_UUID : Buffer.from(v, 'base64url');
    if (raw.length !== UUID_BYTES) throw new RangeError(`a UUID has ${UUID_BYTES} bytes, not ${raw.length}`);
    w.raw(raw);
  },
};

function readItems<T>(r: Reader, item: Codec<T>, count: number): T[] {
  const items: T[] = [];
  for (let i = 0; i < count; i += 1) items.push(item.read(r));
  return items;
}

function writeItems<T>(w: Writer, item: Codec<T>, items: readonly T[]): void {
  w.arrayLength(items.length);
  for (const value of items) item.write(w, value);
}

export function array<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    bytesMin: 1,
    read(r) {
      const count = r.arrayLength(item.bytesMin);
      if (count < 0) throw new MalformedResponseError('null where an array must stand');
      return readItems(r, item, count);
    },
    write: (w, v) => writeItems(w, item, v),
  };
}

/** An array whose null has its own meaning, mostly "all". */
export function nullableArray<T>(item: Codec<T>): Codec<readonly T[] | null> {
  return {
    bytesMin: 1,
    read(r) {
      const count = r.arrayLength(item.bytesMin);
      return count < 0 ? null : readItems(r, item, count);
    },
    write(w, v) {
      if (v === null) w.arrayLength(-1);
      else writeItems(w, item, v);
    },
  };
}

/** A structure that may be absent: one byte tells (−1 = absent). */
export function nullable<T>(inner: Codec<T>): Codec<T | null> {
  return {
    bytesMin: 1,
    read: (r) => (r.int8() < 0 ? null : inner.read(r)),
    write(w, v) {
      w.int8(v === null ? -1 : 1);
      if (v !== null) inner.write(w, v);
    },
  };
}
