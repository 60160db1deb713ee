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

/** Which configurations of each resource, and whether with Kafka's documentation of them. */
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
  };
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
    const request = { resources, includeSynonyms: false, includeDocumentation: wish.documentation ?? false };
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
