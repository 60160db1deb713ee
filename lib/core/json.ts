/** A value that JSON can carry. 64-bit integers travel as decimal strings. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** `JSON.stringify` with `bigint` written as a decimal string and non-finite numbers as null (unknown). */
export function toJson(value: unknown, space?: number): string {
  return JSON.stringify(
    value,
    (_key, item: unknown) => {
      if (typeof item === 'bigint') return item.toString();
      if (typeof item === 'number' && !Number.isFinite(item)) return null;
      return item;
    },
    space,
  );
}
