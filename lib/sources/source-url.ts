import { isIP, isIPv6 } from 'node:net';
import type { ResourceSource } from '#lib/core/measuring.ts';
import { SourceFault } from './source-fault.ts';

const URL_LENGTH_MAX = 2000;
/** What a host may consist of, whoever advertised it: nothing that ends the host part of an address. */
const HOST = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?\.?$/;
const PLACEHOLDER = /\{[^{}]*\}/g;
const KNOWN_PLACEHOLDERS: readonly string[] = ['{host}', '{nodeId}'];

/** What is wrong with the address of a source, in one sentence; null when it can be used. `isTemplate`: it serves all brokers, so it must name the one it is about. */
export function sourceUrlProblem(url: string, isTemplate: boolean): string | null {
  if (url.length > URL_LENGTH_MAX) return `expected at most ${URL_LENGTH_MAX} characters`;
  const placeholders = [...url.matchAll(PLACEHOLDER)].map(([placeholder]) => placeholder);
  const strange = placeholders.find((placeholder) => !KNOWN_PLACEHOLDERS.includes(placeholder));
  if (strange !== undefined) return `there is no placeholder ${strange}: use {host} and {nodeId}`;
  // One address for all brokers would show the figures of one as those of all.
  if (isTemplate && placeholders.length === 0)
    return 'expected {host} or {nodeId} in it, so that each broker has its own address';
  const parsed = parse(fill(url, 'host', 1));
  if (parsed === null) return 'expected an address such as http://{host}:8778/jolokia';
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return 'expected http or https';
  if (parsed.username !== '' || parsed.password !== '') return 'a user name or password does not belong into the address';
  if (parsed.hash !== '') return 'a fragment (#…) has no meaning here';
  return /^https?:\/\/[^/?#]*\{host\}/i.test(url) || !placeholders.includes('{host}')
    ? null
    : '{host} is for the host part of the address';
}

/** The address of one broker's source. Throws SourceFault `ADDRESS_INVALID` when the broker has no usable host: advertised hosts come from the cluster and are not to be trusted. */
export function sourceUrl(
  source: Pick<ResourceSource, 'url' | 'urlByBroker'>,
  broker: { nodeId: number; host: string | null },
): URL {
  const template = source.urlByBroker[String(broker.nodeId)] ?? source.url;
  if (template.includes('{host}') && (broker.host === null || !isHost(broker.host)))
    throw new SourceFault('ADDRESS_INVALID', `Broker ${broker.nodeId} advertises no host that an address can be made of.`);
  const url = parse(fill(template, broker.host ?? '', broker.nodeId));
  if (url === null || sourceUrlProblem(template, false) !== null)
    throw new SourceFault('ADDRESS_INVALID', `The address of broker ${broker.nodeId} is not one that can be asked.`);
  return url;
}

/**
 * Refuses to send credentials to a host that the cluster alone names: it must be a bootstrap server's, or lie in the domain of one
 * (`kafka-3.example.org` beside `kafka-1.example.org`). Whoever controls a cluster could have them sent anywhere otherwise. Throws SourceFault.
 */
export function assertTrustedHost(
  source: Pick<ResourceSource, 'url' | 'urlByBroker'>,
  broker: { nodeId: number; host: string | null },
  bootstrap: readonly string[],
): void {
  const template = source.urlByBroker[String(broker.nodeId)] ?? source.url;
  // A fixed end makes it a host of the operator's own domain.
  if (!/^https?:\/\/[^/?#]*\{host\}(?![^:/?#]*\.[^.:/?#])/i.test(template)) return;
  const host = (broker.host ?? '').toLowerCase();
  const trusted = bootstrap.map((server) =>
    server
      .replace(/:\d+$/, '')
      .replace(/^\[|\]$/g, '')
      .toLowerCase(),
  );
  if (trusted.includes(host)) return;
  if (isIP(host) === 0 && trusted.some((known) => isIP(known) === 0 && sharesDomain(host, known))) return;
  throw new SourceFault(
    'CREDENTIALS_WITHHELD',
    `Broker ${broker.nodeId} advertises a host outside the domains of the bootstrap servers, so it gets no credentials. Name its address (url-by-broker) to have them sent.`,
  );
}

/** Second level under a country's domain that is open to everybody: `com.br`, `co.uk`. */
const OPEN_SECOND_LEVEL = /^[a-z]{2,3}\.[a-z]{2}$/;

/** Whether a host lies in the domain of a known one. A domain of one label (`com`, `svc`) or one like `com.br` is nobody's. */
function sharesDomain(host: string, known: string): boolean {
  const domain = known.slice(known.indexOf('.') + 1);
  return known.includes('.') && domain.includes('.') && !OPEN_SECOND_LEVEL.test(domain) && host.endsWith(`.${domain}`);
}

function isHost(host: string): boolean {
  return isIPv6(host) || HOST.test(host);
}

function fill(template: string, host: string, nodeId: number): string {
  return template.replaceAll('{host}', isIPv6(host) ? `[${host}]` : host).replaceAll('{nodeId}', String(nodeId));
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
