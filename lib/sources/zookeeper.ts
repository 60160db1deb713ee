import { connect, type LookupFunction } from 'node:net';
import type { ZookeeperServer } from '#lib/contracts/zookeeper.ts';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { lookupAt } from '#lib/core/outbound-lookup.ts';
import { parseAddress } from '#lib/kafka/connection/parse-address.ts';
import { checkLiteral } from '#lib/kafka/transport/open-socket.ts';
import { notAnswering, readFigures, type Figures } from './zookeeper-figures.ts';

/** How a server is asked. */
export interface AskOptions {
  /** Resolver that refuses reserved addresses; absent = the system's. */
  lookup?: LookupFunction;
  deadlineMs: number;
}

/** Longest answer that is read. `mntr` has about 100 lines. */
const ANSWER_BYTES_MAX = 256 * 1024;
/** What a server says about a word that its operator has not allowed. */
const NOT_ALLOWED = 'is not executed because it is not in the whitelist';
/** What it says while it has no quorum. */
const NOT_SERVING = 'not currently serving requests';

/**
 * Asks one server (`host:port`) by its four-letter words. `mntr` tells most; where it is not allowed, `srvr`, which is by default, tells mode, latency and load.
 * Never rejects: what went wrong is in the result.
 */
export async function readByFourLetterWords(server: string, options: AskOptions): Promise<ZookeeperServer> {
  const via = 'four_letter_words';
  try {
    const [mntr, ruok] = await Promise.all([
      fourLetterWord(server, 'mntr', options),
      // Its own trouble must not hide what the other word tells.
      fourLetterWord(server, 'ruok', options).catch(() => null),
    ]);
    const isOk = ruok === null || ruok.includes(NOT_ALLOWED) ? null : ruok.trim() === 'imok';
    const wasMntr = !mntr.includes(NOT_ALLOWED);
    const text = wasMntr ? mntr : await fourLetterWord(server, 'srvr', options);
    if (text.includes(NOT_ALLOWED)) {
      const detail = 'The server answers, but 4lw.commands.whitelist allows neither mntr nor srvr.';
      return { ...notAnswering(server, via, { code: 'NOT_ALLOWED', detail }), state: 'not_allowed', isOk };
    }
    if (text.includes(NOT_SERVING)) {
      const detail = 'The server answers, but says that it is not serving requests: it has no quorum.';
      return { ...notAnswering(server, via, { code: 'NOT_SERVING', detail }), state: 'not_serving', isOk };
    }
    return readFigures(server, via, wasMntr ? parseMonitor(text) : parseServer(text), isOk);
  } catch (error) {
    return notAnswering(server, via, { code: codeOf(error), detail: errorMessage(error).slice(0, 300) });
  }
}

/** Sends one word and returns the whole answer. Throws `invalid`, `forbidden`, `timeout` or `unavailable`. */
async function fourLetterWord(server: string, word: string, { lookup, deadlineMs }: AskOptions): Promise<string> {
  const address = parseAddress(server);
  if (address === null) throw new AppError('invalid', 'The address is not of the form host:port.');
  await checkLiteral(address, lookup);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const socket = connect({ ...address, ...(lookup === undefined ? {} : { lookup: lookupAt(lookup, address.port) }) }, () =>
      socket.write(word),
    );
    const timer = setTimeout(
      () => fail(new AppError('timeout', `The server did not answer ${word} within ${deadlineMs} ms.`)),
      deadlineMs,
    );
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > ANSWER_BYTES_MAX) fail(new AppError('unavailable', `The answer to ${word} is longer than any server gives.`));
      else parts.push(chunk);
    });
    socket.once('error', (error) =>
      fail(error instanceof AppError ? error : new AppError('unavailable', errorMessage(error), { cause: error })),
    );
    socket.once('close', () => {
      clearTimeout(timer);
      if (bytes === 0) reject(new AppError('unavailable', `The server closed the connection without an answer to ${word}.`));
      else resolve(Buffer.concat(parts).toString('utf8'));
    });
  });
}

/** `mntr`: one `zk_name<TAB>value` a line. */
export function parseMonitor(text: string): Figures {
  const figures = new Map<string, string>();
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t');
    if (tab > 0) figures.set(line.slice(0, tab).replace(/^zk_/, ''), line.slice(tab + 1).trim());
  }
  return figures;
}

/** `srvr`: `Name: value` a line, in other words than `mntr`'s, brought to those. */
export function parseServer(text: string): Figures {
  const figures = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon < 0) continue;
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 2).trim();
    if (name === 'Zookeeper version') figures.set('version', value);
    if (name === 'Latency min/avg/max') {
      const [, avg, max] = value.split('/');
      if (avg !== undefined) figures.set('avg_latency', avg);
      if (max !== undefined) figures.set('max_latency', max);
    }
    if (name === 'Connections') figures.set('num_alive_connections', value);
    if (name === 'Outstanding') figures.set('outstanding_requests', value);
    if (name === 'Mode') figures.set('server_state', value);
    if (name === 'Node count') figures.set('znode_count', value);
  }
  return figures;
}

function codeOf(error: unknown): string {
  if (!(error instanceof AppError)) return 'SERVER_UNREACHABLE';
  if (error.code === 'timeout') return 'SERVER_TIMEOUT';
  return error.code === 'forbidden' ? 'ADDRESS_DENIED' : error.code === 'invalid' ? 'INVALID_ADDRESS' : 'SERVER_UNREACHABLE';
}
