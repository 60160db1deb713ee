import { createServer } from 'node:net';
import { AppError } from '#lib/core/errors.ts';

/** Checks that a server could listen there now. Throws one line that names the port and the variable to change. */
export async function assertPortFree(host: string, port: number, what: string, variable: string): Promise<void> {
  const problem = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
  if (problem === null) return;
  throw new AppError('conflict', explainListenError(problem, host, port, what, variable), { cause: problem });
}

/** Why `what` cannot listen, in one line. */
export function explainListenError(
  problem: NodeJS.ErrnoException,
  host: string,
  port: number,
  what: string,
  variable: string,
): string {
  switch (problem.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program, and ${what} needs it. Stop that program, or set ${variable} to a free port.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user (${what}). Set ${variable} to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host} to listen on (${what}). Set HOSTNAME to one it has, for example 0.0.0.0.`;
    default:
      return `${what} cannot listen on ${host}:${port}: ${problem.message}`;
  }
}
