import type { Tier } from './types.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Shards of one pass: readers of one owner fetch a sixteenth of it. */
export const SHARDS = 16;

/** Which shard of a pass holds an owner. */
export const shardOf = (ownerId: number): number => ownerId % SHARDS;

/** Width of one stored block of each tier. */
export const WINDOW_MS: Readonly<Record<Tier, number>> = { raw: 5 * MINUTE, minute: HOUR, hour: DAY };

/** Width of one slot of the coarser tiers; the raw tier's follows the cadence. */
export const SLOT_MS: Readonly<Record<Exclude<Tier, 'raw'>, number>> = { minute: MINUTE, hour: HOUR };

/** A window is compacted so long after its end: a pass that began in it may still be writing. */
export const CLOSE_AFTER_MS = 30 * SECOND;

/** How long each table keeps its rows. `pass_log` goes earlier, as soon as it is compacted. */
export const RETENTION_MS = {
  pass: 30 * DAY,
  pass_log: 2 * DAY,
  raw: 2 * DAY,
  minute: 30 * DAY,
  hour: 396 * DAY,
  canary: 30 * DAY,
  event: 90 * DAY,
} as const;

/** The largest multiple of `size` that is ≤ `ms`. Windows and slots all start on multiples counted from the epoch, in UTC. */
export const floorTo = (ms: number, size: number): number => Math.floor(ms / size) * size;

/** The smallest multiple of `size` that is ≥ `ms`. */
export const ceilTo = (ms: number, size: number): number => Math.ceil(ms / size) * size;

/** Epoch milliseconds as PostgreSQL reads a timestamptz. */
export const timestamp = (ms: number): string => new Date(ms).toISOString();
