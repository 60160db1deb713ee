import type { Codec } from './codec.ts';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';

/** A field that only some versions carry, or that travels as a tagged field. Where it is absent, reading gives `absent`. */
export interface Field<T> {
  codec: Codec<T>;
  min: number;
  max: number;
  absent: T;
  /** null = an ordinary field, at its place in the order. */
  tag: number | null;
}

const NO_MAX = 32_767;

/** A field carried from version `min` on. */
export function since<T>(min: number, codec: Codec<T>, absent: T): Field<T> {
  return { codec, min, max: NO_MAX, absent, tag: null };
}

/** A field carried up to and including version `max`. */
export function until<T>(max: number, codec: Codec<T>, absent: T): Field<T> {
  return { codec, min: 0, max, absent, tag: null };
}

/** A field carried in the versions `min` to `max`. */
export function between<T>(min: number, max: number, codec: Codec<T>, absent: T): Field<T> {
  return { codec, min, max, absent, tag: null };
}

/** An optional field of flexible versions, found by its number. Written only when it differs from `absent`. */
export function tagged<T>(tag: number, codec: Codec<T>, absent: T): Field<T> {
  return { codec, min: 0, max: NO_MAX, absent, tag };
}

/** The fields of a structure whose value is `T`, in wire order. */
type Fields<T> = { [K in keyof T]: Codec<T[K]> | Field<T[K]> };

interface NamedField extends Field<unknown> {
  name: string;
}

function toField(name: string, spec: Codec<unknown> | Field<unknown>): NamedField {
  if ('codec' in spec) return { ...spec, name };
  return { name, codec: spec, min: 0, max: NO_MAX, absent: undefined, tag: null };
}

/** A structure; the order of the keys is the order on the wire. */
export function struct<T extends object>(spec: Fields<T>): Codec<T> {
  const fields = Object.entries<Codec<unknown> | Field<unknown>>(spec as Fields<Record<string, unknown>>).map(([name, field]) =>
    toField(name, field),
  );
  const plain = fields.filter((field) => field.tag === null);
  const tags = fields.filter((field) => field.tag !== null).sort((a, b) => (a.tag ?? 0) - (b.tag ?? 0));
  const always = plain.filter((field) => field.min === 0 && field.max === NO_MAX);

  function readTags(reader: Reader, out: Record<string, unknown>): void {
    for (const field of tags) out[field.name] = field.absent;
    if (!reader.flexible) return;
    for (let left = reader.uvarint(); left > 0; left -= 1) {
      const number = reader.uvarint();
      const size = reader.uvarint();
      const start = reader.take(size);
      const field = tags.find((candidate) => candidate.tag === number);
      if (field === undefined) continue;
      const inner = new Reader(reader.buffer.subarray(start, start + size), reader.version, true);
      out[field.name] = field.codec.read(inner);
      inner.finish();
    }
  }

  function writeTags(writer: Writer, value: Record<string, unknown>): void {
    if (!writer.flexible) return;
    const present = tags.filter((field) => {
      const item = value[field.name];
      return item !== field.absent && !(Array.isArray(item) && item.length === 0);
    });
    writer.uvarint(present.length);
    for (const field of present) {
      const inner = new Writer(writer.version, true);
      field.codec.write(inner, value[field.name]);
      const encoded = inner.finish();
      writer.uvarint(field.tag ?? 0);
      writer.uvarint(encoded.length);
      writer.raw(encoded);
    }
  }

  return {
    bytesMin: always.reduce((sum, field) => sum + field.codec.bytesMin, 0),
    read(reader) {
      const out: Record<string, unknown> = {};
      for (const field of plain) {
        const carried = reader.version >= field.min && reader.version <= field.max;
        out[field.name] = carried ? field.codec.read(reader) : field.absent;
      }
      readTags(reader, out);
      return out as T;
    },
    write(writer, value) {
      const input = value as Record<string, unknown>;
      for (const field of plain) {
        if (writer.version >= field.min && writer.version <= field.max) field.codec.write(writer, input[field.name]);
      }
      writeTags(writer, input);
    },
  };
}
