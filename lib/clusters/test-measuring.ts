import type { LookupFunction } from 'node:net';
import type { MeasuringTest, MeasuringTestResult } from '#lib/contracts/measuring.ts';
import type { Clock } from '#lib/core/clock.ts';
import { AppError } from '#lib/core/errors.ts';
import type { ResourceSource } from '#lib/core/measuring.ts';
import { deriveResources } from '#lib/sources/derive-resources.ts';
import { readResources, type ResourceBroker, type ResourceReaderDeps } from '#lib/sources/read-resources.ts';
import { RESOURCE_TABLE } from '#lib/sources/resource-table.ts';
import { SourceFault } from '#lib/sources/source-fault.ts';
import { sourceUrl } from '#lib/sources/source-url.ts';
import type { ClusterRecord, ClusterRepository } from '#lib/store/clusters.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { readResourceSource } from './read-measuring-input.ts';

/** A person waits for the answer. */
const DEADLINE_MS = 5_000;
/** Brokers tried; in a larger cluster the first by number. */
const BROKERS_MAX = 50;
const PARALLEL = 16;

type Tried = MeasuringTestResult['data'][number];

/** Tries a source, given or stored, on every broker of the last pass. Stores nothing. Throws `precondition` when there is none, or no pass yet. */
export async function testMeasuring(
  deps: {
    db: Pick<Database, 'pool'>;
    clusters: Pick<ClusterRepository, 'measuring'>;
    kafka: { lookup: LookupFunction };
    clock: Clock;
  },
  cluster: ClusterRecord,
  { resources }: MeasuringTest,
  signal: AbortSignal,
): Promise<{ url: string; result: MeasuringTestResult }> {
  const stored = (await deps.clusters.measuring(cluster.id)).resources;
  const source = resources === undefined ? stored : readResourceSource(resources, stored);
  if (source === null) throw new AppError('precondition', 'No source is connected: give one to try.');
  const { parts } = await readSnapshot(deps.db, cluster.key, ['brokers']);
  const brokers = (parts.brokers ?? []).slice(0, BROKERS_MAX);
  if (brokers.length === 0)
    throw new AppError('precondition', 'Farol has not seen the brokers of this cluster yet. Try again after its first pass.');
  const reader: ResourceReaderDeps = {
    bootstrap: cluster.bootstrap,
    clock: deps.clock,
    door: { lookup: deps.kafka.lookup },
  };
  const data: Tried[] = [];
  const queue = [...brokers];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      data.push(await tryBroker(reader, source, next, signal));
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, queue.length) }, worker));
  return { url: source.url, result: { data: data.toSorted((a, b) => a.nodeId - b.nodeId) } };
}

async function tryBroker(
  reader: ResourceReaderDeps,
  source: ResourceSource,
  broker: ResourceBroker,
  signal: AbortSignal,
): Promise<Tried> {
  const startedAt = reader.clock.monotonic();
  const common = { nodeId: broker.nodeId, total: RESOURCE_TABLE.length };
  const ms = () => Math.round(reader.clock.monotonic() - startedAt);
  try {
    const raw = await readResources(reader, source, broker, { deadlineMs: DEADLINE_MS, signal });
    const { unknown } = deriveResources(raw, null, 0);
    const missing = [...unknown].filter(([, reason]) => reason !== 'first_reading');
    return {
      ...common,
      address: addressOf(source, broker),
      fault: null,
      ms: ms(),
      known: RESOURCE_TABLE.length - missing.length,
      unusable: missing.filter(([, reason]) => reason === 'mean_since_start').map(([metric]) => metric),
    };
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return { ...common, address: addressOf(source, broker), fault: error.fault, ms: ms(), known: null, unusable: [] };
  }
}

function addressOf(source: ResourceSource, broker: ResourceBroker): string | null {
  try {
    return sourceUrl(source, broker).href;
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return null;
  }
}
