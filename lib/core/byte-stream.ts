/** Grows as it is written to. Varints are unsigned LEB128 of integers up to 2^53. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;
  readonly #float = new DataView(new ArrayBuffer(8));

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  varint(value: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow(8);
    let rest = value;
    // Bit operators work on 32 bits only: larger numbers are divided down first.
    while (rest > 0x7fffffff) {
      this.#bytes[this.#length++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  float64(value: number): void {
    this.#float.setFloat64(0, value, true);
    for (let i = 0; i < 8; i++) this.byte(this.#float.getUint8(i));
  }

  append(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Forgets everything after the first `length` bytes. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  /** What was written, as a view that the next write may overwrite. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** What was written, as a copy. */
  copy(): Buffer {
    return Buffer.from(this.view());
  }

  #grow(by: number): void {
    const bytes = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + by));
    bytes.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = bytes;
  }
}

/** Thrown when bytes end in the middle of a value: cut short, or not what they claim to be. */
export class TruncatedBytesError extends Error {
  constructor() {
    super('the packed bytes end too early');
    this.name = 'TruncatedBytesError';
  }
}

/** Reads what `ByteWriter` wrote. Reading past the end throws `TruncatedBytesError`. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  position: number;

  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = bytes;
    this.position = position;
  }

  get remaining(): number {
    return this.#bytes.length - this.position;
  }

  byte(): number {
    const value = this.#bytes[this.position];
    if (value === undefined) throw new TruncatedBytesError();
    this.position += 1;
    return value;
  }

  varint(): number {
    let byte = this.byte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let factor = 128;
    do {
      byte = this.byte();
      value += (byte & 0x7f) * factor;
      factor *= 128;
    } while (byte >= 0x80);
    return value;
  }

  float64(): number {
    if (this.remaining < 8) throw new TruncatedBytesError();
    const value = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + this.position, 8).getFloat64(0, true);
    this.position += 8;
    return value;
  }
}
