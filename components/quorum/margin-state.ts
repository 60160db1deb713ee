import type { QuorumDetail } from '#lib/contracts/quorum.ts';

/** `single`: built so that none may be lost (one or two voters). `thin`: one more lost voter stops it. `broken`: it cannot go on. */
export type MarginState = 'fine' | 'single' | 'thin' | 'broken' | 'unknown';

/** What the margin of a quorum means. */
export function marginState({ margin, majority, voters }: Pick<QuorumDetail, 'margin' | 'majority' | 'voters'>): MarginState {
  if (margin === null) return 'unknown';
  if (margin < 0) return 'broken';
  if (margin > 0) return 'fine';
  return voters.length === majority ? 'single' : 'thin';
}
