'use client';

import { useTranslations } from 'next-intl';
import type { StreamsTopology } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Card, CardBody, CardHeader } from '../ui/card.tsx';

/** What a streams application is made of: its subtopologies and the topics between them. */
export function StreamsTopologyCard({ streams }: { streams: StreamsTopology }) {
  const t = useTranslations('groups.streams');
  const format = useFormat();
  return (
    <Card>
      <CardHeader
        title={t('title')}
        note={t('note', { count: streams.subtopologies.length, epoch: format.integer(streams.topologyEpoch) })}
      />
      <CardBody className="grid gap-3">
        {streams.subtopologies.map((part) => (
          <dl key={part.id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
            <dt className="text-text-3">{t('id')}</dt>
            <dd className="font-medium break-words">{part.id}</dd>
            <Topics name={t('sources')} topics={part.sourceTopics} />
            <Topics name={t('repartition')} topics={part.repartitionTopics} />
            <Topics name={t('changelog')} topics={part.changelogTopics} />
          </dl>
        ))}
      </CardBody>
    </Card>
  );
}

function Topics({ name, topics }: { name: string; topics: readonly string[] }) {
  if (topics.length === 0) return null;
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="break-words">{topics.join(', ')}</dd>
    </>
  );
}
