'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { useTopicConfigs } from '#lib/client/topics.ts';
import type { ConfigEntrySummary } from '#lib/contracts/brokers.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTable, DataTableSkeleton } from '../table/data-table.tsx';
import { FilterBox } from '../table/filter-box.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { configMeaning } from './config-meaning.ts';
import { configSource, isChanged } from './config-source.ts';

const SHOWS = ['changed', 'all'] as const;
const nameOf = (entry: ConfigEntrySummary) => entry.name;

/** Configuration of a topic, read live when this is shown; what was changed on the topic itself comes first. */
export function TopicConfigs({ clusterId, topic }: { clusterId: string; topic: string }) {
  const t = useTranslations('topics.config');
  const format = useFormat();
  const configs = useTopicConfigs(clusterId, topic);
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
            <div className="p-3.5">
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

function ConfigTable({ entries: given }: { entries: readonly ConfigEntrySummary[] }) {
  const t = useTranslations('topics.config');
  // By name, so that the stable sort by source keeps each part in that order.
  const entries = useMemo(() => given.toSorted((a, b) => (a.name < b.name ? -1 : 1)), [given]);
  const { filter, setFilter, sort, setSort } = useTableUrlState('config');
  const changed = useMemo(() => entries.filter(isChanged), [entries]);
  // Without a wish the changed ones show, if there are any; the reader's own choice stays.
  const [wanted, setShow] = useQueryState('config.show', parseAsStringLiteral(SHOWS));
  const show = wanted ?? (changed.length > 0 ? 'changed' : 'all');
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
        rowKey={nameOf}
        filter={filter}
        sort={sort}
        onSortChange={setSort}
        defaultSort={{ id: 'source', desc: false }}
        empty={filter === '' ? <Empty title={t('noneChanged.title')}>{t('noneChanged.detail')}</Empty> : undefined}
      />
    </>
  );
}

function useConfigColumns(): DataColumn<ConfigEntrySummary>[] {
  const t = useTranslations('topics.config');
  const format = useFormat();
  return useMemo(
    (): DataColumn<ConfigEntrySummary>[] => [
      {
        id: 'name',
        header: t('key'),
        width: 300,
        sortValue: nameOf,
        filterText: (entry) => `${entry.name} ${entry.value ?? ''}`,
        cell: (entry) => (
          <span title={entry.documentation ?? undefined} className="font-mono text-[0.96em] font-medium">
            {entry.name}
          </span>
        ),
      },
      {
        id: 'value',
        header: t('value'),
        width: 200,
        grow: true,
        cell: (entry) =>
          entry.sensitive ? (
            <span className="text-text-3">{t('sensitive')}</span>
          ) : entry.value === '' ? (
            <span className="text-text-3">{t('empty')}</span>
          ) : (
            <span className="flex min-w-0 items-baseline gap-2">
              <TextCell mono value={entry.value} />
              <span className="text-text-3">{configMeaning(entry, format)}</span>
            </span>
          ),
      },
      {
        id: 'source',
        header: t('source'),
        width: 240,
        sortValue: (entry) => (isChanged(entry) ? 0 : 1),
        cell: (entry) => (
          <span className="flex items-center gap-2">
            {t(`sources.${configSource(entry.source)}`)}
            {isChanged(entry) ? <Badge>{t('changed')}</Badge> : null}
            {entry.readOnly ? <Badge>{t('readOnly')}</Badge> : null}
          </span>
        ),
      },
    ],
    [t, format],
  );
}
