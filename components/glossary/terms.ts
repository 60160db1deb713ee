/** Subjects of the glossary, in the order of its page. */
export const AREAS = ['data', 'reading', 'safety', 'cluster', 'farol', 'around'] as const;
export type Area = (typeof AREAS)[number];

/** Every term: its anchor on the page, its subject, and the terms that explain it further. The words stand in `messages/<locale>/glossary.json`. */
export const TERMS = [
  { id: 'topic', area: 'data', see: ['partition', 'record', 'retention'] },
  { id: 'partition', area: 'data', see: ['topic', 'offset', 'key', 'skew'] },
  { id: 'record', area: 'data', see: ['key', 'offset'] },
  { id: 'offset', area: 'data', see: ['partition', 'commit', 'lag'] },
  { id: 'segment', area: 'data', see: ['retention', 'partition'] },
  { id: 'key', area: 'data', see: ['partition', 'skew', 'compaction'] },
  { id: 'producer', area: 'data', see: ['acks', 'record'] },
  { id: 'consumer', area: 'reading', see: ['group', 'member', 'lag'] },
  { id: 'group', area: 'reading', see: ['consumer', 'rebalance', 'commit', 'lag'] },
  { id: 'member', area: 'reading', see: ['group', 'rebalance'] },
  { id: 'commit', area: 'reading', see: ['offset', 'lag', 'group'] },
  { id: 'rebalance', area: 'reading', see: ['group', 'member', 'partition'] },
  { id: 'coordinator', area: 'reading', see: ['group', 'broker'] },
  { id: 'lag', area: 'reading', see: ['time-behind', 'commit', 'end-offset'] },
  { id: 'time-behind', area: 'reading', see: ['lag', 'verdict', 'commit'] },
  { id: 'verdict', area: 'reading', see: ['lag', 'time-behind', 'group'] },
  { id: 'share-group', area: 'reading', see: ['group', 'consumer'] },
  { id: 'end-offset', area: 'data', see: ['offset', 'high-watermark', 'lag'] },
  { id: 'log-start-offset', area: 'data', see: ['retention', 'offset'] },
  { id: 'retention', area: 'data', see: ['segment', 'log-start-offset', 'compaction'] },
  { id: 'compaction', area: 'data', see: ['key', 'retention'] },
  { id: 'skew', area: 'data', see: ['key', 'partition', 'leader'] },
  { id: 'cluster', area: 'cluster', see: ['broker', 'controller'] },
  { id: 'broker', area: 'cluster', see: ['cluster', 'leader', 'replica'] },
  { id: 'leader', area: 'safety', see: ['replica', 'isr', 'partition'] },
  { id: 'replica', area: 'safety', see: ['leader', 'isr', 'replication-factor'] },
  { id: 'replication-factor', area: 'safety', see: ['replica', 'min-isr'] },
  { id: 'isr', area: 'safety', see: ['replica', 'min-isr', 'under-replicated'] },
  { id: 'under-replicated', area: 'safety', see: ['isr', 'replica'] },
  { id: 'min-isr', area: 'safety', see: ['isr', 'acks'] },
  { id: 'acks', area: 'safety', see: ['producer', 'min-isr'] },
  { id: 'high-watermark', area: 'safety', see: ['isr', 'end-offset', 'last-stable-offset'] },
  { id: 'transaction', area: 'safety', see: ['last-stable-offset', 'producer'] },
  { id: 'last-stable-offset', area: 'safety', see: ['transaction', 'high-watermark'] },
  { id: 'controller', area: 'cluster', see: ['quorum', 'kraft'] },
  { id: 'quorum', area: 'cluster', see: ['controller', 'kraft'] },
  { id: 'kraft', area: 'cluster', see: ['quorum', 'zookeeper'] },
  { id: 'zookeeper', area: 'cluster', see: ['kraft', 'controller'] },
  { id: 'acl', area: 'cluster', see: ['cluster'] },
  { id: 'quota', area: 'cluster', see: ['producer', 'consumer'] },
  { id: 'pass', area: 'farol', see: ['series'] },
  { id: 'series', area: 'farol', see: ['pass'] },
  { id: 'canary', area: 'farol', see: ['broker', 'pass'] },
  { id: 'problem', area: 'farol', see: ['pass', 'verdict'] },
  { id: 'connect', area: 'around', see: ['topic', 'schema-registry'] },
  { id: 'streams', area: 'around', see: ['group', 'topic'] },
  { id: 'ksqldb', area: 'around', see: ['streams'] },
  { id: 'schema-registry', area: 'around', see: ['record'] },
] as const satisfies readonly { id: string; area: Area; see: readonly string[] }[];
export type TermId = (typeof TERMS)[number]['id'];

/** Address of a term's explanation. */
export function termPath(id: TermId): string {
  return `/glossary#${id}`;
}
