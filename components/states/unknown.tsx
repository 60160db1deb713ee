'use client';

import { useTranslations } from 'next-intl';
import { UNKNOWN_DASH } from '#lib/core/format.ts';
import { cn } from '../ui/cn.ts';

export interface UnknownProps {
  /** Why the value is unknown, in one sentence; a general sentence when nothing better is known. */
  reason?: string | null;
  className?: string;
}

/** Stands for a value nobody knows: a dash that says why on hover and to screen readers. Never draw 0 instead. */
export function Unknown({ reason, className }: UnknownProps) {
  const t = useTranslations('states');
  const why = reason ?? t('unknown.general');
  return (
    <span title={why} className={cn('cursor-help text-text-3', className)}>
      <span aria-hidden>{UNKNOWN_DASH}</span>
      <span className="sr-only">{t('unknown.spoken', { reason: why })}</span>
    </span>
  );
}
