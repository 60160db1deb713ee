import type { ResourceSource } from '#lib/core/measuring.ts';

/** How many brokers the demonstration has. */
export const DEMO_BROKERS = 3;

/** The demonstration's cluster as Farol shows it. */
export const DEMO_CLUSTER = { id: 'loja-demo', name: 'loja-demo' } as const;

/** From the first broker's port to the first Jolokia's; the others follow. */
const JOLOKIA_OFFSET = 10;

/** Port of the first broker's Jolokia. */
export function demoJolokiaPort(firstPort: number): number {
  return firstPort + JOLOKIA_OFFSET;
}

/** Where the resources of the demonstration's brokers are read: each has a port of its own on this machine. */
export function demoResources(firstPort: number): ResourceSource {
  const urls = Array.from({ length: DEMO_BROKERS }, (_, i) => [
    String(i + 1),
    `http://127.0.0.1:${demoJolokiaPort(firstPort) + i}/jolokia/`,
  ]);
  return {
    kind: 'jolokia',
    url: `http://{host}:${demoJolokiaPort(firstPort)}/jolokia/`,
    urlByBroker: Object.fromEntries(urls) as Record<string, string>,
    username: null,
    password: null,
    bearerToken: null,
  };
}

/** Bootstrap servers of the demonstration whose first broker listens on `firstPort`. */
export function demoBootstrap(firstPort: number): string {
  return Array.from({ length: DEMO_BROKERS }, (_, i) => `localhost:${firstPort + i}`).join(',');
}
