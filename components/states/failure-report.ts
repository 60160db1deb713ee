/** What a person hands on when they ask for help about a failure. */
export interface FailureReport {
  /** Farol's or Kafka's code, e.g. `unavailable`, `BROKER_TIMEOUT`. */
  codes: readonly string[];
  /** What was said, word for word; null when nothing was. */
  detail: string | null;
  /** Names the request in the server's log; null when there was none. */
  requestId: string | null;
  /** Page on which it was seen, without its query (that may hold names people filter by). */
  page: string;
  /** When it was copied, epoch ms. */
  atMs: number;
}

/** The report as plain lines, the same in every language: it is read by those who keep the server's log. */
export function reportText({ codes, detail, requestId, page, atMs }: FailureReport): string {
  return [
    `code: ${codes.join(' / ')}`,
    ...(detail === null ? [] : [`detail: ${detail}`]),
    ...(requestId === null ? [] : [`request: ${requestId}`]),
    `time: ${new Date(atMs).toISOString()}`,
    `page: ${page}`,
  ].join('\n');
}
