import { errorMessage } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { Database } from '#lib/store/database.ts';
import { acquireLease, releaseLease, renewLease } from '#lib/store/lease.ts';
import { wait } from './wait.ts';

/** How long a lease holds without renewal: a sampler that died is replaced within this time. */
export const LEASE_TTL_MS = 15_000;

export interface LeaseKeeperOptions {
  db: Pick<Database, 'pool'>;
  clusterKey: number;
  holder: string;
  logger: Logger;
  ttlMs?: number;
}

/**
 * Holds one cluster's lease and renews it at a third of its life. `lost` aborts once another sampler has it; what was not written by then must not be.
 * While the database is away the lease is neither held nor lost: writes fail by themselves, and when it is back the lease is taken again if nobody else took it.
 */
export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions;
  readonly #ttlMs: number;
  readonly #lost = new AbortController();
  readonly #stop = new AbortController();
  #fence: bigint;
  #renewing: Promise<void>;

  private constructor(options: LeaseKeeperOptions, fence: bigint) {
    this.#options = options;
    this.#ttlMs = options.ttlMs ?? LEASE_TTL_MS;
    this.#fence = fence;
    this.#renewing = this.#renewForever();
  }

  /** Takes the lease; null while another sampler holds it. Rejects when the database is away or the cluster is gone. */
  static async take(options: LeaseKeeperOptions): Promise<LeaseKeeper | null> {
    const { db, clusterKey, holder, ttlMs = LEASE_TTL_MS } = options;
    const lease = await acquireLease(db, { clusterKey, holder, ttlMs });
    return lease === null ? null : new LeaseKeeper(options, lease.fence);
  }

  /** The number that stands in every write now. */
  get fence(): bigint {
    return this.#fence;
  }

  /** Aborted when another sampler has taken over. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** After a write was refused: takes the lease again if it only ran out. False = another sampler has it. Rejects when the database is away. */
  async recover(): Promise<boolean> {
    if (this.#lost.signal.aborted) return false;
    const { db, clusterKey, holder } = this.#options;
    const lease = await acquireLease(db, { clusterKey, holder, ttlMs: this.#ttlMs });
    if (lease === null) {
      this.#lost.abort();
      return false;
    }
    this.#fence = lease.fence;
    return true;
  }

  /** Stops renewing and gives the lease back, so that another sampler need not wait. */
  async release(): Promise<void> {
    this.#stop.abort();
    await this.#renewing;
    if (this.#lost.signal.aborted) return;
    const { db, clusterKey, logger } = this.#options;
    await releaseLease(db, { clusterKey, fence: this.#fence }).catch((error: unknown) => {
      logger.warn({ clusterKey, reason: errorMessage(error) }, 'the lease could not be given back: it runs out by itself');
    });
  }

  async #renewForever(): Promise<void> {
    const { db, clusterKey, logger } = this.#options;
    const ended = AbortSignal.any([this.#stop.signal, this.#lost.signal]);
    for (;;) {
      await wait(this.#ttlMs / 3, ended);
      if (ended.aborted) return;
      try {
        const fence = this.#fence;
        const isHeld = await renewLease(db, { clusterKey, fence, ttlMs: this.#ttlMs });
        // A writer may have taken the lease anew in the meantime: then the old fence says nothing.
        if (!isHeld && fence === this.#fence && !(await this.recover())) {
          logger.warn({ clusterKey }, 'another sampler has taken the cluster over');
        }
      } catch (error) {
        logger.warn({ clusterKey, reason: errorMessage(error) }, 'the lease could not be renewed');
      }
    }
  }
}
