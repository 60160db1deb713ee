import { AppError, errorMessage } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { Database } from '#lib/store/database.ts';
import { LeaseLostError } from '#lib/store/lease.ts';
import { DuplicateSlotError, SlotClosedError, writePass } from '#lib/store/series/write-pass.ts';
import type { PassWrite } from '#lib/store/series/types.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import type { RefValues } from './build-owner-values.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { OwnerIds } from './owner-ids.ts';
import { wait } from './wait.ts';

/** Bounds of what is kept in memory while the database is away. */
const PASSES_MAX = 60;
const BYTES_MAX = 50_000_000;
const RETRY_MS = 1_000;
/** An error that is not the database's absence is ours: after so many attempts the pass is given up, so that it cannot hold up the rest. */
const ATTEMPTS_MAX = 3;
/** Rough size of a row of a list in memory. */
const ROW_BYTES = 500;

/** A pass that waits to be written. */
export interface PendingPass {
  write: Omit<PassWrite, 'owners' | 'fence'>;
  values: readonly RefValues[];
  parts: Partial<SnapshotParts>;
}

export interface PassWriterOptions {
  db: Pick<Database, 'pool'>;
  lease: Pick<LeaseKeeper, 'fence' | 'recover'>;
  clusterKey: number;
  logger: Logger;
  /** Called after each pass that stands in the database. */
  onWritten?: () => void;
}

/** Writes passes in order, apart from sampling: while the database is away they wait here, the oldest are dropped beyond the bounds, and each keeps its own slot. */
export class PassWriter {
  readonly #options: PassWriterOptions;
  readonly #owners: OwnerIds;
  readonly #stop = new AbortController();
  readonly #queue: (PendingPass & { bytes: number })[] = [];
  #bytes = 0;
  #dropped = 0;
  #draining: Promise<void> | null = null;
  /** Parts of a pass that was refused; the next one carries them. */
  #orphans: Partial<SnapshotParts> = {};

  constructor(options: PassWriterOptions) {
    this.#options = options;
    this.#owners = new OwnerIds(options.db, options.clusterKey);
  }

  /** Passes waiting, and passes given up since the start (too many waited, or an error of ours). */
  get backlog(): { passes: number; dropped: number } {
    return { passes: this.#queue.length, dropped: this.#dropped };
  }

  /** Takes a pass. Returns at once. */
  push(pass: PendingPass): void {
    // A newer pass carries the snapshot parts of those that wait: each part is whole, so the newest of each kind is enough.
    let parts = { ...this.#orphans };
    this.#orphans = {};
    for (const waiting of this.#queue.slice(1)) {
      parts = { ...parts, ...waiting.parts };
      waiting.parts = {};
    }
    parts = { ...parts, ...pass.parts };
    const entry = { ...pass, parts, bytes: sizeOf(pass) };
    this.#queue.push(entry);
    this.#bytes += entry.bytes;
    while (this.#queue.length > 2 && (this.#queue.length > PASSES_MAX || this.#bytes > BYTES_MAX)) {
      // The head may be on its way: the one after it is the oldest that is not.
      const [dropped] = this.#queue.splice(1, 1);
      this.#bytes -= dropped?.bytes ?? 0;
      this.#dropped++;
    }
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = null;
    });
  }

  /** Resolves when everything is written, or after `withinMs`; then nothing more is written. */
  async close(withinMs: number): Promise<void> {
    const draining = this.#draining;
    if (draining !== null) {
      const limit = new AbortController();
      await Promise.race([draining, wait(withinMs, limit.signal)]);
      limit.abort();
    }
    this.#stop.abort();
    await this.#draining;
  }

  async #drain(): Promise<void> {
    let attempts = 0;
    for (let head = this.#queue[0]; head !== undefined && !this.#stop.signal.aborted; head = this.#queue[0]) {
      try {
        await this.#write(head);
        attempts = 0;
        this.#shift();
        this.#options.onWritten?.();
      } catch (error) {
        attempts++;
        const verdict = await this.#judge(error, attempts);
        if (verdict === 'stop') return;
        if (verdict === 'drop') {
          attempts = 0;
          this.#giveUp(head);
        } else {
          await wait(RETRY_MS, this.#stop.signal);
        }
      }
    }
  }

  async #write(pass: PendingPass): Promise<void> {
    const { db, lease } = this.#options;
    const owners = await this.#owners.resolve(pass.values);
    await writePass(db, { ...pass.write, fence: lease.fence, owners }, pass.parts);
  }

  async #judge(error: unknown, attempts: number): Promise<'retry' | 'drop' | 'stop'> {
    const { lease, logger, clusterKey } = this.#options;
    const reason = errorMessage(error);
    if (error instanceof LeaseLostError) {
      try {
        return (await lease.recover()) ? 'retry' : 'stop';
      } catch (recoverError) {
        logger.warn({ clusterKey, reason: errorMessage(recoverError) }, 'the lease could not be taken again');
        return 'retry';
      }
    }
    if (error instanceof DuplicateSlotError || error instanceof SlotClosedError) {
      // After a cut connection this is how a COMMIT shows that did happen; else the clock went back or another sampler had the slot before.
      logger.debug({ clusterKey, reason }, 'a pass was not written: its slot is taken');
      return 'drop';
    }
    if (error instanceof AppError && (error.code === 'unavailable' || error.code === 'timeout')) {
      if (attempts === 1) logger.warn({ clusterKey, reason, waiting: this.#queue.length }, 'passes wait for the database');
      return 'retry';
    }
    logger.error({ clusterKey, err: error, attempts }, 'a pass could not be written');
    if (attempts < ATTEMPTS_MAX) return 'retry';
    this.#dropped++;
    return 'drop';
  }

  #shift(): void {
    const head = this.#queue.shift();
    this.#bytes -= head?.bytes ?? 0;
  }

  #giveUp(head: PendingPass): void {
    this.#shift();
    const next = this.#queue[0];
    if (next === undefined) this.#orphans = head.parts;
    else next.parts = { ...head.parts, ...next.parts };
  }
}

function sizeOf({ values, parts }: PendingPass): number {
  let bytes = 0;
  for (const owner of values) {
    for (const column of owner.columns) bytes += column.values.length * 8 + 64;
  }
  const rows = (parts.topics?.length ?? 0) + (parts.groups?.length ?? 0) + (parts.brokers?.length ?? 0);
  return bytes + rows * ROW_BYTES;
}
