import { AppError, errorMessage } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { Database } from '#lib/store/database.ts';
import { LeaseLostError } from '#lib/store/lease.ts';
import { DuplicateSlotError, SlotClosedError, writePass } from '#lib/store/series/write-pass.ts';
import type { NewEvent } from '#lib/store/events/types.ts';
import type { PassWrite } from '#lib/store/series/types.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { OwnerIds } from './owner-ids.ts';
import type { SampledValues } from './sampled-values.ts';
import { wait } from './wait.ts';

/** Bounds of what is kept in memory while the database is away. */
const PASSES_MAX = 60;
const BYTES_MAX = 50_000_000;
const RETRY_MS = 1_000;
/** An error that is not the database's absence is ours: after so many attempts the pass is given up, so that it cannot hold up the rest. */
const ATTEMPTS_MAX = 3;
/** Events of passes that could not be written which the next one carries; the oldest go first. */
const CARRIED_EVENTS_MAX = 2_000;
/** Rough size of a row of a list in memory. */
const ROW_BYTES = 500;
/** Place in a list, and at worst an object that no other pass shares. */
const OWNER_BYTES = 80;

/** A pass that waits to be written. */
export interface PendingPass {
  write: Omit<PassWrite, 'ownerIds' | 'columns' | 'fence'>;
  values: SampledValues;
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
  /** Events of such a pass, and of passes that were dropped. Each keeps its own time, and one that stands already is not stored twice. */
  #lostEvents: readonly NewEvent[] = [];

  constructor(options: PassWriterOptions) {
    this.#options = options;
    this.#owners = new OwnerIds(options.db, options.clusterKey);
  }

  /** Passes waiting, and passes given up since the start (too many waited, or an error of ours). */
  get backlog(): { passes: number; dropped: number } {
    return { passes: this.#queue.length, dropped: this.#dropped };
  }

  /** Wall start of the oldest pass that waits, epoch ms; null when none does. */
  get oldestMs(): number | null {
    return this.#queue[0]?.write.startedAtMs ?? null;
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
    const entry = { ...this.#withLostEvents(pass), parts, bytes: sizeOf(pass) };
    this.#queue.push(entry);
    this.#bytes += entry.bytes;
    while (this.#queue.length > 2 && (this.#queue.length > PASSES_MAX || this.#bytes > BYTES_MAX)) {
      // The head may be on its way: the one after it is the oldest that is not.
      const [dropped] = this.#queue.splice(1, 1);
      this.#bytes -= dropped?.bytes ?? 0;
      this.#dropped++;
      this.#keepEvents(dropped);
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

  #keepEvents(pass: PendingPass | undefined): void {
    this.#lostEvents = [...this.#lostEvents, ...(pass?.write.events ?? [])].slice(-CARRIED_EVENTS_MAX);
  }

  #withLostEvents(pass: PendingPass): PendingPass {
    if (this.#lostEvents.length === 0) return pass;
    const events = [...this.#lostEvents, ...(pass.write.events ?? [])];
    this.#lostEvents = [];
    return { ...pass, write: { ...pass.write, events } };
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
    const { owners, columns } = pass.values;
    const ownerIds = await this.#owners.resolve(owners);
    await writePass(db, { ...pass.write, fence: lease.fence, ownerIds, columns }, pass.parts);
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
    this.#keepEvents(head);
    const next = this.#queue[0];
    if (next === undefined) this.#orphans = head.parts;
    else next.parts = { ...head.parts, ...next.parts };
  }
}

function sizeOf({ write, values, parts }: PendingPass): number {
  const columns = values.columns.flatMap((column) => [column.values, column.owners, column.starts ?? []]);
  // Columns share their lists of owners, and each keeps all of the memory that it is a part of.
  const held = new Set(columns.flatMap((column) => ('buffer' in column ? [column.buffer] : [])));
  let bytes = values.owners.length * OWNER_BYTES;
  for (const buffer of held) bytes += buffer.byteLength;
  const rows =
    (parts.topics?.length ?? 0) + (parts.groups?.length ?? 0) + (parts.brokers?.length ?? 0) + (write.events?.length ?? 0);
  return bytes + rows * ROW_BYTES;
}
