import { expect, it } from 'vitest';
import { compileMessages } from './compile-messages.ts';

it('parses plurals into plain objects, which is all that React sends to a browser', () => {
  const { a } = compileMessages({ a: '{count, plural, one {# problem} other {# problems}}' }) as { a: unknown[] };
  const plain = (value: unknown): boolean =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? !Array.isArray(value) || value.every(plain)
      : Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(plain);
  expect(plain(a)).toBe(true);
});

it('throws for a text that is not ICU', () => {
  expect(() => compileMessages({ a: '{count, plural, one {x}' })).toThrow(/plural|MISSING|EXPECT|argument/i);
});
