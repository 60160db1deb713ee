/** How many brokers the demonstration has. */
export const DEMO_BROKERS = 3;

/** The demonstration's cluster as Farol shows it. */
export const DEMO_CLUSTER = { id: 'loja-demo', name: 'loja-demo' } as const;
