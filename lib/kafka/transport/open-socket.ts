import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls } from 'node:tls';
import { lookupAt } from '#lib/core/outbound-lookup.ts';
import type { KafkaConnection } from '../admin/port.ts';

const KEEP_ALIVE_MS = 30_000;

/** Where a broker listens. */
export interface Address {
  host: string;
  port: number;
}

/** `host:port`, with brackets around IPv6 literals. */
export function addressText(address: Address): string {
  return address.host.includes(':') ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}

/** Opens the socket of one connection: TLS where the connection wants it, never less. `onConnect` runs when bytes may be written. */
export function openSocket(
  address: Address,
  tls: KafkaConnection['tls'],
  resolver: LookupFunction | undefined,
  onConnect: () => void,
): Socket {
  const { host, port } = address;
  const lookup = resolver && lookupAt(resolver, port);
  const socket =
    tls === null
      ? connectTcp({ host, port, lookup }, onConnect)
      : connectTls(
          {
            host,
            port,
            lookup,
            // Server names in TLS are names; an IP literal there is an error.
            servername: isIP(host) === 0 ? host : '',
            ca: tls.ca ?? undefined,
            cert: tls.cert ?? undefined,
            key: tls.key ?? undefined,
            passphrase: tls.keyPassphrase ?? undefined,
            minVersion: 'TLSv1.2',
            rejectUnauthorized: true,
            checkServerIdentity: tls.verifyHostname ? checkServerIdentity : () => undefined,
          },
          onConnect,
        );
  socket.setNoDelay(true);
  socket.setKeepAlive(true, KEEP_ALIVE_MS);
  return socket;
}

/** Asks `lookup` about a host that is an IP literal, which Node would connect to without asking; so that one rule covers every address. Rejects when it refuses. */
export function checkLiteral({ host, port }: Address, lookup: LookupFunction | undefined): Promise<void> {
  const family = isIP(host);
  if (lookup === undefined || family === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    lookupAt(lookup, port)(host, { all: true, family }, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
