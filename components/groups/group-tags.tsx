'use client';

import { useTranslations } from 'next-intl';
import type { GroupPartition, GroupSummary } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { StateTag } from '../ui/state-tag.tsx';
import { STANDING_TONE, standingWord } from './group-state.ts';

/** What went wrong with a group's commits; nothing when nothing did. */
export function GroupFlags({ group }: { group: GroupSummary }) {
  const t = useTranslations('groups.flags');
  if (group.lostPartitions === 0 && group.aheadPartitions === 0 && group.fault === null)
    return <span className="text-text-3">{t('none')}</span>;
  return (
    <span className="inline-flex gap-1.5">
      {group.lostPartitions > 0 ? (
        <StateTag tone="bad" title={t('lostHint')}>
          {t('lost', { count: group.lostPartitions })}
        </StateTag>
      ) : null}
      {group.aheadPartitions > 0 ? (
        <StateTag tone="warn" title={t('aheadHint')}>
          {t('ahead', { count: group.aheadPartitions })}
        </StateTag>
      ) : null}
      {group.fault === null ? null : (
        <StateTag tone="mute" title={group.fault.detail}>
          {t('fault')}
        </StateTag>
      )}
    </span>
  );
}

/** How a group stands on one partition, in words. */
export function GroupPartitionTag({ partition }: { partition: GroupPartition }) {
  const t = useTranslations('groups.partition');
  const format = useFormat();
  const word = standingWord(partition);
  return (
    <StateTag tone={STANDING_TONE[word]} title={partition.fault?.detail ?? t(`hint.${word}`)}>
      {t(`word.${word}`, { lost: format.integer(partition.lost) })}
    </StateTag>
  );
}
