import type { ZookeeperServer } from '#lib/contracts/zookeeper.ts';
import { errorMessage } from '#lib/core/errors.ts';
import { notAnswering, readFigures, type Figures } from './zookeeper-figures.ts';

/** Gets a page by HTTP as text. Rejects on anything but success, after the deadline and beyond the size. */
export type GetText = (url: string, options: { deadlineMs: number; bytesMax: number }) => Promise<string>;

/** `/commands/monitor` has about 25 kB. */
const ANSWER_BYTES_MAX = 256 * 1024;

/** Asks one server by its admin server (`http://zk1:8080`). Never rejects: what went wrong is in the result. */
export async function readByAdminServer(url: string, get: GetText, deadlineMs: number): Promise<ZookeeperServer> {
  const via = 'admin_server';
  const command = (name: string) =>
    get(`${url.replace(/\/+$/, '')}/commands/${name}`, { deadlineMs, bytesMax: ANSWER_BYTES_MAX });
  try {
    const [monitor, ruok] = await Promise.all([command('monitor'), command('ruok').catch(() => null)]);
    const { error, figures } = parseCommand(monitor);
    const isOk = ruok === null ? null : parseCommand(ruok).error === null;
    if (error !== null) {
      const detail = `The server answers, but does not serve: ${error}`;
      return { ...notAnswering(url, via, { code: 'NOT_SERVING', detail }), state: 'not_serving', isOk };
    }
    return readFigures(url, via, figures, isOk);
  } catch (error) {
    return notAnswering(url, via, { code: 'SERVER_UNREACHABLE', detail: errorMessage(error).slice(0, 300) });
  }
}

/** An answer of the admin server: figures by name, and its own error. Throws on anything that is not such an answer. */
function parseCommand(text: string): { error: string | null; figures: Figures } {
  const body = parse(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Error('The answer is not one of a ZooKeeper admin server.');
  }
  const figures = new Map<string, string>();
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'number' || typeof value === 'string') figures.set(name, String(value));
  }
  const error: unknown = 'error' in body ? body.error : null;
  return { error: typeof error === 'string' ? error.slice(0, 200) : null, figures };
}

/** null for what is no JSON. The parser's own complaint would repeat what stands at the address, which may be anybody's page. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
