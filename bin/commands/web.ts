import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import next from 'next';
import { settleForwarding } from '#lib/api/client-address.ts';
import { AppError } from '#lib/core/errors.ts';
import { env } from '#lib/env.ts';
import { commandOptions } from '../command-options.ts';
import { onStopWish } from '../launcher/signals.mjs';
import { ROOT } from '../root.ts';
import { explainListenError } from '../supervisor/free-port.ts';

const HELP = `Usage: farol web [--dev]

The web server alone: pages and /api/v1 on HOSTNAME and PORT, with the database of DATABASE_URL (migrated by farol migrate or farol start).

  --dev    pages reload when their source changes
`;

/** Streams to browsers never end by themselves: after this they are cut, and the browsers connect again to the next server. */
const DRAIN_MS = 1_000;

/** Serves until asked to stop, then finishes running requests. */
export async function run(args: string[]): Promise<number> {
  const values = commandOptions(args, { dev: { type: 'boolean', default: false } }, HELP);
  if (values === null) return 0;
  const { hostname, port, databaseUrl, trustProxy } = env();
  if (databaseUrl === null)
    throw new AppError('invalid', 'farol web needs DATABASE_URL. (farol start brings its own PostgreSQL.)');

  const server = createServer();
  const app = next({ dev: values.dev, dir: ROOT, hostname, port, httpServer: server, quiet: true });
  const stopped = new Promise<void>((resolve) => {
    onStopWish(() => resolve());
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  server.on('request', (request, response) => {
    settleForwarding(request, trustProxy);
    // The handler answers its own errors; a rejection means that the client is gone.
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new AppError('conflict', explainListenError(error, hostname, port, 'the web server', 'PORT'), { cause: error })),
    );
    server.listen({ host: hostname, port }, resolve);
  });
  await stopped;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await Promise.race([closed, sleep(DRAIN_MS)]);
  server.closeAllConnections();
  // Pools of the route handlers live in the bundle and end with the process.
  process.exit(0);
}
