import type { Clock } from '#lib/core/clock.ts';
import type { ResourceSource } from '#lib/core/measuring.ts';
import { askOutbound, type OutboundDoor, type OutboundRequest } from './outbound-http.ts';
import type { RawResources } from './raw-resources.ts';
import { JOLOKIA_BODY, JOLOKIA_PARAMETERS, readJolokiaAnswer } from './read-jolokia.ts';
import { readPrometheusPage } from './read-prometheus.ts';
import { SourceFault } from './source-fault.ts';
import { assertTrustedHost, sourceUrl } from './source-url.ts';

const MIB = 1024 * 1024;
/** The lean set is 10 kB; pages of exporters without an allow-list reach megabytes. */
const BYTES_MAX = { jolokia: MIB, prometheus: 8 * MIB } as const;

/** One broker whose source is read. */
export interface ResourceBroker {
  nodeId: number;
  /** As it advertises itself; null when unknown. */
  host: string | null;
}

/** What reading sources needs. */
export interface ResourceReaderDeps {
  /** The cluster's bootstrap servers as the operator gave them: hosts that may have credentials. */
  bootstrap: readonly string[];
  door: OutboundDoor;
  clock: Clock;
}

/** Reads everything that a broker's source tells, in one request. Throws SourceFault for whatever the source does; rejects with the signal's reason when aborted. */
export async function readResources(
  { bootstrap, door, clock }: ResourceReaderDeps,
  source: ResourceSource,
  broker: ResourceBroker,
  options: { deadlineMs: number; signal?: AbortSignal },
): Promise<RawResources> {
  const url = sourceUrl(source, broker);
  const credentials = credentialsOf(source);
  if (credentials !== null) assertTrustedHost(source, broker, bootstrap);
  const common = { credentials, bytesMax: BYTES_MAX[source.kind], ...options };
  switch (source.kind) {
    case 'jolokia': {
      // Without the slash some servers redirect, which would lose the body.
      if (!url.pathname.endsWith('/')) url.pathname += '/';
      for (const [name, value] of Object.entries(JOLOKIA_PARAMETERS)) url.searchParams.set(name, value);
      const headers = { 'content-type': 'application/json', accept: 'application/json, text/plain' };
      const { text } = await askOutbound(door, { ...common, url, method: 'POST', headers, body: JOLOKIA_BODY });
      return readJolokiaAnswer(text, broker.nodeId, clock.monotonic());
    }
    case 'prometheus': {
      const headers = { accept: 'text/plain;version=0.0.4, application/openmetrics-text;q=0.5' };
      const { text, contentType } = await askOutbound(door, { ...common, url, method: 'GET', headers });
      if (contentType === 'text/html' || contentType === 'application/json')
        throw new SourceFault('MALFORMED', `${url.host} answers with ${contentType}, not with Prometheus' text format.`);
      return readPrometheusPage(text, { answeredAt: clock.monotonic(), nowMs: clock.now() });
    }
  }
}

function credentialsOf({ username, password, bearerToken }: ResourceSource): OutboundRequest['credentials'] {
  if (bearerToken !== null) return { bearerToken };
  return username === null ? null : { username, password: password ?? '' };
}
