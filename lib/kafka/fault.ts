import type { Item, KafkaFault } from './admin/port.ts';
import { isRetriableKafkaError, kafkaErrorName } from './wire/kafka-errors.ts';
import { MalformedResponseError } from './wire/malformed-response-error.ts';

/** Fault codes that are ours, not Kafka's. */
export type OwnFaultCode =
  | 'BROKER_UNREACHABLE'
  | 'BROKER_TIMEOUT'
  | 'NO_LEADER'
  | 'NO_COORDINATOR'
  | 'NO_EPOCH'
  | 'UNSUPPORTED'
  | 'NOT_ASKED'
  | 'NAME_REFUSED'
  | 'MALFORMED_RESPONSE'
  | 'AUTHENTICATION_FAILED'
  | 'TLS_FAILED'
  | 'CANCELLED';

/** A call to one broker that gave no usable answer. Stays inside lib/kafka: the port hands out its `fault`. */
export class KafkaCallError extends Error {
  readonly fault: KafkaFault;
  /** The connection had worked before this call and broke under it, so that a new connection may well answer. */
  readonly staleConnection: boolean;

  constructor(fault: KafkaFault, options: { cause?: unknown; staleConnection?: boolean } = {}) {
    super(fault.message, { cause: options.cause });
    this.name = 'KafkaCallError';
    this.fault = fault;
    this.staleConnection = options.staleConnection ?? false;
  }
}

/** A fault that no broker answered with. */
export function ownFault(code: OwnFaultCode, message: string, nodeId: number | null = null): KafkaFault {
  return { code, kafkaCode: null, message, nodeId };
}

const HINTS: ReadonlyMap<number, string> = new Map([
  [3, 'there is no such topic or partition, or this credential may not see it'],
  [5, 'the partition has no leader now'],
  [14, 'the coordinator is still loading the group; try again'],
  [15, 'the group coordinator is not available now'],
  [16, 'the group has moved to another coordinator'],
  [29, 'this credential lacks the right on the topic (Describe, or DescribeConfigs for configurations)'],
  [30, 'this credential lacks the Describe right on the group'],
  [31, 'this credential lacks the right on the cluster (Describe, or DescribeConfigs for configurations)'],
  [35, 'the broker does not speak this version of the request'],
  [69, 'the group does not exist'],
]);

const DETAIL_LENGTH_MAX = 300;

/** The fault that a broker answered with. `detail` is the broker's own message, if any: its text comes from outside and is cut short. */
export function kafkaFault(kafkaCode: number, nodeId: number | null, detail?: string | null): KafkaFault {
  const code = kafkaErrorName(kafkaCode);
  const said = HINTS.get(kafkaCode) ?? (detail ? detail.slice(0, DETAIL_LENGTH_MAX) : 'the broker refused the request');
  return { code, kafkaCode, message: `${code}: ${said}`, nodeId };
}

/** The fault behind anything thrown by a call; unknown errors are rethrown, for they are ours. */
export function faultOf(error: unknown, nodeId: number | null): KafkaFault {
  if (error instanceof KafkaCallError) return error.fault;
  if (error instanceof MalformedResponseError) return ownFault('MALFORMED_RESPONSE', error.message, nodeId);
  throw error;
}

/** Whether asking again within the same call can help. */
export function isRetriable(fault: KafkaFault): boolean {
  return fault.kafkaCode !== null && isRetriableKafkaError(fault.kafkaCode);
}

/** An item with a value. */
export function okItem<T>(value: T): Item<T> {
  return { ok: true, value };
}

/** An item without one, and why. */
export function faultItem(fault: KafkaFault): { ok: false; fault: KafkaFault } {
  return { ok: false, fault };
}
