import { errorMessage } from '#lib/core/errors.ts';
import { toJson } from '#lib/core/json.ts';
import type { Logger } from '#lib/core/logger.ts';

/** Streams values as they come, one JSON object a line. Ends when the source ends; when the client goes away the source is told by its `return`. */
export function ndjsonResponse(source: AsyncIterable<unknown>, options: { signal: AbortSignal; logger: Logger }): Response {
  const encoder = new TextEncoder();
  const iterator = source[Symbol.asyncIterator]();
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await iterator.next();
        // A client that went away meanwhile has closed the stream already.
        if (isCancelled) return;
        if (next.done === true || options.signal.aborted) controller.close();
        else controller.enqueue(encoder.encode(`${toJson(next.value)}\n`));
      } catch (error) {
        if (isCancelled) return;
        options.logger.error({ error: errorMessage(error) }, 'a stream broke');
        // The status was sent long ago; a broken transfer is the only way left to say that this is not the end.
        controller.error(error);
      }
    },
    async cancel() {
      isCancelled = true;
      await iterator.return?.();
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson', 'x-accel-buffering': 'no' } });
}
