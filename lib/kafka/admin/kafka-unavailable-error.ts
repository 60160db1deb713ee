import { AppError } from '#lib/core/errors.ts';
import type { KafkaFault } from './port.ts';

/** Nothing of the cluster could be read: no broker answered, the call was cancelled, or the client is closed. `fault` tells which. */
export class KafkaUnavailableError extends AppError {
  readonly fault: KafkaFault;

  constructor(fault: KafkaFault, options: { cause?: unknown } = {}) {
    super(fault.code === 'BROKER_TIMEOUT' ? 'timeout' : 'unavailable', fault.message, options);
    this.name = 'KafkaUnavailableError';
    this.fault = fault;
  }
}
