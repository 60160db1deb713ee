/** The parts that `farol start` and `farol demo` run. */
export type ServiceName = 'web' | 'shop' | 'sampler' | 'kafka' | 'postgres';

/** Services that stop together, and how long they may take before they are killed. */
export interface StopPhase {
  services: readonly ServiceName[];
  graceMs: number;
}

/** Who uses whom, from the outside in: nobody loses what it still needs. The sum stays below 10 s, the time after which container runtimes kill. */
export const STOP_PHASES: readonly StopPhase[] = [
  { services: ['web', 'shop'], graceMs: 1_500 },
  { services: ['sampler'], graceMs: 2_000 },
  { services: ['kafka', 'postgres'], graceMs: 6_300 },
];

/** The phases in which these running services stop, empty ones left out. */
export function stopPlan(running: ReadonlySet<ServiceName>): StopPhase[] {
  return STOP_PHASES.map((phase) => ({ ...phase, services: phase.services.filter((name) => running.has(name)) })).filter(
    (phase) => phase.services.length > 0,
  );
}
