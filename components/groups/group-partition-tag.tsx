'use client';

import { useTranslations } from 'next-intl';
import type { GroupPartition } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { StateTag } from '../ui/state-tag.tsx';
import { STANDING_TONE, standingWord } from './group-state.ts';
import { useFaultText } from '../states/use-fault-text.ts';

/** How a group stands on one partition, in words. */
export function GroupPartitionTag({ partition }: { partition: GroupPartition }) {
  const faultText = useFaultText();
  const t = useTranslations('groups.partition');
  const format = useFormat();
  const word = standingWord(partition);
  return (
    <StateTag tone={STANDING_TONE[word]} title={faultText(partition.fault) ?? t(`hint.${word}`)}>
      {t(`word.${word}`, { lost: format.integer(partition.lost) })}
    </StateTag>
  );
}
