import type { StoredMetricName } from '#lib/catalog/metrics.ts';
import type { RawResources, RawValue, UnknownReason } from './raw-resources.ts';
import { OLD_GENERATION, OLD_GENERATION_BEAN, RAFT_STATES, RESOURCE_TABLE, type ResourceReading } from './resource-table.ts';
import { SourceFault } from './source-fault.ts';

/** One entry of the bulk request. Beans per topic are never matched: their patterns would need a key more. */
interface BulkRead {
  mbean: string;
  attribute: readonly string[];
  /** The beans of a pattern are added up and known by the pattern. */
  isSum?: boolean;
}

const PERCENTILES = ['50thPercentile', '99thPercentile', '999thPercentile', 'Count'];
const APP_INFO = 'kafka.server:type=app-info,id=*';
const MEMORY_POOLS = 'java.lang:type=MemoryPool,name=*';

const READS: readonly BulkRead[] = [
  { mbean: 'kafka.server:type=BrokerTopicMetrics,name=*', attribute: ['Count'] },
  ...['Produce', 'FetchConsumer', 'FetchFollower'].map((request) => ({
    mbean: `kafka.network:type=RequestMetrics,name=*,request=${request}`,
    attribute: PERCENTILES,
  })),
  { mbean: 'kafka.server:type=KafkaRequestHandlerPool,name=*', attribute: ['OneMinuteRate'] },
  { mbean: 'kafka.network:type=SocketServer,name=NetworkProcessorAvgIdlePercent', attribute: ['Value'] },
  { mbean: 'kafka.network:type=RequestChannel,name=*', attribute: ['Value'] },
  { mbean: 'kafka.server:type=DelayedOperationPurgatory,name=PurgatorySize,delayedOperation=*', attribute: ['Value'] },
  { mbean: 'kafka.server:type=ReplicaManager,name=IsrShrinksPerSec', attribute: ['Count'] },
  { mbean: 'kafka.server:type=ReplicaManager,name=IsrExpandsPerSec', attribute: ['Count'] },
  { mbean: 'kafka.controller:type=ControllerStats,name=UncleanLeaderElectionsPerSec', attribute: ['Count'] },
  { mbean: 'kafka.controller:type=KafkaController,name=*', attribute: ['Value'] },
  { mbean: 'kafka.controller:type=ControllerEventManager,name=EventQueueTimeMs', attribute: PERCENTILES },
  { mbean: 'kafka.log:type=LogFlushStats,name=LogFlushRateAndTimeMs', attribute: PERCENTILES },
  {
    mbean: 'kafka.server:type=socket-server-metrics,listener=*,networkProcessor=*',
    attribute: ['connection-count'],
    isSum: true,
  },
  {
    mbean: 'kafka.server:type=raft-metrics',
    attribute: [
      'current-state',
      'commit-latency-avg',
      'commit-latency-max',
      'poll-idle-ratio-avg',
      'append-records-rate',
      'fetch-records-rate',
    ],
  },
  {
    mbean: 'kafka.server:type=broker-metadata-metrics',
    attribute: ['last-applied-record-lag-ms', 'metadata-load-error-count', 'metadata-apply-error-count'],
  },
  { mbean: APP_INFO, attribute: ['Version'] },
  { mbean: 'java.lang:type=Memory', attribute: ['HeapMemoryUsage'] },
  { mbean: 'java.lang:type=GarbageCollector,name=*', attribute: ['CollectionTime'], isSum: true },
  { mbean: MEMORY_POOLS, attribute: ['CollectionUsage'] },
  {
    mbean: 'java.lang:type=OperatingSystem',
    attribute: ['ProcessCpuLoad', 'ProcessCpuTime', 'OpenFileDescriptorCount', 'MaxFileDescriptorCount'],
  },
  { mbean: 'java.lang:type=Runtime', attribute: ['Uptime'] },
];

/** The body of the one request that reads a broker. */
export const JOLOKIA_BODY: string = JSON.stringify(READS.map(({ mbean, attribute }) => ({ type: 'read', mbean, attribute })));

/** Parameters of that request: a missing bean hides no other, requests are not repeated, and 64-bit integers come as text, since JSON numbers round them. */
export const JOLOKIA_PARAMETERS = { ignoreErrors: 'true', includeRequest: 'false', serializeLong: 'string' } as const;

/** Attribute values by `bean|attribute`; null = the attribute is there and has no number. */
type Attributes = Map<string, number | bigint | string | null>;

/**
 * Reads Jolokia's answer to `JOLOKIA_BODY`. Throws SourceFault: `MALFORMED` for what is no such answer, `NOT_AUTHORIZED` when its policy hides everything,
 * `NOT_A_BROKER` when the process has no beans of a broker, `WRONG_BROKER` when it is another one.
 */
