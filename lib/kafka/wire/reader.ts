import { MalformedResponseError } from './malformed-response-error.ts';

/**
 * How many array elements one message may hold in all. An element decoded to objects takes some 100 bytes, so this bounds the memory that a hostile
 * answer of tiny elements can claim (the frame's size alone does not). A full Metadata of 1,000,000 partitions stays below it.
 */
const ELEMENTS_MAX = 12_000_000;

const TWO_POW_32 = 4_294_967_296;

/** Reads one Kafka message from a frame. Every length and count is checked against what is left, so hostile input ends in an error, not in a huge allocation. */
export class Reader {
  readonly buffer: Buffer;
  readonly version: number;
  /** Flexible versions use compact lengths and tagged fields. */
  readonly flexible: boolean;
  readonly end: number;
  offset: number;
  private elementsLeft: number;

  constructor(buffer: Buffer, version: number, flexible: boolean, options: { offset?: number; elementsMax?: number } = {}) {
    this.buffer = buffer;
    this.version = version;
    this.flexible = flexible;
    this.offset = options.offset ?? 0;
    this.end = buffer.length;
    this.elementsLeft = options.elementsMax ?? ELEMENTS_MAX;
  }

  /** Moves over `length` bytes and returns where they start. */
  take(length: number): number {
    const start = this.offset;
    if (length < 0 || length > this.end - start)
      throw new MalformedResponseError(`${length} bytes announced, ${this.end - start} left`);
    this.offset = start + length;
    return start;
  }

  int8(): number {
    return this.buffer.readInt8(this.take(1));
  }

  int16(): number {
    return this.buffer.readInt16BE(this.take(2));
  }

  uint16(): number {
    return this.buffer.readUInt16BE(this.take(2));
  }

  int32(): number {
    return this.buffer.readInt32BE(this.take(4));
  }

  int64(): bigint {
    return this.buffer.readBigInt64BE(this.take(8));
  }

  /** A 64-bit value as a number: exact within ±2^53, rounded beyond. For hot paths, which keep the exact value apart when it is large. */
  int64Rounded(): number {
    const start = this.take(8);
    return this.buffer.readInt32BE(start) * TWO_POW_32 + this.buffer.readUInt32BE(start + 4);
  }

  uvarint(): number {
    let value = 0;
    for (let shift = 0; shift <= 28; shift += 7) {
      const byte = this.buffer.readUInt8(this.take(1));
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new MalformedResponseError('variable-length number of more than 5 bytes');
  }

  /** A signed variable-length number of at most 64 bits, as records hold them. */
  varlong(): bigint {
    let value = 0n;
    for (let shift = 0n; shift <= 63n; shift += 7n) {
      const byte = this.buffer.readUInt8(this.take(1));
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
    }
    throw new MalformedResponseError('variable-length number of more than 10 bytes');
  }

  /** A signed variable-length number of at most 32 bits, as records hold them. */
  varint(): number {
    const value = this.uvarint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** Length of a string; −1 = null. The bytes follow. */
  stringLength(): number {
    return this.flexible ? this.uvarint() - 1 : this.int16();
  }

  /** Length of a byte array; −1 = null. The bytes follow. */
  bytesLength(): number {
    return this.flexible ? this.uvarint() - 1 : this.int32();
  }

  /** Number of elements of an array; −1 = null. Refuses a count whose elements (each of at least `elementBytesMin` bytes) cannot be in the frame. */
  arrayLength(elementBytesMin: number): number {
    const count = this.flexible ? this.uvarint() - 1 : this.int32();
    if (count < -1 || count * elementBytesMin > this.end - this.offset) {
      throw new MalformedResponseError(`array of ${count} elements announced, ${this.end - this.offset} bytes left`);
    }
    this.elementsLeft -= count;
    if (this.elementsLeft < 0) throw new MalformedResponseError('more array elements than any honest answer holds');
    return count;
  }

  /** The next `length` bytes as UTF-8 text. */
  text(length: number): string {
    const start = this.take(length);
    return this.buffer.toString('utf8', start, this.offset);
  }

  /** Skips the tagged fields that end a flexible structure. */
  skipTags(): void {
    if (!this.flexible) return;
    for (let left = this.uvarint(); left > 0; left -= 1) {
      this.uvarint();
      this.take(this.uvarint());
    }
  }

  /** Throws when bytes are left: then our schema and the sender's differ, and nothing read can be trusted. */
  finish(): void {
    if (this.offset !== this.end) throw new MalformedResponseError(`${this.end - this.offset} bytes left over`);
  }
}
