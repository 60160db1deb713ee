'use client';

import { useTranslations } from 'next-intl';
import type { AdviceSeverity } from '#lib/contracts/advice-kinds.ts';
import { StateTag, type Tone } from '../ui/state-tag.tsx';

/** How loud each severity is. */
export const ADVICE_TONE: Record<AdviceSeverity, Tone> = { risk: 'bad', improve: 'warn', note: 'info' };

/** The severity of a piece of advice in words; what the word means on hover. */
export function AdviceTag({ severity }: { severity: AdviceSeverity }) {
  const t = useTranslations('advice');
  return (
    <StateTag tone={ADVICE_TONE[severity]} title={t(`severityHint.${severity}`)}>
      {t(`severity.${severity}`)}
    </StateTag>
  );
}
