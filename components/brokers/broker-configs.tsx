'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { useBrokerConfigs } from '#lib/client/brokers.ts';
import type { ConfigEntrySummary } from '#lib/contracts/brokers.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { QueryState } from '../states/query-state.tsx';
import { TextCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { DataTable, DataTableSkeleton } from '../table/data-table.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { brokerConfigSource } from './broker-config-source.ts';

const SHOWS = ['changed', 'all'] as const;
const DEFAULT_SORT: SortState = { id: 'name', desc: false };

/** Configuration of a broker, read from the broker itself when this is shown. */
export function BrokerConfigs({ clusterId, nodeId }: { clusterId: string; nodeId: number }) {
  const t = useTranslations('brokers.configs');
  const format = useFormat();
  const configs = useBrokerConfigs(clusterId, nodeId);
  return (
    <Card>
      <CardHeader
        title={t('title')}
        note={configs.data === undefined ? t('note') : t('readAt', { time: format.time(configs.dataUpdatedAt) })}
        actions={
          <Button size="sm" onClick={() => void configs.refetch()} busy={configs.isFetching}>
            {configs.isFetching ? null : <RotateCw aria-hidden />}
            {t('reload')}
          </Button>
        }
      />
      <QueryState query={configs} skeleton={<DataTableSkeleton columns={3} rows={8} />}>
        {({ data, fault }) =>
          fault === null ? (
            <ConfigTable entries={data} />
          ) : (
            <div className="p-3.5 pt-0">
              <Callout tone="warn" title={t('fault')}>
                {fault.detail}
              </Callout>
            </div>
          )
        }
      </QueryState>
    </Card>
  );
}

function ConfigTable({ entries }: { entries: readonly ConfigEntrySummary[] }) {
  const t = useTranslations('brokers.configs');
  const { filter, setFilter, sort, setSort } = useTableUrlState('config');
  const [show, setShow] = useQueryState('config.show', parseAsStringLiteral(SHOWS).withDefault('changed'));
  const changed = useMemo(() => entries.filter(({ isDefault }) => !isDefault), [entries]);
  const columns = useConfigColumns();
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3.5 pb-2.5">
        <FilterBox value={filter} onChange={setFilter} label={t('filter')} />
        <Segmented
          label={t('show.label')}
          value={show}
          onValueChange={(next) => void setShow(next === 'all' ? 'all' : 'changed')}
          options={[
            { value: 'changed', label: t('show.changed', { count: changed.length }) },
            { value: 'all', label: t('show.all', { count: entries.length }) },
          ]}
        />
      </div>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={show === 'changed' ? changed : entries}
        rowKey={({ name }) => name}
        filter={filter}
        sort={sort}
        onSortChange={setSort}
        defaultSort={DEFAULT_SORT}
      />
    </>
  );
}

function useConfigColumns(): readonly DataColumn<ConfigEntrySummary>[] {
  const t = useTranslations('brokers.configs');
  return useMemo(
    (): DataColumn<ConfigEntrySummary>[] => [
      {
        id: 'name',
        header: t('key'),
        width: 320,
        sortValue: ({ name }) => name,
        filterText: ({ name, value }) => `${name} ${value ?? ''}`,
        cell: ({ name, documentation }) => (
          <span title={documentation ?? undefined} className="font-mono text-[0.96em] font-medium">
            {name}
          </span>
        ),
      },
      {
        id: 'value',
        header: t('value'),
        width: 200,
        grow: true,
        cell: ({ sensitive, value }) =>
          sensitive ? (
            <span className="text-text-3">{t('sensitive')}</span>
          ) : value === '' ? (
            <span className="text-text-3">{t('empty')}</span>
          ) : (
            <TextCell mono value={value} reason={t('noValue')} />
          ),
      },
      {
        id: 'source',
        header: t('source'),
        width: 240,
        sortValue: ({ source }) => brokerConfigSource(source),
        cell: ({ source, readOnly }) => (
          <span className="flex items-center gap-2">
            {t(`sources.${brokerConfigSource(source)}`)}
            {readOnly ? <Badge title={t('readOnlyHint')}>{t('readOnly')}</Badge> : null}
          </span>
        ),
      },
    ],
    [t],
  );
}
