'use client';

import { Share2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { topicPath } from '#lib/client/paths.ts';
import type { SharePartitionRow, ShareProgress } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Empty } from '../states/empty.tsx';
import { LinkCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { ListTable } from '../table/list-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { useFaultText } from '../states/use-fault-text.ts';
import { FaultNote } from '../states/fault-note.tsx';

const keyOf = (row: SharePartitionRow) => `${row.topic} ${row.partition}`;

/** A share group partition by partition: from where on it still works, where the log ends, what is left. */
export function ShareProgressCard({ clusterId, share }: { clusterId: string; share: ShareProgress | null }) {
  const faultText = useFaultText();
  const t = useTranslations('groups');
  const format = useFormat();
  const columns = useMemo(
    (): DataColumn<SharePartitionRow>[] => [
      {
        id: 'topic',
        header: t('columns.topic'),
        width: 150,
        type: 'text',
        grow: true,
        value: (row) => row.topic,
        cell: (row) => <LinkCell href={topicPath(clusterId, row.topic)}>{row.topic}</LinkCell>,
      },
      numberColumn({ id: 'partition', header: t('columns.partition'), width: 98, of: (row) => row.partition }),
      numberColumn({
        id: 'lag',
        header: t('columns.lag'),
        hint: t('explain.shareLag'),
        width: 110,
        descFirst: true,
        of: (row) => row.lag,
        reason: (row) => faultText(row.fault),
      }),
      numberColumn({
        id: 'start',
        header: t('columns.start'),
        hint: t('explain.start'),
        width: 124,
        of: (row) => row.startOffset,
        reason: (row) => faultText(row.fault),
      }),
      numberColumn({
        id: 'end',
        header: t('columns.end'),
        hint: t('explain.end'),
        width: 124,
        of: (row) => row.endOffset,
        reason: () => t('unknown.offset'),
      }),
    ],
    [t, clusterId, faultText],
  );
  return (
    <Card>
      <CardHeader
        title={t('share.title')}
        note={share === null ? null : t('share.readAt', { time: format.time(Date.parse(share.readAt)) })}
      />
      {share?.fault ? (
        <Callout tone="warn" role="status" title={t('share.unknown')} className="m-3.5">
          <FaultNote fault={share.fault} />
        </Callout>
      ) : share === null || share.partitions.length === 0 ? (
        <Empty icon={Share2} title={t('share.none.title')}>
          {t('share.none.detail')}
        </Empty>
      ) : (
        <ListTable
          name="groups.share"
          prefix="partitions"
          label={t('share.title')}
          filterLabel={t('partitions.filter')}
          columns={columns}
          rows={share.partitions}
          rowKey={keyOf}
          defaultSort={{ id: 'lag', desc: true }}
          className="pt-0!"
        />
      )}
    </Card>
  );
}
