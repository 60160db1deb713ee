'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { MeasuringTestResult } from '#lib/contracts/measuring.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { DurationCell, StateCell, TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { Callout } from '../ui/callout.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

type Tried = MeasuringTestResult['data'][number];

/** What trying a source gave, broker by broker, and the reason in full for those that failed. */
export function SourceTest({ result }: { result: MeasuringTestResult }) {
  const faultText = useFaultText();
  const t = useTranslations('measuring.test');
  const format = useFormat();
  const failed = result.data.filter(({ fault }) => fault !== null);
  const columns = useMemo(
    (): DataColumn<Tried>[] => [
      {
        id: 'broker',
        header: t('broker'),
        width: 76,
        cell: ({ nodeId }) => nodeId,
      },
      {
        id: 'result',
        header: t('result'),
        width: 132,
        cell: ({ fault }) => (
          <StateCell tone={fault === null ? 'ok' : 'bad'} title={faultText(fault)}>
            {fault === null ? t('ok') : t('failed')}
          </StateCell>
        ),
      },
      {
        id: 'known',
        header: t('known'),
        hint: t('knownHint'),
        width: 104,
        align: 'end',
        cell: ({ known, total, fault }) =>
          known === null ? (
            <Unknown reason={faultText(fault)} />
          ) : (
            t('of', { known: format.integer(known), total: format.integer(total) })
          ),
      },
      { id: 'ms', header: t('time'), width: 84, align: 'end', cell: ({ ms }) => <DurationCell value={Math.round(ms)} /> },
      {
        id: 'address',
        header: t('address'),
        width: 220,
        grow: true,
        cell: ({ address, fault }) => <TextCell mono value={address} reason={faultText(fault)} />,
      },
    ],
    [t, format, faultText],
  );
  const unusable = [...new Set(result.data.flatMap((tried) => tried.unusable))];
  return (
    <div role="status" className="grid w-full min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <div className="overflow-hidden rounded-lg border border-line">
        <DataTable label={t('title')} columns={columns} rows={result.data} rowKey={({ nodeId }) => String(nodeId)} />
      </div>
      {failed.length === 0 ? null : (
        <Callout tone="bad" title={t('failures', { failed: failed.length, total: result.data.length })}>
          <ul className="grid gap-1">
            {failed.slice(0, 5).map(({ nodeId, fault }) => (
              <li key={nodeId}>{t('reason', { node: String(nodeId), reason: faultText(fault) ?? '' })}</li>
            ))}
          </ul>
        </Callout>
      )}
      {unusable.length === 0 ? null : (
        <Callout tone="warn" title={t('unusable')}>
          {unusable.join(', ')}
        </Callout>
      )}
    </div>
  );
}
