import type { PassRow } from '#lib/store/snapshot/read-snapshot.ts';

/** Before the first pass. */
const WAITING_MS = 2_000;
/** How long a stored pass takes from its end to be readable. */
const STORE_MS = 150;
/** Between two looks for a pass that is due. */
const DUE_MS = 400;
/** Between two looks for a pass that has not come for a while: nobody is sampling. */
const LATE_MS = 5_000;
const LATE_INTERVALS = 3;

/** When to look for the next pass, ms from the moment `pass` was read: not before it can be there, then often, and seldom once it is long overdue. */
export function nextLookMs(pass: PassRow | null): number {
  if (pass === null) return WAITING_MS;
  const left = pass.stepMs + pass.durationMs + STORE_MS - pass.ageMs;
  if (left > DUE_MS) return left;
  return pass.ageMs > LATE_INTERVALS * pass.stepMs ? LATE_MS : DUE_MS;
}
