import type { ClusterInput, ConnectionTestStep } from '#lib/contracts/clusters.ts';
import { AppError } from '#lib/core/errors.ts';
import type { KafkaAdminDeps } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { ConnectionStep, ConnectionStepName } from '#lib/kafka/connection/connection-step.ts';
import { testConnection } from '#lib/kafka/connection/test-connection.ts';
import type { LookupFunction } from 'node:net';
import { readClusterInput, type ReadClusterInput } from './read-input.ts';

/** The step a person sees for each thing that is tried. */
const SHOWN_AS: Record<ConnectionStepName, ConnectionTestStep['step']> = {
  dns: 'dns',
  tcp: 'tcp',
  tls: 'tls',
  versions: 'versions',
  sasl: 'sasl',
  topics: 'metadata',
  broker: 'brokers',
  groups: 'rights',
  broker_configs: 'rights',
  log_dirs: 'rights',
  quorum: 'rights',
};

/**
 * Tries a connection step by step and stores nothing. A step may be told several times while it gathers more (one address or broker after the other):
 * the later telling replaces the earlier one. Bad input ends the test at the step `parse`.
 */
export function testCluster(
  deps: Omit<KafkaAdminDeps, 'lookup'> & { kafka: { lookup: LookupFunction } },
  input: ClusterInput,
  signal: AbortSignal,
): { bootstrap: readonly string[]; steps: AsyncIterable<ConnectionTestStep> } {
  let read: ReadClusterInput;
  try {
    read = readClusterInput(input);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { bootstrap: [], steps: only({ step: 'parse', status: 'failed', detail: error.message, advice: null, ms: null }) };
  }
  const { connection, warnings } = read;
  const source = testConnection(connection, { clock: deps.clock, logger: deps.logger, lookup: deps.kafka.lookup }, { signal });
  return { bootstrap: connection.bootstrap, steps: shownSteps(source, warnings) };
}

/** Gathers what was tried into the steps people see. */
export async function* shownSteps(
  source: AsyncIterable<ConnectionStep>,
  warnings: readonly string[],
): AsyncGenerator<ConnectionTestStep, void, undefined> {
  yield {
    step: 'parse',
    status: warnings.length === 0 ? 'ok' : 'warning',
    detail: warnings.length === 0 ? 'The settings are understood.' : warnings.join('\n'),
    advice: null,
    ms: null,
  };
  const gathered = new Map<ConnectionTestStep['step'], ConnectionStep[]>();
  for await (const tried of source) {
    const step = SHOWN_AS[tried.step];
    const all = [...(gathered.get(step) ?? []), tried];
    gathered.set(step, all);
    yield { step, ...summarizeTries(all) };
  }
}

/** Several tries of one step as one: what works beside a failure makes it a warning, because Farol can go on. */
function summarizeTries(tries: readonly ConnectionStep[]): Omit<ConnectionTestStep, 'step'> {
  const has = (status: ConnectionStep['status']) => tries.some((one) => one.status === status);
  const status = has('failed') ? (has('ok') ? 'warning' : 'failed') : has('warning') ? 'warning' : has('ok') ? 'ok' : 'skipped';
  const worth = status === 'ok' ? tries : tries.filter((one) => one.status !== 'ok' && one.status !== 'skipped');
  const told = worth.length === 0 ? tries : worth;
  const times = tries.flatMap((one) => one.ms ?? []);
  const advice = [...new Set(told.flatMap((one) => one.advice ?? []))];
  return {
    status,
    detail: told
      .map((one) =>
        one.target === null || tries.length === 1 || one.detail.includes(one.target)
          ? one.detail
          : `${one.target}: ${one.detail}`,
      )
      .join('\n'),
    advice: advice.length === 0 ? null : advice.join('\n'),
    ms: times.length === 0 ? null : Math.round(Math.max(...times)),
  };
}

async function* only(step: ConnectionTestStep): AsyncGenerator<ConnectionTestStep, void, undefined> {
  yield step;
}
