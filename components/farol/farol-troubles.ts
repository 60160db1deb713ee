import type { FarolAnswer } from '#lib/contracts/farol.ts';

/** What is wrong with Farol itself, by name below `farol.trouble`, with the values of its sentences. */
export interface FarolTrouble {
  code: 'noSampler' | 'silent' | 'unleased' | 'skipped' | 'dropped' | 'waiting' | 'packing' | 'connections' | 'pool';
  tone: 'bad' | 'warn';
  values: Record<string, string | number>;
}

/** Less of the ticks than this were taken: charts have visible gaps. */
const COVERAGE_LEAST = 0.95;
/** Passes are packed every five minutes; three missed turns are a trouble. */
const PACKING_LATE_MS = 20 * 60_000;
/** Share of the server's connections from which others may soon get none. */
const CONNECTIONS_MOST = 0.85;

/** Troubles of Farol itself, the worst first. A part that could not be read is none: it says so in its own place. */
export function farolTroubles(answer: FarolAnswer): FarolTrouble[] {
  const samplers = answer.samplers.data;
  const clusters = (answer.clusters.data ?? []).filter(({ enabled }) => enabled);
  const database = answer.database.data;
  const readMs = Date.parse(answer.readAt);
  const found: FarolTrouble[] = [];
  const names = (list: readonly { name: string }[]) => ({ count: list.length, names: list.map(({ name }) => name).join(', ') });

  const alive = samplers?.filter(({ state }) => state === 'alive') ?? null;
  if (alive?.length === 0) found.push({ code: 'noSampler', tone: 'bad', values: {} });
  const unleased = clusters.filter(({ lease }) => lease?.isHeld !== true);
  if (unleased.length > 0) found.push({ code: 'unleased', tone: 'bad', values: names(unleased) });
  const dropped = samplers?.reduce((sum, { passesDropped }) => sum + (passesDropped ?? 0), 0) ?? 0;
  if (dropped > 0) found.push({ code: 'dropped', tone: 'bad', values: { count: dropped } });
  const silent = samplers?.filter(({ state }) => state === 'silent') ?? [];
  // Where nobody lives, that is told already.
  if (silent.length > 0 && alive?.length !== 0) found.push({ code: 'silent', tone: 'warn', values: { count: silent.length } });
  const waiting = samplers?.reduce((sum, { passesWaiting }) => sum + (passesWaiting ?? 0), 0) ?? 0;
  // One may be on its way at any moment.
  if (waiting > clusters.length) found.push({ code: 'waiting', tone: 'warn', values: { count: waiting } });
  const skipped = clusters.filter(({ window }) => window !== null && window.coverage < COVERAGE_LEAST);
  if (skipped.length > 0) found.push({ code: 'skipped', tone: 'warn', values: names(skipped) });
  const packing = clusters.filter(
    ({ packedUntil, pass }) => pass !== null && packedUntil !== null && readMs - Date.parse(packedUntil) > PACKING_LATE_MS,
  );
  if (packing.length > 0) found.push({ code: 'packing', tone: 'warn', values: names(packing) });
  if (database !== null && database.connectionsOpen > CONNECTIONS_MOST * database.connectionsMax) {
    found.push({
      code: 'connections',
      tone: 'warn',
      values: { open: database.connectionsOpen, max: database.connectionsMax },
    });
  }
  if (answer.web.pool.waiting > 0) found.push({ code: 'pool', tone: 'warn', values: { count: answer.web.pool.waiting } });
  return found;
}

/** Smallest share of the ticks that was taken, over all clusters that are watched; null when none has a pass in the window. */
export function leastCoverage({ clusters }: FarolAnswer): number | null {
  const known = (clusters.data ?? []).flatMap(({ enabled, window }) => (enabled && window !== null ? [window.coverage] : []));
  return known.length === 0 ? null : Math.min(...known);
}

/** Requests per second that Farol sends to all clusters together, with what it covers. */
export function requestsPerSecond({ clusters }: FarolAnswer): { value: number | null; known: number; total: number } {
  const watched = (clusters.data ?? []).filter(({ enabled }) => enabled);
  const known = watched.flatMap(({ pass }) => pass?.requestsPerSecond ?? []);
  return {
    value: known.length === 0 ? null : known.reduce((sum, rate) => sum + rate, 0),
    known: known.length,
    total: watched.length,
  };
}
