import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { AppError } from '#lib/core/errors.ts';

/** Below the ranges from which Linux (32768) and macOS (49152) take the near end of outgoing connections:
 *  a port from there could be gone when a stopped broker wants it back. */
const LOWEST_PORT = 12_000;
const HIGHEST_PORT = 32_000;
const MAX_TRIES = 2_000;

/** Hands out loopback ports that were free when asked, each once per process. */
export class PortAllocator {
  private readonly taken = new Set<number>();

  /** A free port, never the same twice from one allocator. */
  async next(): Promise<number> {
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
      if (this.taken.has(port)) continue;
      this.taken.add(port);
      if (await isPortFree(port)) return port;
    }
    throw new AppError('unavailable', `No free port between ${LOWEST_PORT} and ${HIGHEST_PORT}.`);
  }

  /** `port` itself if it is free; throws `precondition` naming it and what to do if not. */
  async exactly(port: number, purpose: string): Promise<number> {
    this.taken.add(port);
    if (await isPortFree(port)) return port;
    throw new AppError(
      'precondition',
      `Port ${port} (${purpose}) is in use. Stop the program that holds it, or choose another first port.`,
    );
  }
}

/** Whether nothing listens on `port` of the IPv4 loopback. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
