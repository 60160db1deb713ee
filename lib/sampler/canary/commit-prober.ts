import { CANARY_TOPIC } from '#lib/core/canary-names.ts';
import type { Clock } from '#lib/core/clock.ts';
import type { KafkaProbe, ProbePartition } from '#lib/kafka/probe/port.ts';
import { groupCoordinatedBy } from './commit-group.ts';
import type { Sample } from './sample-book.ts';

const COMMIT_TIMEOUT_MS = 5_000;

/** Codes that say another broker coordinates the group now. */
const MOVED_CODES: ReadonlySet<string> = new Set(['NOT_COORDINATOR', 'COORDINATOR_NOT_AVAILABLE']);

export interface CommitProberOptions {
  probe: KafkaProbe;
  clock: Clock;
  onSample(sample: Sample): void;
  onMoved(): void;
}

/** Measures how long each broker takes to acknowledge a commit, with one group per broker that the broker coordinates. The groups have no members. */
export class CommitProber {
  readonly #options: CommitProberOptions;

  constructor(options: CommitProberOptions) {
    this.#options = options;
  }

  /** Commits once at a broker; nothing happens when it coordinates no group now. `offset`: what to commit for `partition`. */
  async commit(
    nodeId: number,
    offsetsTopic: readonly ProbePartition[],
    at: { partition: number; offset: bigint },
    ended: AbortSignal,
  ): Promise<void> {
    const { probe, clock, onSample, onMoved } = this.#options;
    // Looked up each time: the name follows when leadership moves.
    const group = groupCoordinatedBy(nodeId, offsetsTopic);
    if (group === null) return;
    const startedAt = clock.monotonic();
    const options = { deadlineMs: COMMIT_TIMEOUT_MS, signal: ended };
    const result = await probe.commit(nodeId, { group, topic: CANARY_TOPIC, ...at }, options);
    if (ended.aborted) return;
    if (!result.ok && MOVED_CODES.has(result.fault.code)) onMoved();
    onSample({
      nodeId,
      kind: 'commit',
      atMs: clock.now(),
      from: result.ok ? result.value.sentAt : startedAt,
      to: clock.monotonic(),
      result: result.ok
        ? { is: 'ok', latencyMs: result.value.answeredAt - result.value.sentAt }
        : { is: 'failed', fault: result.fault },
    });
  }
}
