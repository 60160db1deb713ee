const SIZE_START = 256;

/** Writes one Kafka message into a growing buffer. */
export class Writer {
  readonly version: number;
  readonly flexible: boolean;
  private buffer: Buffer;
  private offset = 0;

  constructor(version: number, flexible: boolean, sizeHint: number = SIZE_START) {
    this.version = version;
    this.flexible = flexible;
    this.buffer = Buffer.allocUnsafe(Math.max(16, sizeHint));
  }

  /** Makes room for `length` bytes and returns where they start. */
  private reserve(length: number): number {
    const start = this.offset;
    const needed = start + length;
    if (needed > this.buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
      this.buffer.copy(grown, 0, 0, start);
      this.buffer = grown;
    }
    this.offset = needed;
    return start;
  }

  int8(value: number): void {
    const start = this.reserve(1);
    this.buffer.writeInt8(value, start);
  }

  int16(value: number): void {
    const start = this.reserve(2);
    this.buffer.writeInt16BE(value, start);
  }

  uint16(value: number): void {
    const start = this.reserve(2);
    this.buffer.writeUInt16BE(value, start);
  }

  int32(value: number): void {
    const start = this.reserve(4);
    this.buffer.writeInt32BE(value, start);
  }

  int64(value: bigint): void {
    const start = this.reserve(8);
    this.buffer.writeBigInt64BE(value, start);
  }

  uvarint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      const start = this.reserve(1);
      this.buffer.writeUInt8((rest & 0x7f) | 0x80, start);
      rest = Math.floor(rest / 128);
    }
    const start = this.reserve(1);
    this.buffer.writeUInt8(rest, start);
  }

  /** A signed 32-bit number in variable length, as records hold them. */
  varint(value: number): void {
    this.uvarint(value >= 0 ? value * 2 : -value * 2 - 1);
  }

  /** `−1` = null. */
  stringLength(length: number): void {
    if (this.flexible) this.uvarint(length + 1);
    else this.int16(length);
  }

  /** `−1` = null. */
  bytesLength(length: number): void {
    if (this.flexible) this.uvarint(length + 1);
    else this.int32(length);
  }

  /** `−1` = null. */
  arrayLength(count: number): void {
    if (this.flexible) this.uvarint(count + 1);
    else this.int32(count);
  }

  raw(bytes: Uint8Array): void {
    const start = this.reserve(bytes.length);
    this.buffer.set(bytes, start);
  }

  string(value: string): void {
    const length = Buffer.byteLength(value);
    this.stringLength(length);
    const start = this.reserve(length);
    this.buffer.write(value, start, length, 'utf8');
  }

  /** Ends a flexible structure that has no tagged fields. */
  noTags(): void {
    if (this.flexible) this.uvarint(0);
  }

  /** The bytes written so far, without copying: do not write afterwards. */
  finish(): Buffer {
    return this.buffer.subarray(0, this.offset);
  }
}
