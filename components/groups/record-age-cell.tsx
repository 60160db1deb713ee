'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRecordAge } from '#lib/client/groups.ts';
import type { GroupPartition, RecordAge } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { readFailure } from '../states/read-failure.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { StateTag } from '../ui/state-tag.tsx';

export interface RecordAgeCellProps {
  clusterId: string;
  group: string;
  row: Pick<GroupPartition, 'topic' | 'partition' | 'committedOffset'>;
}

/** Reads the exact age of the next message of one partition from the cluster, when asked to; then that age, and a way to ask again. */
export function RecordAgeCell({ clusterId, group, row }: RecordAgeCellProps) {
  const t = useTranslations('groups.age');
  const format = useFormat();
  const place = `${row.topic}-${row.partition}`;
  const age = useRecordAge(clusterId, group, row.topic, row.partition);
  if (row.committedOffset === null) return null;
  if (age.data === undefined && age.error === null) {
    return (
      <Button size="sm" busy={age.isFetching} onClick={() => void age.refetch()} aria-label={t('readOf', { partition: place })}>
        {t('read')}
      </Button>
    );
  }
  return (
    <span className="inline-flex items-center gap-1">
      <span role="status" className="truncate">
        {age.error === null ? (
          <Read age={age.data} readAt={format.time(age.dataUpdatedAt)} />
        ) : (
          <StateTag tone="warn" title={readFailure(age.error).detail ?? undefined}>
            {t('failed')}
          </StateTag>
        )}
      </span>
      <IconButton
        size="sm"
        label={t('again', { partition: place })}
        icon={<RotateCw aria-hidden className={age.isFetching ? 'animate-spin' : undefined} />}
        disabled={age.isFetching}
        onClick={() => void age.refetch()}
      />
    </span>
  );
}

function Read({ age, readAt }: { age: RecordAge | undefined; readAt: string }) {
  const t = useTranslations('groups.age');
  const format = useFormat();
  if (age === undefined) return null;
  if (age.caughtUp) return <span title={t('readAt', { time: readAt })}>{t('caughtUp')}</span>;
  if (age.seconds === null) return <span title={t('readAt', { time: readAt })}>{t('noTime')}</span>;
  return (
    <span
      title={t('message', {
        offset: format.integer(age.nextOffset),
        written: format.dateTime(age.timestamp === null ? null : Date.parse(age.timestamp)),
        time: readAt,
      })}
    >
      {format.duration(Math.round(age.seconds) * 1_000)}
    </span>
  );
}
