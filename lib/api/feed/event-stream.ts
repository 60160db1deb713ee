import { toJson } from '#lib/core/json.ts';
import type { FeedEvent } from './cluster-feed.ts';
import type { FeedReader } from './feeds.ts';

/** After a broken connection browsers come back in this time. */
const RETRY_MS = 3_000;

/** An event as `text/event-stream` has it; null is a comment that keeps the connection alive. The id is the pass, so that a reader who comes back can say what it knows. */
export function eventText(event: FeedEvent | null): string {
  if (event === null) return ': alive\n\n';
  if (event.kind === 'reset') return 'event: reset\ndata: {}\n\n';
  const [pass, data] = event.kind === 'pass' ? [event.pass, event.pass] : [event.rows.pass, event.rows];
  // Rows come before the pass that they lead to: a reader cut off between the two must be told the pass again.
  const id = event.kind === 'pass' ? `id: ${pass.takenAt}\n` : '';
  return `${id}event: ${event.kind}\ndata: ${toJson(data)}\n\n`;
}

/** Streams what a reader is told until the feed ends or the browser goes away. */
export function eventStreamResponse(reader: FeedReader): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
    async pull(controller) {
      const event = await reader.next();
      if (event === undefined) controller.close();
      else controller.enqueue(encoder.encode(eventText(event)));
    },
    cancel: () => reader.leave(),
  });
  // `no-transform`: a compressor would hold events back until its buffer is full.
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' },
  });
}
