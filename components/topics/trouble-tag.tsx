'use client';

import { useTranslations } from 'next-intl';
import { StateTag } from '../ui/state-tag.tsx';
import { TROUBLE_TONE, type Trouble, type TroubleKind } from './topic-trouble.ts';

/** What is wrong with a topic, in words with its count; quiet when nothing is. */
export function TopicTroubleTag({ trouble, detail }: { trouble: Trouble | null; detail?: string }) {
  const t = useTranslations('topics.trouble');
  if (trouble === null) return <span className="text-text-3">{t('none')}</span>;
  return (
    <StateTag tone={TROUBLE_TONE[trouble.kind]} title={detail ?? t(`hint.${trouble.kind}`)}>
      {t(`topic.${trouble.kind}`, { count: trouble.count })}
    </StateTag>
  );
}

/** State of one partition in words. */
export function PartitionStateTag({ kind, detail }: { kind: TroubleKind | null; detail?: string }) {
  const t = useTranslations('topics.trouble');
  if (kind === null) {
    return (
      <StateTag tone="ok" title={t('hint.ok')}>
        {t('partition.ok')}
      </StateTag>
    );
  }
  return (
    <StateTag tone={TROUBLE_TONE[kind]} title={detail ?? t(`hint.${kind}`)}>
      {t(`partition.${kind}`)}
    </StateTag>
  );
}
