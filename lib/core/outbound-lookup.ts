import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AppError } from './errors.ts';

/**
 * Addresses that no cluster, registry or receiver ever has a right to: link-local (cloud metadata services live there), other clouds' metadata addresses,
 * multicast, unspecified and broadcast. Private and loopback addresses are allowed: brokers live there.
 */
export const DENIED_BY_DEFAULT: readonly string[] = [
  '169.254.0.0/16',
  'fe80::/10',
  'fd00:ec2::/32',
  'fd20:ce::/32',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
  '0.0.0.0/8',
  '::/128',
  '224.0.0.0/4',
  'ff00::/8',
  '255.255.255.255/32',
];

/** Whether Farol may connect to an IP address. */
export type AddressRule = (address: string) => boolean;

/** A rule that refuses the given networks (CIDR), also when they are written as IPv4 inside IPv6 (mapped, NAT64, 6to4). Throws `invalid` for a bad CIDR. */
export function denyNetworks(networks: readonly string[]): AddressRule {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address);
    if (family === 0 || prefix === undefined)
      throw new AppError('invalid', `“${network}” is not a network: expected address/prefix.`);
    list.addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
  }
  return (address) => {
    const plain = address.split('%')[0] ?? '';
    const family = isIP(plain);
    if (family === 0) return false;
    if (family === 4) return !list.check(plain, 'ipv4');
    const inner = embeddedIpv4(plain);
    return !list.check(plain, 'ipv6') && (inner === null || !list.check(inner, 'ipv4'));
  };
}

/** Why Farol may not connect to a host at a port, given what it resolves to; null when it may. */
export type EndpointRule = (target: { hostname: string; addresses: readonly string[]; port: number }) => Promise<string | null>;

/** The same resolver, which then also judges by port: sockets do not tell their resolver where they go. */
export function lookupAt(lookup: LookupFunction, port: number): LookupFunction {
  return (hostname, options, callback) => lookup(hostname, { ...options, port } as LookupOptions, callback);
}

function portOf(options: LookupOptions): number | null {
  const { port } = options as LookupOptions & { port?: unknown };
  return typeof port === 'number' ? port : null;
}

/**
 * A resolver for sockets that refuses denied addresses at the moment of dialling, so that a name which resolves differently the second time gains nothing.
 * One denied address refuses the whole name: a name that points at both sides is an attack or a mistake. `endpoints` is asked where the port is known (`lookupAt`).
 */
export function guardedLookup(
  isAllowed: AddressRule,
  resolve: typeof systemLookup = systemLookup,
  endpoints: EndpointRule = () => Promise.resolve(null),
): LookupFunction {
  return (hostname, options, callback) => {
    const judge = (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => {
      if (error !== null) return callback(error, '', 0);
      const denied = addresses.find(({ address }) => !isAllowed(address));
      if (denied !== undefined) {
        return callback(
          new AppError('forbidden', `Farol does not connect to ${denied.address} (${hostname}): the address is reserved.`),
          '',
          0,
        );
      }
      const port = portOf(options);
      if (port === null) return give(addresses);
      endpoints({ hostname, addresses: addresses.map(({ address }) => address), port }).then(
        (reason) => (reason === null ? give(addresses) : refuse(new AppError('forbidden', reason))),
        (failure: unknown) => refuse(new AppError('internal', 'An address could not be judged.', { cause: failure })),
      );
    };
    const refuse = (error: AppError) => callback(error, '', 0);
    const give = (addresses: readonly LookupAddress[]) => {
      if (options.all === true) return callback(null, [...addresses]);
      const first = addresses[0];
      return callback(
        first === undefined ? new AppError('unavailable', `${hostname} has no address.`) : null,
        first?.address ?? '',
        first?.family ?? 0,
      );
    };
    const family = isIP(hostname);
    if (family !== 0) return judge(null, [{ address: hostname, family }]);
    resolve(hostname, { family: options.family ?? 0, hints: options.hints, all: true }, (error, addresses) =>
      judge(error, addresses ?? []),
    );
  };
}

/** An address in one form: IPv4 inside IPv6 as IPv4, without a zone. */
export function plainAddress(address: string): string {
  const plain = address.split('%')[0] ?? '';
  return isIP(plain) === 6 ? (embeddedIpv4(plain) ?? plain) : plain;
}

/** IPv4 address carried in an IPv6 one by mapping (::ffff:0:0/96), compatibility (::/96), NAT64 (64:ff9b::/96) or 6to4 (2002::/16); null when there is none. */
function embeddedIpv4(address: string): string | null {
  const groups = expand(address);
  const [g0 = 0, g1 = 0, g2 = 0] = groups;
  const dotted = (high: number, low: number) => [high >> 8, high & 255, low >> 8, low & 255].join('.');
  if (g0 === 0x2002) return dotted(g1, g2);
  const middle = groups.slice(0, 5).every((group) => group === 0);
  const nat64 = g0 === 0x64 && g1 === 0xff9b && groups.slice(2, 6).every((group) => group === 0);
  // `::1` and `::` are IPv6's own, not IPv4 0.0.0.1.
  const mapped = middle && (groups[5] === 0xffff || (groups[5] === 0 && groups[6] !== 0));
  return mapped || nat64 ? dotted(groups[6] ?? 0, groups[7] ?? 0) : null;
}

/** The eight 16-bit groups of a valid IPv6 address. */
function expand(address: string): number[] {
  const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  );
  const [head = '', tail] = hex.split('::');
  const parse = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return parse(head);
  const left = parse(head);
  const right = parse(tail);
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right];
}
