import { faultItem, kafkaFault, okItem, ownFault } from '../fault.ts';
import type { VersionedAnswer } from '../router/router.ts';
import type { Deadline } from '../transport/deadline.ts';
import { describeConfigs } from '../wire/apis/describe-configs.ts';
import { contained, type AdminContext } from './context.ts';
import { learnNodes } from './read-topology.ts';
import type { ConfigEntry, ConfigResourceType, Item, KafkaFault } from './port.ts';

/** Topics per request: with all keys some 2 MB of answer. */
const RESOURCES_MAX = 500;
const RESOURCE_TYPES: Record<ConfigResourceType, number> = { topic: 2, broker: 4, group: 32 };
const DEFAULT_SOURCE = 5;
const SOURCES: readonly string[] = [
  'UNKNOWN',
  'DYNAMIC_TOPIC_CONFIG',
  'DYNAMIC_BROKER_CONFIG',
  'DYNAMIC_DEFAULT_BROKER_CONFIG',
  'STATIC_BROKER_CONFIG',
  'DEFAULT_CONFIG',
  'DYNAMIC_BROKER_LOGGER_CONFIG',
  'CLIENT_METRICS_CONFIG',
  'GROUP_CONFIG',
];

/** Which configurations of each resource, and whether with Kafka's documentation and defaults of them. */
export interface ConfigWish {
  keys?: readonly string[];
  documentation?: boolean;
}

type Answer = VersionedAnswer & { body: ReturnType<typeof describeConfigs.response.read> };
type Result = Answer['body']['results'][number];

function toEntry(config: Result['configs'][number]): ConfigEntry {
  return {
    name: config.name,
    value: config.isSensitive ? null : config.value,
    source: SOURCES[config.configSource] ?? `UNKNOWN_${config.configSource}`,
    readOnly: config.readOnly,
    sensitive: config.isSensitive,
    isDefault: config.configSource === DEFAULT_SOURCE,
    documentation: config.documentation,
    defaultValue: config.isSensitive ? null : defaultOf(config),
  };
}

/** Units in the names of older keys that stand behind a key in milliseconds, and how many of those they are. */
const OLDER_UNITS = { hours: 3_600_000n, minutes: 60_000n } as const;
const WHOLE = /^-?\d+$/;

/** What would hold if nobody had chosen anything: the last of the synonyms. It may be another key in another unit: behind `retention.ms` stands `log.retention.hours`. */
function defaultOf({ name, value: inForce, configSource, synonyms }: Result['configs'][number]): string | null {
  // Then brokers name no synonyms.
  if (configSource === DEFAULT_SOURCE) return inForce;
  const last = synonyms.find(({ source }) => source === DEFAULT_SOURCE);
  const value = last?.value ?? null;
  const unit = /\.(hours|minutes)$/.exec(last?.name ?? '')?.[1] as keyof typeof OLDER_UNITS | undefined;
  if (value === null || unit === undefined || !name.endsWith('.ms')) return value;
  if (!WHOLE.test(value)) return null;
  const whole = BigInt(value);
  return String(whole < 0n ? whole : whole * OLDER_UNITS[unit]);
}

function toItem(result: Result | undefined, name: string, nodeId: number | null): Item<readonly ConfigEntry[]> {
  if (result === undefined)
    return faultItem(ownFault('MALFORMED_RESPONSE', `the answer leaves out ${name.slice(0, 100)}`, nodeId));
  if (result.errorCode !== 0) return faultItem(kafkaFault(result.errorCode, nodeId, result.errorMessage));
  return okItem(result.configs.map(toEntry));
}

/** A batch of resources that one broker can answer for; `nodeId` null = any broker. */
interface Batch {
  nodeId: number | null;
  names: readonly string[];
}

/** A broker's own configuration is known to that broker alone; the cluster-wide default (empty name) and everything else to all. */
function planBatches(type: ConfigResourceType, names: readonly string[]): Batch[] {
  const unique = [...new Set(names)];
  if (type === 'broker') return unique.map((name) => ({ nodeId: /^\d+$/.test(name) ? Number(name) : null, names: [name] }));
  const batches: Batch[] = [];
  for (let from = 0; from < unique.length; from += RESOURCES_MAX)
    batches.push({ nodeId: null, names: unique.slice(from, from + RESOURCES_MAX) });
  return batches;
}

/** Configurations of topics, brokers or groups; results in the order of `names`. */
export async function readConfigs(
  context: AdminContext,
  type: ConfigResourceType,
  names: readonly string[],
  wish: ConfigWish,
  deadline: Deadline,
): Promise<Item<readonly ConfigEntry[]>[]> {
  const { router } = context;
  const batches = planBatches(type, names);
  if (batches.some(({ nodeId }) => nodeId !== null && !router.knowsNode(nodeId))) await learnNodes(router, deadline);
  const items = new Map<string, Item<readonly ConfigEntry[]>>();
  const readBatch = async (batch: Batch): Promise<void> => {
    const resources = batch.names.map((name) => ({
      resourceType: RESOURCE_TYPES[type],
      resourceName: name,
      configurationKeys: wish.keys ?? null,
    }));
    // The default is among the synonyms.
    const documentation = wish.documentation ?? false;
    const request = { resources, includeSynonyms: documentation, includeDocumentation: documentation };
    const answer: Answer =
      batch.nodeId === null
        ? await router.askAny(describeConfigs, request, deadline)
        : await router.askNode(batch.nodeId, describeConfigs, request, deadline);
    const byName = new Map(answer.body.results.map((result) => [result.resourceName, result]));
    for (const name of batch.names) items.set(name, toItem(byName.get(name), name, answer.nodeId));
  };
  await Promise.all(
    batches.map((batch) => {
      const onFault = (fault: KafkaFault): void => {
        for (const name of batch.names) items.set(name, faultItem(fault));
      };
      // Any broker may answer a batch without a node: then no node stands in the fault either.
      return contained(batch.nodeId, () => readBatch(batch), onFault);
    }),
  );
  return names.map((name) => items.get(name) ?? faultItem(ownFault('NOT_ASKED', 'not asked')));
}
