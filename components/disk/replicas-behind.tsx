'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import { brokerPath, topicPath } from '#lib/client/paths.ts';
import type { DiskAnswer } from '#lib/contracts/disk.ts';
import { LinkCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import { Card, CardHeader } from '../ui/card.tsx';

interface Row {
  nodeId: number;
  topic: string;
  partition: number;
  offsets: string;
}

const DEFAULT_SORT: SortState = { id: 'offsets', desc: true };

/** Follower replicas that lack messages, furthest behind first; nothing is drawn while there are none. */
export function ReplicasBehind({ clusterId, brokers }: { clusterId: string; brokers: DiskAnswer['brokers'] }) {
  const t = useTranslations('disk.behind');
  const headingId = useId();
  const rows = useMemo(
    () => brokers.flatMap(({ nodeId, behind }): Row[] => behind.map((replica) => ({ nodeId, ...replica }))),
    [brokers],
  );
  const columns = useMemo(
    (): DataColumn<Row>[] => [
      {
        id: 'topic',
        header: t('topic'),
        width: 180,
        grow: true,
        sortValue: ({ topic }) => topic,
        cell: ({ topic }) => <LinkCell href={topicPath(clusterId, topic)}>{topic}</LinkCell>,
      },
      numberColumn({ id: 'partition', header: t('partition'), width: 104, of: ({ partition }) => partition }),
      {
        id: 'broker',
        header: t('broker'),
        width: 120,
        align: 'end',
        sortValue: ({ nodeId }) => nodeId,
        cell: ({ nodeId }) => (
          <LinkCell href={brokerPath(clusterId, nodeId)} className="text-right">
            {String(nodeId)}
          </LinkCell>
        ),
      },
      numberColumn({ id: 'offsets', header: t('offsets'), width: 132, descFirst: true, of: ({ offsets }) => offsets }),
    ],
    [t, clusterId],
  );
  if (rows.length === 0) return null;
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader id={headingId} title={t('title')} note={t('note')} />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={({ nodeId, topic, partition }) => `${nodeId} ${topic} ${partition}`}
        defaultSort={DEFAULT_SORT}
      />
    </Card>
  );
}
