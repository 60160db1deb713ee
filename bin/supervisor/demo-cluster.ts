/** How many brokers the demonstration has. */
export const DEMO_BROKERS = 3;

/** The demonstration's cluster as Farol shows it. */
export const DEMO_CLUSTER = { id: 'loja-demo', name: 'loja-demo' } as const;

/** Bootstrap servers of the demonstration whose first broker listens on `firstPort`. */
export function demoBootstrap(firstPort: number): string {
  return Array.from({ length: DEMO_BROKERS }, (_, i) => `localhost:${firstPort + i}`).join(',');
}
