import { z } from 'zod';
import { IsoTime } from './common.ts';
import { VERDICT_SEVERITY } from './verdict-severity.ts';

/**
 * How a group does, over a fixed window of ten minutes: `OK`; `NO_COMMIT` it never committed; `LOST` retention deleted what it had not read; `REWIND` its commits were set back;
 * `STOPPED` they stand still though there is something to read; `GROWING` it falls further behind; `SLOW` it is further behind than it may be; `REBALANCING` it rebalances too often; `UNKNOWN`.
 */
export const VerdictCode = z.enum(VERDICT_SEVERITY);
export type VerdictCode = z.infer<typeof VerdictCode>;

/**
 * More on a code. STOPPED: `no_members` nobody is connected, `stuck` members are there and do not move. UNKNOWN: `not_read` the last pass could not read it, `ahead_of_end` commits lie beyond the end of the log, `coverage` too few passes of the window could,
 * `watching` it has not been watched long enough. Any: `settling` a leader changed or the group rebalanced a moment ago, so the verdict before that stands.
 */
export const VerdictReason = z.enum(['no_members', 'stuck', 'not_read', 'ahead_of_end', 'coverage', 'watching', 'settling']);
export type VerdictReason = z.infer<typeof VerdictReason>;

export const Verdict = z.object({
  code: VerdictCode,
  reason: VerdictReason.nullable(),
  /** Since when the code holds; survives restarts of the sampler. */
  since: IsoTime,
  /** The numbers that it rests on, by name: `lag`, `stillMs`, `growth`, … */
  evidence: z.record(z.string(), z.number()),
  /** The partitions it is about, at most 20 named. */
  partitions: z.array(z.object({ topic: z.string(), partition: z.number() })),
  partitionsTotal: z.number(),
});
export type Verdict = z.infer<typeof Verdict>;

/** How old the next record to be read is, in seconds. */
export const SecondsBehind = z.object({
  lower: z.number(),
  /** null = not bounded above: say "at least `lower`". */
  upper: z.number().nullable(),
  /** Best estimate between the two; null without an upper bound. */
  point: z.number().nullable(),
  /** `observed`: when Farol saw the end of the log pass it. `timestamps`: a bound rests on timestamps of records, which clients may invent. `exact`: the record was read. */
  source: z.enum(['observed', 'timestamps', 'exact']),
});
export type SecondsBehind = z.infer<typeof SecondsBehind>;

/** Seconds until nothing is left to read; `never` = it reads no faster than others write; null = not known. */
export const CatchUpSeconds = z.union([z.number(), z.literal('never')]).nullable();
