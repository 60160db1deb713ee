import { expect, it, vi } from 'vitest';
import { silentLogger } from '#lib/core/logger.ts';
import { ndjsonResponse } from './ndjson.ts';

/** A source that gives `lines` and then waits for ever, and says when it was let go. */
function source(lines: readonly unknown[], fail?: Error) {
  const left = { go: () => undefined as void, ended: false };
  const values = (async function* () {
    try {
      yield* lines;
      if (fail !== undefined) throw fail;
      await new Promise<void>((resolve) => {
        left.go = resolve;
      });
    } finally {
      left.ended = true;
    }
  })();
  return { left, values };
}

it('sends a line as soon as there is one, 64-bit numbers as text', async () => {
  const { values } = source([{ a: 2n ** 60n }, { b: null }]);
  const reader = ndjsonResponse(values, { signal: new AbortController().signal, logger: silentLogger }).body?.getReader();
  const text = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect(await text()).toBe('{"a":"1152921504606846976"}\n');
  expect(await text()).toBe('{"b":null}\n');
});

it('a client that goes away between two lines is no error', async () => {
  const error = vi.fn();
  const { left, values } = source([1]);
  const gone = new AbortController();
  const reader = ndjsonResponse(values, {
    signal: gone.signal,
    logger: { ...silentLogger, error } as typeof silentLogger,
  }).body?.getReader();
  await reader?.read();
  const cancelled = reader?.cancel();
  gone.abort();
  left.go();
  await cancelled;
  expect(left.ended).toBe(true);
  expect(error).not.toHaveBeenCalled();
});

it('a source that fails breaks the transfer: the end would say that all was sent', async () => {
  const { values } = source([1], new Error('no'));
  const reader = ndjsonResponse(values, { signal: new AbortController().signal, logger: silentLogger }).body?.getReader();
  await reader?.read();
  await expect(reader?.read()).rejects.toThrow('no');
});
