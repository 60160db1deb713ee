import type { GroupEntry, PassDocument } from './pass-document.ts';

/** A pass for people at a terminal: cluster, brokers, topics, groups, what is wrong, what it cost. Unknown is `?`, a number that does not exist is `-`. */
export function passTable(document: PassDocument): string {
  const { cluster, cost } = document;
  const sections = [
    `cluster ${cluster.id ?? '?'}  ${cluster.mode}  Kafka ${cluster.version ?? '?'}  controller ${cluster.controllerId ?? '?'}`,
    table(
      ['BROKER', 'ADDRESS', 'RACK', 'STATE'],
      document.brokers.map((broker) => [
        String(broker.id),
        broker.host === null ? '?' : `${broker.host}:${broker.port}`,
        broker.rack ?? '-',
        broker.reachable ? 'up' : (broker.error ?? '?'),
      ]),
    ),
    table(['TOPIC', 'PARTITIONS', 'NO LEADER', 'OUT OF SYNC', 'OFFSETS HELD'], document.topics.map(topicRow)),
    table(['GROUP', 'KIND', 'STATE', 'MEMBERS', 'PARTITIONS', 'LAG', 'REMARKS'], document.groups.map(groupRow)),
    document.problems.length === 0
      ? 'no problems'
      : table(
          ['PROBLEM', 'SCOPE', 'DETAIL'],
          document.problems.map((problem) => [problem.code, problem.scope, problem.detail]),
        ),
    `${cost.requests} requests, ${cost.bytesOut} bytes out, ${cost.bytesIn} bytes in, ${cost.wallMs} ms, ${cost.cpuMs} ms CPU`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function topicRow(topic: PassDocument['topics'][number]): string[] {
  const held = topic.partitions.map(({ startOffset, endOffset }) =>
    startOffset === null || endOffset === null ? null : BigInt(endOffset) - BigInt(startOffset),
  );
  return [
    topic.error === null ? topic.name : `${topic.name} (${topic.error})`,
    String(topic.partitions.length),
    String(topic.partitions.filter((partition) => partition.leader === null).length),
    String(topic.partitions.filter((partition) => partition.isr.length < partition.replicas.length).length),
    sumOf(held),
  ];
}

function groupRow(group: GroupEntry): string[] {
  const partitions = group.topics.flatMap((topic) => topic.partitions);
  const committed = partitions.filter((partition) => partition.state !== 'no_commit');
  const remarks = (['lost', 'ahead_of_end', 'no_commit', 'unknown'] as const).flatMap((state) => {
    const count = partitions.filter((partition) => partition.state === state).length;
    return count === 0 ? [] : [`${state} ${count}`];
  });
  return [
    group.groupId,
    group.kind,
    group.state ?? '?',
    group.members === null ? '?' : String(group.members),
    String(partitions.length),
    sumOf(committed.map((partition) => (partition.lag === null ? null : BigInt(partition.lag)))),
    [...(group.error === null ? [] : [group.error]), ...remarks].join(', '),
  ];
}

/** A sum that says what it covers: `120 (11 of 12)`. */
function sumOf(values: readonly (bigint | null)[]): string {
  if (values.length === 0) return '-';
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '?';
  const sum = known.reduce((total, value) => total + value, 0n).toString();
  return known.length === values.length ? sum : `${sum} (${known.length} of ${values.length})`;
}

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/** Names come from the cluster: a terminal must not obey what stands in them. */
function table(head: string[], given: string[][]): string {
  const rows = given.map((row) => row.map((cell) => cell.replace(CONTROL, '\ufffd')));
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(line).join('\n');
}
