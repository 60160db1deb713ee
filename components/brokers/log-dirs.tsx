'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import type { BrokerSummary, LogDirSummary } from '#lib/contracts/brokers.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { TermHint } from '../glossary/term-hint.tsx';
import { BytesCell, StateCell, TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { DiskBar } from './disk-bar.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

/** The directories in which a broker keeps its partitions. */
export function LogDirs({ broker }: { broker: BrokerSummary }) {
  const faultText = useFaultText();
  const t = useTranslations('brokers.logDirs');
  const format = useFormat();
  const headingId = useId();
  const columns = useMemo(
    (): DataColumn<LogDirSummary>[] => [
      { id: 'path', header: t('path'), width: 140, grow: true, cell: ({ path }) => <TextCell mono value={path} /> },
      {
        id: 'state',
        header: t('state'),
        width: 104,
        cell: ({ fault }) => (
          <StateCell tone={fault === null ? 'ok' : 'bad'} title={faultText(fault)}>
            {fault === null ? t('online') : t('offline')}
          </StateCell>
        ),
      },
      {
        id: 'replicas',
        header: t('replicas'),
        width: 96,
        align: 'end',
        cell: ({ replicaBytes, fault }) => <BytesCell value={replicaBytes} reason={faultText(fault)} />,
      },
      {
        id: 'disk',
        header: t('disk'),
        width: 184,
        align: 'end',
        cell: (dir) => (
          <DiskBar
            total={dir.totalBytes}
            usable={dir.usableBytes}
            replicas={null}
            reason={faultText(dir.fault) ?? t('noSizes')}
          />
        ),
      },
    ],
    [t, faultText],
  );
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('title')}
        note={broker.logDirsAt === null ? t('never') : t('readAt', { time: format.time(Date.parse(broker.logDirsAt)) })}
        actions={<TermHint id="segment" word={t('title')} />}
      />
      {broker.logDirs === null ? (
        <p className="px-3.5 pb-3.5 text-sm text-text-2">{faultText(broker.fault) ?? t('unknown')}</p>
      ) : (
        <DataTable label={t('title')} columns={columns} rows={broker.logDirs} rowKey={({ path }) => path} />
      )}
    </Card>
  );
}
