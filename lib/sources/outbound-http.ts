import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '#lib/core/errors.ts';
import { lookupAt } from '#lib/core/outbound-lookup.ts';
import { SourceFault } from './source-fault.ts';

/** The way out of Farol to anything that speaks HTTP. */
export interface OutboundDoor {
  /** Resolves and refuses reserved addresses and Farol's own database at the moment of dialling: `guardedLookup` with `ownDatabaseRule`. */
  lookup: LookupFunction;
}

/** One request and what bounds its answer. */
export interface OutboundRequest {
  url: URL;
  method: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Sent with this request alone: no redirect is followed, so they reach nobody else. */
  credentials: { username: string; password: string } | { bearerToken: string } | null;
  /** Longest answer, bytes. */
  bytesMax: number;
  /** From dialling to the last byte. */
  deadlineMs: number;
  signal?: AbortSignal;
}

/** An answer with status 200. */
export interface OutboundAnswer {
  text: string;
  /** Lower case, without parameters; empty when the server told none. */
  contentType: string;
}

/**
 * Asks by HTTP or HTTPS and gives the whole answer. Redirects are not followed, certificates are verified, addresses are judged when they are dialled.
 * Throws SourceFault for whatever the other side does; rejects with the signal's reason when aborted.
 */
export async function askOutbound(door: OutboundDoor, request: OutboundRequest): Promise<OutboundAnswer> {
  const { url, signal } = request;
  signal?.throwIfAborted();
  const deadline = AbortSignal.timeout(request.deadlineMs);
  const ended = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
  try {
    await judgeLiteral(door, url);
    const response = await send(door, request, ended);
    refuseStatus(response, url);
    const text = await readText(response, url, request.bytesMax);
    return { text, contentType: (response.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '' };
  } catch (error) {
    signal?.throwIfAborted();
    if (deadline.aborted)
      throw new SourceFault('TIMEOUT', `${place(url)} did not answer in full within ${request.deadlineMs} ms.`, { cause: error });
    throw toFault(error, url);
  }
}

/** Host, port and path: what may be shown of an address. */
function place(url: URL): string {
  return `${url.host}${url.pathname === '/' ? '' : url.pathname}`;
}

/** Sockets do not ask a resolver about an IP literal, so it is judged here. The URL parser has turned decimal, octal and hexadecimal forms into the plain one. */
async function judgeLiteral(door: OutboundDoor, url: URL): Promise<void> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 0) return;
  await new Promise<void>((resolve, reject) => {
    dialLookup(door, url)(host, { all: true }, (error) => (error === null ? resolve() : reject(error)));
  });
}

/** Farol's resolver, told where the connection goes: by address and port it knows Farol's own database. */
function dialLookup({ lookup }: OutboundDoor, url: URL): LookupFunction {
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return lookupAt(lookup, port);
}

function send(door: OutboundDoor, request: OutboundRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, method, body, credentials } = request;
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method,
      lookup: dialLookup(door, url),
      // One connection a request: a kept one would go on to an address that was judged long ago.
      agent: false,
      signal,
      headers: {
        'user-agent': 'farol',
        // Nothing to unpack: a small answer cannot become a large one.
        'accept-encoding': 'identity',
        ...request.headers,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...authorization(credentials),
      },
    });
    sent.once('response', resolve);
    // Stays: an error that comes while the answer is read must find a listener too.
    sent.on('error', reject);
    // An answer that is none (a switch of protocols, which nobody asked for) ends the connection without either.
    sent.once('close', () => reject(new SourceFault('MALFORMED', `${place(url)} closed the connection without an answer.`)));
    sent.end(body);
  });
}

function authorization(credentials: OutboundRequest['credentials']): Record<string, string> {
  if (credentials === null) return {};
  if ('bearerToken' in credentials) return { authorization: `Bearer ${credentials.bearerToken}` };
  const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}

function refuseStatus(response: IncomingMessage, url: URL): void {
  const status = response.statusCode ?? 0;
  if (status === 200) return;
  response.destroy();
  if (status === 401) throw new SourceFault('AUTHENTICATION_FAILED', `${place(url)} wants another user name, password or token.`);
  if (status === 403) throw new SourceFault('NOT_AUTHORIZED', `${place(url)} does not let Farol read it (403).`);
  if (status >= 300 && status < 400)
    throw new SourceFault(
      'REDIRECTED',
      `${place(url)} redirects to another address. Enter the final one: redirects are not followed.`,
    );
  throw new SourceFault('HTTP_STATUS', `${place(url)} answered with the status ${status}.`);
}

async function readText(response: IncomingMessage, url: URL, bytesMax: number): Promise<string> {
  const encoding = response.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    response.destroy();
    throw new SourceFault('MALFORMED', `${place(url)} answered compressed, which was not asked for.`);
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop closes the connection.
    if (bytes > bytesMax) throw new SourceFault('TOO_LARGE', `${place(url)} answered more than ${bytesMax} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const UNREACHABLE_CODES = ['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL', 'ETIMEDOUT'];
const BROKEN_CODES = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'];

function toFault(error: unknown, url: URL): SourceFault {
  if (error instanceof SourceFault) return error;
  const cause = error instanceof AggregateError ? (error.errors as unknown[]).at(-1) : error;
  if (cause instanceof AppError)
    return new SourceFault(cause.code === 'forbidden' ? 'ADDRESS_DENIED' : 'DNS_FAILED', cause.message, { cause: error });
  const code = String((cause as NodeJS.ErrnoException | null)?.code ?? '');
  const fault = (kind: SourceFault['code'], what: string) => new SourceFault(kind, `${place(url)} ${what}`, { cause: error });
  if (['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ENODATA'].includes(code))
    return new SourceFault('DNS_FAILED', `${url.hostname} does not resolve.`, { cause: error });
  if (code === 'ECONNREFUSED') return fault('CONNECTION_REFUSED', 'refuses connections: nothing listens there.');
  if (UNREACHABLE_CODES.includes(code)) return fault('UNREACHABLE', `cannot be reached (${code}).`);
  if (BROKEN_CODES.includes(code)) return fault('UNREACHABLE', 'closed the connection before its answer was complete.');
  if (code.startsWith('HPE_')) return fault('MALFORMED', 'does not speak HTTP there (perhaps HTTPS is meant).');
  if (code === 'EPROTO' || /^(ERR_(TLS|SSL)|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)/.test(code))
    return fault('TLS_FAILED', `cannot be trusted or does not speak TLS (${code}).`);
  return fault('UNREACHABLE', `could not be asked (${code === '' ? 'unknown error' : code}).`);
}
