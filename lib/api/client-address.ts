import type { IncomingMessage } from 'node:http';

/** Headers by which proxies tell what they saw. Anybody can send them. */
const FORWARDING_HEADERS = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'forwarded',
  'x-real-ip',
];

/**
 * Settles, for the web server and before anything reads the request, who is believed: without a trusted proxy all forwarding headers are thrown away and
 * the socket's own address stands in `X-Forwarded-For`; with one, what that proxy appended stays the last entry.
 */
export function settleForwarding(request: Pick<IncomingMessage, 'headers' | 'socket'>, trustProxy: boolean): void {
  if (trustProxy) return;
  for (const name of FORWARDING_HEADERS) delete request.headers[name];
  if (request.socket.remoteAddress !== undefined) request.headers['x-forwarded-for'] = request.socket.remoteAddress;
}

/**
 * Address of the client, for limits and the audit log: the last entry of `X-Forwarded-For`; null when there is none.
 * After `settleForwarding` the last entry is never the client's own choice.
 */
export function clientAddress(headers: Headers): string | null {
  const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  // An address is at most 45 characters; anything else is not written into logs.
  return /^[0-9a-zA-Z.:%]{2,60}$/.test(address) ? address : null;
}
