import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bearerMatches } from './bearer.ts';
import { parseInput, queryObject } from './parse-input.ts';
import { createRateLimiter } from './rate-limit.ts';
import { BODY_BYTES_MAX, readJsonBody } from './read-body.ts';

describe('createRateLimiter', () => {
  it('lets a burst pass, then as many as refill, and tells how long to wait', () => {
    let now = 0;
    const limiter = createRateLimiter({ capacity: 2, refillPerSecond: 1 }, () => now);
    expect([limiter.take('a'), limiter.take('a')]).toEqual([0, 0]);
    expect(limiter.take('a')).toBeCloseTo(1);
    expect(limiter.take('b')).toBe(0);
    now = 500;
    expect(limiter.take('a')).toBeCloseTo(0.5);
    now = 1_000;
    expect(limiter.take('a')).toBe(0);
  });

  it('refused tries do not lengthen the wait', () => {
    let now = 0;
    const limiter = createRateLimiter({ capacity: 1, refillPerSecond: 1 }, () => now);
    limiter.take('a');
    for (let i = 0; i < 50; i++) limiter.take('a');
    now = 1_000;
    expect(limiter.take('a')).toBe(0);
  });
});

describe('readJsonBody', () => {
  const post = (body: BodyInit, type = 'application/json') =>
    readJsonBody(new Request('http://x/', { method: 'POST', body, headers: { 'content-type': type } }));
  const refused = expect.objectContaining({ code: 'invalid' });

  it('reads JSON', async () => {
    expect(await post('{"a":[1]}', 'application/json; charset=utf-8')).toEqual({ a: [1] });
  });

  it.each([
    ['a form', '{"a":1}', 'application/x-www-form-urlencoded'],
    ['text', '{"a":1}', 'text/plain'],
    ['broken JSON', '{"a":', 'application/json'],
    ['an empty body', '', 'application/json'],
    ['deep nesting', `${'['.repeat(100)}${']'.repeat(100)}`, 'application/json'],
    ['a body over the limit', `"${'x'.repeat(BODY_BYTES_MAX)}"`, 'application/json'],
  ])('refuses %s', async (_name, body, type) => {
    await expect(post(body, type)).rejects.toEqual(refused);
  });

  it('refuses bytes that are no UTF-8, and counts a stream of unknown length', async () => {
    await expect(post(new Uint8Array([0x22, 0xff, 0x22]))).rejects.toEqual(refused);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const request = new Request('http://x/', {
      method: 'POST',
      body: endless,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit);
    await expect(readJsonBody(request)).rejects.toEqual(refused);
    expect(sent).toBeLessThan(BODY_BYTES_MAX * 3);
  });
});

describe('parseInput', () => {
  it('names every refused field and never repeats a value', () => {
    const schema = z.strictObject({ password: z.string().max(3), n: z.number() });
    const run = () => parseInput(schema, { password: 'hunter2', n: 'x', role: 'admin', __proto__: null }, 'body');
    expect(run).toThrow(expect.objectContaining({ code: 'invalid' }));
    let text = '';
    try {
      run();
    } catch (error) {
      text = JSON.stringify(error) + String(error);
    }
    expect(text).toMatch(/password/);
    expect(text).toMatch(/role/);
    expect(text).not.toContain('hunter2');
  });

  it('a doubled query parameter is refused', () => {
    expect(() => queryObject(new URLSearchParams('a=1&a=2'))).toThrow(expect.objectContaining({ code: 'invalid' }));
    expect(queryObject(new URLSearchParams('__proto__=1&b=2'))).toHaveProperty('b', '2');
  });
});

describe('bearerMatches', () => {
  const headers = (authorization: string) => new Headers({ authorization });
  it('takes exactly the token, and nothing when none is set', () => {
    expect(bearerMatches(headers('Bearer abc'), 'abc')).toBe(true);
    for (const text of ['Bearer abcd', 'Bearer ab', 'Basic abc', 'abc', 'Bearer null'])
      expect(bearerMatches(headers(text), 'abc')).toBe(false);
    expect(bearerMatches(headers('Bearer null'), null)).toBe(false);
    expect(bearerMatches(new Headers(), 'abc')).toBe(false);
  });
});
