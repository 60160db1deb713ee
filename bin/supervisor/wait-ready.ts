import { setTimeout as sleep } from 'node:timers/promises';

/** Between two tries while nobody listens: short, because a person waits. */
const CONNECT_POLL_MS = 100;
/** Between two tries when the server answers that it is not ready: each try is work, and a line in its log. */
const ANSWER_POLL_MS = 500;
const ASK_TIMEOUT_MS = 5_000;

/** Waits until the address answers with success; false when `giveUp` says so first. */
export async function waitUntilAnswers(url: string, giveUp: () => boolean): Promise<boolean> {
  while (!giveUp()) {
    const status = await askStatus(url);
    if (status !== null && status < 400) return true;
    await sleep(status === null ? CONNECT_POLL_MS : ANSWER_POLL_MS);
  }
  return false;
}

/** null when nobody answers: not listening yet, which is what is being waited for. */
async function askStatus(url: string): Promise<number | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS), redirect: 'manual' });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}

/** The address under which this machine reaches a server that listens on `hostname`. */
export function localAddress(hostname: string, port: number): string {
  const host =
    hostname === '0.0.0.0' || hostname === '::' || hostname === '127.0.0.1' || hostname === '::1' ? 'localhost' : hostname;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
