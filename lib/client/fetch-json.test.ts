import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ApiError, isWorthRetrying } from './api-error.ts';
import { fetchAllPages } from './fetch-all-pages.ts';
import { apiPath, fetchJson, fetchLines } from './fetch-json.ts';
import { retryDelayMs } from './query-client.ts';
import { listOf } from '#lib/contracts/common.ts';

const Answer = z.object({ n: z.number() });
const answer = async () => Answer;

function answerWith(...responses: (Response | Error)[]) {
  const calls: string[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    calls.push(String(input));
    const next = responses.shift();
    return next instanceof Response ? Promise.resolve(next) : Promise.reject(next ?? new Error('no more answers'));
  });
  return calls;
}

const problem = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json', ...headers } });

async function failure(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(() => null).catch((thrown: unknown) => thrown);
  if (!(error instanceof ApiError)) throw new Error(`expected an ApiError, got ${String(error)}`);
  return error;
}

afterEach(() => vi.restoreAllMocks());

describe('fetchJson', () => {
  it('keeps what the server says about a refusal', async () => {
    answerWith(
      problem(400, {
        type: 'urn:farol:problem:invalid',
        title: 'The request is not valid',
        status: 400,
        code: 'invalid',
        detail: 'The name is taken.',
        requestId: 'r-1',
        invalidParams: [{ name: 'name', reason: 'is taken' }],
      }),
    );
    const error = await failure(fetchJson(answer, '/api/v1/x'));
    expect(error).toMatchObject({ code: 'invalid', message: 'The name is taken.', status: 400, requestId: 'r-1' });
    expect(error.invalidParams).toEqual([{ name: 'name', reason: 'is taken' }]);
    expect(isWorthRetrying(error)).toBe(false);
  });

  it('tells no answer, a foreign answer and an off-contract answer apart', async () => {
    answerWith(
      new TypeError('fetch failed'),
      new Response('<html>bad gateway</html>', { status: 502 }),
      Response.json({ n: 'one' }),
    );
    const silent = await failure(fetchJson(answer, '/a'));
    const foreign = await failure(fetchJson(answer, '/b'));
    const shapeless = await failure(fetchJson(answer, '/c'));
    expect([silent.code, foreign.code, shapeless.code]).toEqual(['offline', 'unavailable', 'malformed']);
    expect([silent, foreign, shapeless].map(isWorthRetrying)).toEqual([true, true, false]);
  });

  it('waits as long as the server asks, within bounds', async () => {
    answerWith(problem(503, {}, { 'retry-after': '4' }));
    expect(retryDelayMs(0, await failure(fetchJson(answer, '/a')))).toBe(4_000);
    expect([0, 1, 5].map((attempt) => retryDelayMs(attempt, new Error('x')))).toEqual([1_000, 2_000, 10_000]);
  });

  it("leaves the caller's own abort an abort", async () => {
    const abort = new AbortController();
    abort.abort();
    answerWith(new DOMException('aborted', 'AbortError'));
    await expect(fetchJson(answer, '/a', { signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('encodes names that hold any character', () => {
    expect(apiPath('clusters', 'c', 'groups', 'a/b?c#d é')).toBe('/api/v1/clusters/c/groups/a%2Fb%3Fc%23d%20%C3%A9');
  });
});

describe('fetchLines', () => {
  const streamOf = (...chunks: string[]) =>
    new Response(
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
          controller.close();
        },
      }),
    );

  it('yields whole lines however the network cuts them', async () => {
    answerWith(streamOf('{"n":', '1}\n{"n":2', '}\n', '{"n":3}'));
    const seen: number[] = [];
    for await (const line of fetchLines(answer, '/s', {})) seen.push(line.n);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('throws the problem that ends a stream after the lines before it', async () => {
    const end = { type: 't', title: 't', status: 504, code: 'timeout', detail: 'Too slow.', requestId: 'r-2' };
    answerWith(streamOf('{"n":1}\n', JSON.stringify(end)));
    const seen: number[] = [];
    const read = async () => {
      for await (const line of fetchLines(answer, '/s', {})) seen.push(line.n);
    };
    expect(await failure(read())).toMatchObject({ code: 'timeout', requestId: 'r-2' });
    expect(seen).toEqual([1]);
  });
});

describe('fetchAllPages', () => {
  it('follows the cursor to the end and keeps the total', async () => {
    const page = (data: object[], nextCursor: string | null) =>
      Response.json({ data, meta: { total: 3, nextCursor, pass: null } });
    const calls = answerWith(page([{ n: 1 }, { n: 2 }], 'c2'), page([{ n: 3 }], null));
    const list = await fetchAllPages(async () => listOf(Answer), '/api/v1/rows', undefined);
    expect(list).toEqual({ rows: [{ n: 1 }, { n: 2 }, { n: 3 }], total: 3, pass: null });
    expect(calls).toEqual(['/api/v1/rows?limit=1000', '/api/v1/rows?limit=1000&cursor=c2']);
  });
});
