import type { BrokerNode, BrokerOutcome, KafkaFault } from '../admin/port.ts';

interface Counts {
  fault: KafkaFault | null;
  requests: number;
  roundTripMs: number | null;
}

/** Notes how each broker behaved during one call of the port. */
export class Tally {
  /** Monotonic ms at which each broker's last answer arrived. */
  readonly answeredAtByBroker = new Map<number, number>();
  private readonly byNode = new Map<number, Counts>();

  answered(nodeId: number, answer: { answeredAt: number; roundTripMs: number }): void {
    const counts = this.of(nodeId);
    counts.requests += 1;
    counts.roundTripMs = Math.max(counts.roundTripMs ?? 0, answer.roundTripMs);
    this.answeredAtByBroker.set(nodeId, answer.answeredAt);
  }

  /** A request that got no usable answer, or was not sent because the broker does not know it or is held back; the first fault stands. */
  failed(nodeId: number, fault: KafkaFault): void {
    const counts = this.of(nodeId);
    if (fault.code !== 'UNSUPPORTED' && fault.heldBack === undefined) counts.requests += 1;
    counts.fault ??= fault;
  }

  /** Part of an answer could not be used, the rest can. */
  flawed(nodeId: number, fault: KafkaFault): void {
    this.of(nodeId).fault ??= fault;
  }

  /** Outcomes of the brokers that were asked, in the order of `brokers`, then any others. */
  outcomes(brokers: readonly BrokerNode[]): BrokerOutcome[] {
    const order = new Set([...brokers.map((broker) => broker.nodeId), ...this.byNode.keys()]);
    return [...order].flatMap((nodeId) => {
      const counts = this.byNode.get(nodeId);
      return counts === undefined ? [] : [{ nodeId, ...counts }];
    });
  }

  private of(nodeId: number): Counts {
    let counts = this.byNode.get(nodeId);
    if (counts === undefined) {
      counts = { fault: null, requests: 0, roundTripMs: null };
      this.byNode.set(nodeId, counts);
    }
    return counts;
  }
}