export function readJolokiaAnswer(body: string, nodeId: number, answeredAt: number): RawResources {
  const answers = parseAnswers(body);
  const attributes: Attributes = new Map();
  let forbidden = 0;
  for (const [i, read] of READS.entries()) {
    const answer = answers[i];
    if (!isRecord(answer) || typeof answer['status'] !== 'number') throw malformed();
    if (answer['status'] === 200) collect(read, answer['value'], attributes);
    else if (answer['status'] === 403) forbidden++;
  }
  if (forbidden === READS.length) throw new SourceFault('NOT_AUTHORIZED', 'Jolokia’s access rules hide every bean from Farol.');
  if (![...attributes.keys()].some((key) => key.startsWith('kafka.')))
    throw new SourceFault('NOT_A_BROKER', 'Jolokia answers there, but for a process without the beans of a Kafka broker.');
  assertSameBroker(attributes, nodeId);

  const values = new Map<StoredMetricName, RawValue>();
  const unknown = new Map<StoredMetricName, UnknownReason>();
  for (const reading of RESOURCE_TABLE) {
    const found = valueOf(reading, attributes);
    if (typeof found === 'string') unknown.set(reading.metric, found === 'not_exported' && forbidden > 0 ? 'not_allowed' : found);
    else values.set(reading.metric, found);
  }
  const state = attributes.get('kafka.server:type=raft-metrics|current-state');
  const raftState = typeof state === 'string' && RAFT_STATES.includes(state) ? state : null;
  return { answeredAt, values, unknown, raftState };
}

function parseAnswers(body: string): unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw malformed();
  }
  if (!Array.isArray(parsed) || parsed.length !== READS.length) throw malformed();
  return parsed as unknown[];
}

function malformed(): SourceFault {
  return new SourceFault('MALFORMED', 'The answer is not Jolokia’s: is this the right address?');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Enters the attributes of an answer under the names of its beans. A pattern's answer has one object more, by bean. */
function collect({ mbean, isSum }: BulkRead, value: unknown, into: Attributes): void {
  if (!isRecord(value)) return;
  if (!mbean.includes('*')) return enter(plainObjectName(mbean), value, into, false);
  for (const [bean, own] of Object.entries(value)) {
    if (!isRecord(own)) continue;
    if (isSum === true) enter(plainObjectName(mbean), own, into, true);
    else enter(plainObjectName(bean), own, into, false);
    if (mbean === MEMORY_POOLS && OLD_GENERATION.test(bean.replace(/,?type=MemoryPool,?/, '')))
      enter(plainObjectName(OLD_GENERATION_BEAN), own, into, true);
  }
}

function enter(bean: string, attributes: Record<string, unknown>, into: Attributes, isSum: boolean): void {
  for (const [name, value] of Object.entries(attributes)) {
    const parts = isRecord(value)
      ? Object.entries(value).map(([part, inner]) => [`${name}/${part}`, inner] as const)
      : [[name, value] as const];
    for (const [attribute, given] of parts) {
      // What an attribute threw stands in its place as text.
      if (typeof given === 'string' && given.startsWith('ERROR:')) continue;
      const key = `${bean}|${attribute}`;
      const number = toNumber(given);
      const before = into.get(key);
      into.set(key, isSum && before !== undefined ? add(before, number) : number);
    }
  }
}

/** Jolokia gives 64-bit integers as text, NaN as null. Other text (a state, a version) stays text. */
function toNumber(value: unknown): number | bigint | string | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  return /^-?\d{1,20}$/.test(value) ? BigInt(value) : value;
}

function add(a: number | bigint | string | null, b: number | bigint | string | null): number | bigint | null {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a + b;
  return a === null || b === null || typeof a === 'string' || typeof b === 'string' ? null : Number(a) + Number(b);
}

/** A bean's name with its keys in order: servers order them as they like. */
function plainObjectName(name: string): string {
  const colon = name.indexOf(':');
  return `${name.slice(0, colon)}:${name
    .slice(colon + 1)
    .split(',')
    .toSorted()
    .join(',')}`;
}

/** The broker's own id stands in the name of a bean. Without it (an access rule hides it) nothing can be said. */
function assertSameBroker(attributes: Attributes, nodeId: number): void {
  const ids = [...attributes.keys()].flatMap((key) => /^kafka\.server:id=(\d{1,10}),type=app-info\|/.exec(key)?.[1] ?? []);
  if (ids.length === 0 || ids.includes(String(nodeId))) return;
  throw new SourceFault(
    'WRONG_BROKER',
    `The address of broker ${nodeId} leads to broker ${ids[0]}: its figures are not shown as those of another.`,
  );
}

function valueOf({ kind, jmx }: ResourceReading, attributes: Attributes): RawValue | UnknownReason {
  for (const { bean, attribute, factor } of jmx) {
    const plain = plainObjectName(bean);
    const value = attributes.get(`${plain}|${attribute}`);
    if (value === undefined) continue;
    if (value === null || typeof value === 'string') return 'not_measured';
    if (kind === 'percentile' && Number(attributes.get(`${plain}|Count`) ?? 1) === 0) return 'nothing_counted';
    return { value, factor };
  }
  return 'not_exported';
}
