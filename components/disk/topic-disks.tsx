'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import { topicPath } from '#lib/client/paths.ts';
import type { DiskAnswer } from '#lib/contracts/disk.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { BytesCell, LinkCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { Card, CardHeader } from '../ui/card.tsx';

type Topics = DiskAnswer['topics'];
type TopicRow = Topics['largest'][number];

/** What fills the disks: the largest topics, and those that grow fastest. */
export function TopicDisks({ clusterId, topics }: { clusterId: string; topics: Topics }) {
  const t = useTranslations('disk.topics');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
      <TopicCard clusterId={clusterId} title={t('largest')} note={t('largestNote')} rows={topics.largest} />
      <TopicCard
        clusterId={clusterId}
        title={t('fastest')}
        note={topics.fastestIsExact ? t('fastestNote') : t('fastestOfLargest')}
        rows={topics.fastest}
      />
    </div>
  );
}

function TopicCard({
  clusterId,
  title,
  note,
  rows,
}: {
  clusterId: string;
  title: string;
  note: string;
  rows: readonly TopicRow[];
}) {
  const t = useTranslations('disk.topics');
  const headingId = useId();
  const columns = useMemo(
    (): DataColumn<TopicRow>[] => [
      {
        id: 'topic',
        header: t('topic'),
        width: 150,
        grow: true,
        cell: ({ topic }) => <LinkCell href={topicPath(clusterId, topic)}>{topic}</LinkCell>,
      },
      { id: 'size', header: t('size'), width: 88, align: 'end', cell: ({ sizeBytes }) => <BytesCell value={sizeBytes} /> },
      { id: 'growth', header: t('growth'), width: 116, align: 'end', cell: ({ bytesPerDay }) => <Growth value={bytesPerDay} /> },
    ],
    [t, clusterId],
  );
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader id={headingId} title={title} note={note} />
      <DataTable
        label={title}
        columns={columns}
        rows={rows}
        rowKey={({ topic }) => topic}
        rowHref={({ topic }) => topicPath(clusterId, topic)}
        empty={<p className="px-3.5 py-6 text-center text-sm text-text-2">{t('none')}</p>}
      />
    </Card>
  );
}

function Growth({ value }: { value: number | null }) {
  const t = useTranslations('disk.topics');
  const format = useFormat();
  if (value === null) return <Unknown reason={t('noHistory')} />;
  const whole = Math.round(value);
  const sign = whole > 0 ? '+' : '';
  return <span>{`${sign}${t('perDay', { bytes: format.bytes(whole) })}`}</span>;
}
