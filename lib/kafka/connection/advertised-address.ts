import { addressText, type Address } from '../transport/open-socket.ts';

/** Host names and IP addresses (IPv6 with its zone), and the underscore that container networks use. */
const HOST = /^[a-zA-Z0-9._:%-]{1,255}$/;
const PORT_MAX = 65_535;
/** What a pattern may hold: a host with `*` and `?`, and a port behind it if wanted. */
const PATTERN = /^[a-zA-Z0-9._:%*?[\]-]{1,255}$/;

/** Whether a text can be a pattern for advertised addresses. */
export function isAddressPattern(text: string): boolean {
  return PATTERN.test(text);
}

/** Whether `text` fits a pattern where `*` stands for any characters and `?` for one; takes time proportional to the product of the lengths, whatever they hold. */
export function fitsPattern(pattern: string, text: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = inPattern;
      starAt = at;
      inPattern += 1;
    } else if (wanted === '?' || wanted === text[at]) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      starAt += 1;
      at = starAt;
      inPattern = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(inPattern));
}

/**
 * Why Farol does not connect to an address that a broker advertises; null when it does. `allowed` are patterns for `host` or `host:port`, without regard to
 * upper and lower case; absent = all.
 */
export function advertisedRefusal(address: Address, allowed: readonly string[] | undefined): string | null {
  const { host, port } = address;
  if (!HOST.test(host) || !Number.isInteger(port) || port < 1 || port > PORT_MAX) return 'it advertises no usable host and port';
  if (allowed === undefined) return null;
  const names = [host.toLowerCase(), addressText(address).toLowerCase()];
  const fits = allowed.some((pattern) => names.some((name) => fitsPattern(pattern.toLowerCase(), name)));
  return fits ? null : `it advertises ${addressText(address)}, which farol.advertised.hosts does not allow`;
}
