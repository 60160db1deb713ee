import type { Placement } from './facts.ts';

/** Stands for the addresses of the cluster, which the reader exports once. */
const BOOTSTRAP = '--bootstrap-server "$BOOTSTRAP"';
/** Longer plans are no text to copy. */
const PLAN_PARTITIONS_MAX = 60;

/** A value as one word of a POSIX shell: names come from the cluster and may hold anything. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Sets one configuration of a topic. */
export function alterConfig(topic: string, config: string): string {
  return `kafka-configs.sh ${BOOTSTRAP} --alter --entity-type topics --entity-name ${shellWord(topic)} --add-config ${config}`;
}

/** Raises the number of partitions. */
export function addPartitions(topic: string, partitions: number): string {
  return `kafka-topics.sh ${BOOTSTRAP} --alter --topic ${shellWord(topic)} --partitions ${partitions}`;
}

/** Makes a topic beside an existing one, for a number of partitions that cannot be lowered. */
export function createSuccessor(topic: string, partitions: number, replicationFactor: number | null): string {
  const replicas = replicationFactor === null ? '' : ` --replication-factor ${replicationFactor}`;
  return `kafka-topics.sh ${BOOTSTRAP} --create --topic ${shellWord(`${topic}-v2`)} --partitions ${partitions}${replicas}`;
}

/** Deletes a topic. */
export function deleteTopic(topic: string): string {
  return `kafka-topics.sh ${BOOTSTRAP} --delete --topic ${shellWord(topic)}`;
}

/** Shows the offsets of a topic: whether anything is in it. */
export function showOffsets(topic: string): string {
  return `kafka-get-offsets.sh ${BOOTSTRAP} --topic ${shellWord(topic)}`;
}

/** Counts the keys among the next thousand records of one partition. */
export function countKeys(topic: string, partition: number): string {
  return (
    `kafka-console-consumer.sh ${BOOTSTRAP} --topic ${shellWord(topic)} --partition ${partition} --offset latest ` +
    `--max-messages 1000 --timeout-ms 30000 --property print.key=true --property print.value=false | sort | uniq -c | sort -rn | head`
  );
}

/** Shows a group with its members and what each holds. */
export function describeGroup(group: string): string {
  return `kafka-consumer-groups.sh ${BOOTSTRAP} --describe --group ${shellWord(group)}`;
}

/** Makes the preferred replicas leaders again. */
export function electPreferred(topic: string, partitions: readonly number[]): string[] {
  if (partitions.length > PLAN_PARTITIONS_MAX) {
    return [`kafka-leader-election.sh ${BOOTSTRAP} --election-type PREFERRED --all-topic-partitions`];
  }
  const plan = { partitions: partitions.map((partition) => ({ topic, partition })) };
  return [
    `${hereDocument('election.json', plan)}\nkafka-leader-election.sh ${BOOTSTRAP} --election-type PREFERRED --path-to-json-file election.json`,
  ];
}

/** Gives every partition `wanted` replicas: those it has, then brokers in turn. Nothing for topics with very many partitions, and when there are too few brokers. */
export function raiseReplication(topic: string, placement: Placement, brokers: readonly number[], wanted: number): string[] {
  if (placement.partitions.length > PLAN_PARTITIONS_MAX || brokers.length < wanted) return [];
  const partitions = placement.partitions.map(({ partition, replicas }) => ({
    topic,
    partition,
    replicas: extend(replicas, brokers, wanted, partition),
  }));
  return [reassign({ version: 1, partitions })];
}

/** Puts the first replicas of a topic on the brokers in turn, keeping which brokers hold each partition as far as possible. */
export function spreadLeaders(topic: string, placement: Placement): string[] {
  if (placement.partitions.length > PLAN_PARTITIONS_MAX) return [];
  const load = new Map<number, number>();
  const partitions = placement.partitions.map(({ partition, replicas }) => {
    const first = replicas.toSorted((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0))[0];
    if (first !== undefined) load.set(first, (load.get(first) ?? 0) + 1);
    return { topic, partition, replicas: first === undefined ? replicas : [first, ...replicas.filter((id) => id !== first)] };
  });
  return [reassign({ version: 1, partitions })];
}

function extend(replicas: readonly number[], brokers: readonly number[], wanted: number, turn: number): number[] {
  const spare = brokers.filter((id) => !replicas.includes(id));
  const start = spare.length === 0 ? 0 : turn % spare.length;
  return [...replicas, ...spare.slice(start), ...spare.slice(0, start)].slice(0, Math.max(wanted, replicas.length));
}

const reassign = (plan: object): string =>
  `${hereDocument('reassign.json', plan)}\nkafka-reassign-partitions.sh ${BOOTSTRAP} --reassignment-json-file reassign.json --execute`;

/** A file written in place. The quoted mark keeps a shell from reading anything in the text, and JSON has no line that could end it. */
const hereDocument = (name: string, content: object): string => `cat > ${name} <<'EOF'\n${JSON.stringify(content)}\nEOF`;
