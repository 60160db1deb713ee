import type { TopicAcl, TopicAcls } from '#lib/contracts/topics.ts';
import type { AclRule, Item } from '#lib/kafka/admin/port.ts';

/** Rules in one answer. */
const LISTED_MAX = 1_000;

/** What the cluster answered about a topic's rules, with having none, not being told and having no authorizer at all kept apart. Denials come first, for they win. */
export function describeTopicAcls(item: Item<readonly AclRule[]>): TopicAcls {
  if (!item.ok) {
    const { code, message } = item.fault;
    const state =
      code === 'SECURITY_DISABLED' ? 'no_authorizer' : code.endsWith('_AUTHORIZATION_FAILED') ? 'forbidden' : 'failed';
    return { state, fault: { code, detail: message }, data: [], total: 0 };
  }
  const rows = item.value.map(({ resourceName, ...rule }): TopicAcl => ({
    ...rule,
    resource: resourceName,
    appliesTo: resourceName === '*' ? 'all' : rule.pattern === 'PREFIXED' ? 'prefix' : 'topic',
  }));
  const keyOf = (row: TopicAcl) =>
    `${row.permission === 'DENY' ? 0 : 1} ${row.principal} ${row.operation} ${row.resource} ${row.host}`;
  rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { state: 'listed', fault: null, data: rows.slice(0, LISTED_MAX), total: rows.length };
}
