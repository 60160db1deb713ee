import { describe, expect, test } from 'vitest';
import { ByteReader, ByteWriter, TruncatedBytesError } from './byte-stream.ts';

describe('byte stream', () => {
  test('varints up to 2^53 come back exactly, across growth of the buffer', () => {
    const values = [0, 1, 127, 128, 16_383, 16_384, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 5, 2 ** 47 + 3, Number.MAX_SAFE_INTEGER];
    const out = new ByteWriter(2);
    for (const value of values) out.varint(value);
    const input = new ByteReader(out.copy());
    expect(values.map(() => input.varint())).toEqual(values);
    expect(input.remaining).toBe(0);
  });

  test('small numbers take one byte', () => {
    const out = new ByteWriter();
    out.varint(127);
    expect(out.length).toBe(1);
  });

  test('floats come back bit for bit', () => {
    const out = new ByteWriter(1);
    out.float64(2 ** 63);
    out.float64(-0.1);
    const input = new ByteReader(out.copy());
    expect([input.float64(), input.float64()]).toEqual([2 ** 63, -0.1]);
  });

  test('reading past the end is an error, never a zero', () => {
    expect(() => new ByteReader(Uint8Array.of()).byte()).toThrow(TruncatedBytesError);
    expect(() => new ByteReader(Uint8Array.of(0x80)).varint()).toThrow(TruncatedBytesError);
    expect(() => new ByteReader(Uint8Array.of(1, 2, 3)).float64()).toThrow(TruncatedBytesError);
  });
});
