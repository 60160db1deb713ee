import type { Fault } from '#lib/contracts/common.ts';
import { NOT_ASKED_CODE, UNREACHABLE_CODE, type KafkaFault, type Topology } from '#lib/kafka/admin/port.ts';
import { kafkaErrorName } from '#lib/kafka/wire/kafka-errors.ts';
import type { PartitionColumns } from './carry-partitions.ts';

/** The contract's form of a fault. */
export function contractFault(fault: KafkaFault): Fault {
  return { code: fault.code, detail: fault.message };
}

/** The same, or null. */
export function contractFaultOrNull(fault: KafkaFault | null): Fault | null {
  return fault === null ? null : contractFault(fault);
}

/** The name of an error code in a column: Kafka's own, or Farol's for what was never answered. */
export function columnErrorName(code: number): string {
  if (code === NOT_ASKED_CODE) return 'NO_LEADER';
  if (code === UNREACHABLE_CODE) return 'BROKER_UNREACHABLE';
  return kafkaErrorName(code);
}

/** A partition as people write it: `topic-3`. */
export function partitionName(topology: Topology, columns: PartitionColumns, index: number): string {
  const topic = topology.topics[columns.topicOf[index] ?? -1];
  return topic === undefined
    ? `partition ${index}`
    : `${topic.name}-${topic.partitions[index - topic.base]?.partition ?? index - topic.base}`;
}
