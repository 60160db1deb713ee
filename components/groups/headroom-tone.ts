import type { GroupTopic } from '#lib/contracts/groups.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Seconds until nothing is left to read; `never`; null = not known. */
export type CatchUp = GroupTopic['catchUpSeconds'];

/** How loud the time is that retention leaves. null = calm, or not known. */
export type HeadroomTone = 'bad' | 'warn' | null;

/**
 * Whether retention is about to take what a group has not read, seconds. At its pace it must be at the end before: `bad` where it will not be, `warn` where it comes close.
 * A group that never catches up has three days before anyone must look; one whose pace is not known, an hour.
 */
export function headroomTone(headroom: number | null, catchUp: CatchUp): HeadroomTone {
  if (headroom === null) return null;
  if (headroom <= 0) return 'bad';
  if (catchUp === 'never') return headroom < DAY ? 'bad' : headroom < 3 * DAY ? 'warn' : null;
  if (catchUp === null) return headroom < HOUR ? 'warn' : null;
  return catchUp >= headroom ? 'bad' : catchUp > headroom / 4 ? 'warn' : null;
}
