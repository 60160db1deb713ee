import { resolve } from 'node:path';

/** Cookies of the account that `setup.ts` makes; the other tests start with them. */
export const SESSION_FILE = resolve('.farol/test-results/e2e-session.json');

/** The account of the tests. */
export const ACCOUNT = { name: 'Ana Lima', email: 'ana@loja.example', password: 'farol na ponta da praia' } as const;

/** Cluster id that Farol gives to the one of `KAFKA_BROKERS`. */
export const CLUSTER = 'kafka';

/** A topic nobody writes to after the start, and a group that committed on its first three partitions only. */
export const QUIET = { topic: 'quiet', partitions: 6, group: 'quiet-readers', committed: [0, 1, 2] } as const;

/** A topic with steady traffic and a group that reads it. */
export const BUSY = { topic: 'Pedidos', partitions: 6, group: 'estoque' } as const;

/** Values that `start-everything.ts` hands to the tests. */
export interface Surroundings {
  baseUrl: string;
  /** The link that makes the first account. */
  setupLink: string;
  /** Address of the lab's control (see `lab.ts`). */
  labUrl: string;
  bootstrap: string;
}

const VARIABLE = 'E2E_SURROUNDINGS';

/** Stores the surroundings for the workers, which inherit the environment. */
export function publishSurroundings(surroundings: Surroundings): void {
  process.env[VARIABLE] = JSON.stringify(surroundings);
}

/** What was started. Throws outside of a run. */
export function surroundings(): Surroundings {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('Nothing is started: run the tests by Playwright, whose globalSetup does it.');
  return JSON.parse(text) as Surroundings;
}
