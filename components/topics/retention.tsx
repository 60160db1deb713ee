'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';

/** How long a topic keeps messages; -1 means for ever in Kafka. */
export function Retention({ ms }: { ms: string | null }) {
  const t = useTranslations('topics');
  const format = useFormat();
  if (ms === null) return <Unknown reason={t('unknown.config')} />;
  if (Number(ms) < 0) return <span title="retention.ms = -1">{t('retention.unlimited')}</span>;
  return <span title={`retention.ms = ${ms}`}>{format.duration(Number(ms))}</span>;
}

/** Whether a topic keeps only the last message of each key: then offsets are not messages. */
export function isCompacted(policy: string | null): boolean {
  return policy?.split(',').some((part) => part.trim() === 'compact') ?? false;
}

/** `cleanup.policy` in words. */
export function CleanupPolicy({ policy }: { policy: string | null }) {
  const t = useTranslations('topics');
  if (policy === null) return <Unknown reason={t('unknown.config')} />;
  const parts = policy.split(',').map((part) => part.trim());
  const words = parts.map((part) => (part === 'delete' || part === 'compact' ? t(`cleanup.${part}`) : part));
  return <span title={`cleanup.policy = ${policy}`}>{words.join(' + ')}</span>;
}
