import type { Address } from '../transport/open-socket.ts';

const PORT_MAX = 65_535;

/** Reads `host:port` or `[ipv6]:port`; null when it is neither. A leading `PROTOCOL://` is accepted, as Kafka's clients do. */
export function parseAddress(text: string): Address | null {
  const match = /^(?:[A-Za-z_]+:\/\/)?(?:\[([0-9A-Fa-f:.%]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/.exec(text.trim());
  if (match === null) return null;
  const host = match[1] ?? match[2];
  const port = Number(match[3]);
  if (host === undefined || port < 1 || port > PORT_MAX) return null;
  return { host, port };
}
