'use client';

import { useTranslations } from 'next-intl';
import { isKnown, type Quantity } from '#lib/core/format.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';

export interface CoveredValueProps {
  covered: { value: Quantity | null; known: number; total: number };
  kind: 'count' | 'rate';
  reason?: string | null;
}

/** The figure of a sum in large: "≥" before it when only a part is known, the dash when nothing is. */
export function CoveredValue({ covered, kind, reason }: CoveredValueProps) {
  const format = useFormat();
  const t = useTranslations('states.coverage');
  const { value, known, total } = covered;
  if (!isKnown(value)) return <Unknown reason={reason ?? (total > 0 ? t('none', { total }) : undefined)} />;
  return (
    <>
      {known < total ? (
        <span className="text-xl font-normal text-text-3" title={t('partialHint', { known, total })}>
          ≥{' '}
        </span>
      ) : null}
      {kind === 'rate' ? format.rate(Number(value)) : format.integer(value)}
    </>
  );
}

/** What a sum covers, in words; nothing when it is whole or unknown. */
export function CoverageNote({ covered, says }: { covered: CoveredValueProps['covered']; says: string }) {
  if (covered.value === null || covered.known >= covered.total) return null;
  return <span className="text-warn">{says}</span>;
}
