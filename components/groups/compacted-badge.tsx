'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '../ui/badge.tsx';

/** Says of a compacted topic that offsets behind are not messages. */
export function CompactedBadge() {
  const t = useTranslations('groups.compacted');
  return <Badge title={t('hint')}>{t('word')}</Badge>;
}
