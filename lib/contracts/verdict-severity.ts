/** Codes from the mildest to the worst: a group is what its worst topic is, and lists put the worst first. */
export const VERDICT_SEVERITY = [
  'OK',
  'UNKNOWN',
  'NO_COMMIT',
  'REWIND',
  'REBALANCING',
  'SLOW',
  'GROWING',
  'STOPPED',
  'LOST',
] as const;
