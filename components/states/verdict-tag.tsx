'use client';

import { useTranslations } from 'next-intl';
import { VERDICT_SEVERITY } from '#lib/contracts/verdict-severity.ts';
import type { SecondsBehind, Verdict, VerdictCode } from '#lib/contracts/verdict.ts';
import { StateTag, type Tone } from '../ui/state-tag.tsx';
import { behindSortValue } from './time-behind.tsx';
import { Unknown } from './unknown.tsx';

/** How loud a verdict is. */
export const VERDICT_TONE: Record<VerdictCode, Tone> = {
  OK: 'ok',
  NO_COMMIT: 'mute',
  LOST: 'bad',
  REWIND: 'info',
  STOPPED: 'bad',
  GROWING: 'warn',
  SLOW: 'warn',
  REBALANCING: 'warn',
  UNKNOWN: 'mute',
};

export interface VerdictTagProps {
  /** null = nothing was judged. */
  verdict: Verdict | null;
  /** Why nothing was judged. */
  reason?: string | null;
}

/** The verdict on a group in a word or two, with what it means on hover. Stands here because groups, topics and the overview show it. */
export function VerdictTag({ verdict, reason }: VerdictTagProps) {
  const t = useTranslations('groups');
  if (verdict === null) return <Unknown reason={reason ?? t('unknown.verdict')} />;
  return (
    <StateTag tone={VERDICT_TONE[verdict.code]} title={t(`verdict.hint.${verdict.code}`)}>
      {t(`verdict.word.${verdict.code}`)}
    </StateTag>
  );
}

/** Longer than any age, so that a worse verdict always counts more than a longer time. */
const AGE_MAX_SECONDS = 1e10;

/** What a column of verdicts sorts by: how bad it is, and among equals how long the oldest message waits; null = not judged. */
export function verdictSortValue(verdict: Verdict | null, behind: SecondsBehind | null): number | null {
  if (verdict === null) return null;
  const age = Math.min(behindSortValue(behind) ?? 0, AGE_MAX_SECONDS - 1);
  return VERDICT_SEVERITY.indexOf(verdict.code) * AGE_MAX_SECONDS + age;
}
