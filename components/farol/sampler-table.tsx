'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { SamplerProcess } from '#lib/contracts/farol.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { BytesCell, DurationCell, StateCell, TextCell, TroubleCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';

const DEFAULT_SORT: SortState = { id: 'beat', desc: false };

/** The sampler processes as their last heartbeats tell them. `nowMs`: when that was read. */
export function SamplerTable({ samplers, nowMs }: { samplers: readonly SamplerProcess[]; nowMs: number }) {
  const t = useTranslations('farol.samplers');
  const format = useFormat();
  const columns = useMemo((): DataColumn<SamplerProcess>[] => {
    const uptime = ({ startedAt }: SamplerProcess) => Math.max(0, nowMs - Date.parse(startedAt));
    return [
      {
        id: 'name',
        header: t('column.name'),
        width: 128,
        grow: true,
        sortValue: ({ samplerId }) => samplerId,
        cell: ({ host, pid, samplerId }) => (
          <span title={samplerId} className="block truncate font-medium">
            {host} <span className="font-normal text-text-3">{t('pid', { pid: String(pid) })}</span>
          </span>
        ),
      },
      {
        id: 'state',
        header: t('column.state'),
        width: 104,
        sortValue: ({ state }) => state,
        cell: ({ state }) => <StateCell tone={state === 'alive' ? 'ok' : 'bad'}>{t(`state.${state}`)}</StateCell>,
      },
      {
        id: 'beat',
        header: t('column.beat'),
        hint: t('hint.beat'),
        width: 104,
        align: 'end',
        sortValue: ({ ageMs }) => ageMs,
        cell: ({ ageMs, beatAt }) => (
          <time dateTime={beatAt} title={format.dateTime(Date.parse(beatAt))}>
            {t('ago', { age: format.age(ageMs) })}
          </time>
        ),
      },
      {
        id: 'clusters',
        header: t('column.clusters'),
        hint: t('hint.clusters'),
        width: 150,
        from: 640,
        sortValue: ({ clusters }) => clusters.length,
        cell: ({ clusters }) => <TextCell value={clusters.join(', ')} reason={t('noClusters')} />,
      },
      {
        id: 'memory',
        header: t('column.memory'),
        hint: t('hint.memory'),
        width: 96,
        from: 640,
        align: 'end',
        descFirst: true,
        sortValue: ({ rssBytes }) => rssBytes,
        cell: ({ rssBytes }) => <BytesCell value={rssBytes} reason={t('notCarried')} />,
      },
      {
        id: 'delay',
        header: t('column.delay'),
        hint: t('hint.delay'),
        width: 148,
        from: 900,
        align: 'end',
        descFirst: true,
        sortValue: ({ loopDelayP99Ms }) => loopDelayP99Ms,
        cell: ({ loopDelayP99Ms, loopDelayMaxMs }) =>
          loopDelayP99Ms === null ? (
            <Unknown reason={t('notCarried')} />
          ) : (
            <span>
              {format.duration(loopDelayP99Ms)}
              <span className="text-text-3"> · {format.duration(loopDelayMaxMs)}</span>
            </span>
          ),
      },
      {
        id: 'waiting',
        header: t('column.waiting'),
        hint: t('hint.waiting'),
        width: 112,
        from: 900,
        align: 'end',
        descFirst: true,
        sortValue: ({ passesWaiting }) => passesWaiting,
        cell: ({ passesWaiting }) =>
          passesWaiting === null ? <Unknown reason={t('notCarried')} /> : <span>{format.integer(passesWaiting)}</span>,
      },
      {
        id: 'dropped',
        header: t('column.dropped'),
        hint: t('hint.dropped'),
        width: 104,
        from: 1100,
        align: 'end',
        descFirst: true,
        sortValue: ({ passesDropped }) => passesDropped,
        cell: ({ passesDropped }) => <TroubleCell value={passesDropped} reason={t('notCarried')} />,
      },
      {
        id: 'version',
        header: t('column.version'),
        width: 88,
        from: 1100,
        align: 'end',
        sortValue: ({ version }) => version,
        cell: ({ version }) => <TextCell value={version} reason={t('notCarried')} />,
      },
      {
        id: 'uptime',
        header: t('column.uptime'),
        width: 104,
        from: 640,
        align: 'end',
        sortValue: uptime,
        cell: (sampler) => <DurationCell value={uptime(sampler)} />,
      },
    ];
  }, [t, format, nowMs]);
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={samplers}
      rowKey={({ samplerId }) => samplerId}
      rowTone={({ state }) => (state === 'silent' ? 'bad' : null)}
      defaultSort={DEFAULT_SORT}
      empty={<p className="px-3.5 py-6 text-center text-sm text-text-2">{t('none')}</p>}
    />
  );
}
