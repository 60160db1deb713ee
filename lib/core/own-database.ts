import { lookup as systemLookup } from 'node:dns';
import { networkInterfaces } from 'node:os';
import { plainAddress, type EndpointRule } from './outbound-lookup.ts';

const DEFAULT_PORT = 5432;

/** What the rule needs of the machine, so that tests can do without. */
export interface OwnDatabaseDeps {
  /** Addresses of a name; empty when it does not resolve. */
  resolve(hostname: string): Promise<readonly string[]>;
  /** Addresses of this machine's network interfaces. */
  machineAddresses(): readonly string[];
}

const SYSTEM: OwnDatabaseDeps = {
  resolve: (hostname) =>
    new Promise((settle) => {
      systemLookup(hostname, { all: true }, (_error, found) => settle((found ?? []).map(({ address }) => address)));
    }),
  machineAddresses: () =>
    Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address)),
};

function placeOf(databaseUrl: string): { host: string; port: number } | null {
  if (!URL.canParse(databaseUrl)) return null;
  const url = new URL(databaseUrl);
  const host = url.searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.searchParams.get('port') ?? (url.port === '' ? DEFAULT_PORT : url.port));
  // A socket in the file system is on this machine, whose server mostly listens on TCP too.
  return { host: host === '' || host.startsWith('/') ? 'localhost' : decodeURIComponent(host), port };
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/**
 * Refuses Farol's own PostgreSQL as a place to connect to: a cluster could advertise its address as a broker's, and have Farol speak to it. When the database
 * is on this machine, all addresses of the machine count. Other ports of the same host are not touched.
 */
export function ownDatabaseRule(databaseUrl: string | null, deps: OwnDatabaseDeps = SYSTEM): EndpointRule {
  const place = databaseUrl === null ? null : placeOf(databaseUrl);
  return async ({ hostname, addresses, port }) => {
    if (place === null || port !== place.port) return null;
    const reason = `Farol does not connect to ${hostname}:${port}: its own database is there.`;
    if (hostname.toLowerCase() === place.host.toLowerCase()) return reason;
    const database = new Set((await deps.resolve(place.host)).map(plainAddress));
    const machine = new Set(deps.machineAddresses().map(plainAddress));
    const isHere = [...database].some((address) => isLoopback(address) || machine.has(address));
    const refused = addresses
      .map(plainAddress)
      .some((address) => database.has(address) || (isHere && (isLoopback(address) || machine.has(address))));
    return refused ? reason : null;
  };
}
