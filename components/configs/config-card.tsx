'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import type { ConfigEntrySummary, ConfigList } from '#lib/contracts/brokers.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Empty } from '../states/empty.tsx';
import { QueryState, type QueryLike } from '../states/query-state.tsx';
import type { SortState } from '../table/columns.ts';
import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { ListTable } from '../table/list-table.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useConfigColumns } from './config-columns.tsx';
import { isChanged, type ConfigScope } from './config-source.ts';
import { FaultNote } from '../states/fault-note.tsx';

const SHOWS = ['changed', 'all'] as const;
const DEFAULT_SORT: SortState = { id: 'source', desc: false };

export interface ConfigCardProps {
  /** Whose configuration it is: decides what counts as changed, and the words. */
  scope: ConfigScope;
  /** The live read. */
  query: QueryLike<ConfigList>;
}

/** A configuration as Kafka told it when asked: what somebody chose comes first, with people's units beside raw values. */
export function ConfigCard({ scope, query }: ConfigCardProps) {
  const t = useTranslations('configs');
  const format = useFormat();
  return (
    <Card>
      <CardHeader
        title={t('title')}
        note={query.data === undefined ? t(`${scope}.note`) : t(`${scope}.readAt`, { time: format.time(query.dataUpdatedAt) })}
        actions={
          <Button size="sm" onClick={() => void query.refetch()} busy={query.isFetching}>
            {query.isFetching ? null : <RotateCw aria-hidden />}
            {t('reload')}
          </Button>
        }
      />
      <QueryState query={query} skeleton={<DataTableSkeleton columns={3} rows={8} />}>
        {({ data, fault }) =>
          fault === null ? (
            <ConfigTable scope={scope} entries={data} />
          ) : (
            <div className="p-3.5 pt-0">
              <Callout tone="warn" title={t(`${scope}.fault`)}>
                <FaultNote fault={fault} />
              </Callout>
            </div>
          )
        }
      </QueryState>
    </Card>
  );
}

function ConfigTable({ scope, entries: given }: { scope: ConfigScope; entries: readonly ConfigEntrySummary[] }) {
  const t = useTranslations('configs');
  // By name, so that the stable sort by source keeps each part in that order.
  const entries = useMemo(() => given.toSorted((a, b) => (a.name < b.name ? -1 : 1)), [given]);
  const changed = useMemo(() => entries.filter((entry) => isChanged(entry, scope)), [entries, scope]);
  // Without a wish the changed ones show, if there are any; the reader's own choice stays.
  const [wanted, setShow] = useQueryState('config.show', parseAsStringLiteral(SHOWS));
  const show = wanted ?? (changed.length > 0 ? 'changed' : 'all');
  const columns = useConfigColumns(scope, show === 'all');
  return (
    <ListTable
      name={`configs.${scope}`}
      prefix="config"
      label={t('title')}
      filterLabel={t('filter')}
      columns={columns}
      rows={show === 'changed' ? changed : entries}
      rowKey={({ name }) => name}
      defaultSort={DEFAULT_SORT}
      controls={
        <Segmented
          label={t('show.label')}
          value={show}
          onValueChange={(next) => void setShow(next === 'all' ? 'all' : 'changed')}
          options={[
            { value: 'changed', label: t(`${scope}.show`, { count: changed.length }) },
            { value: 'all', label: t('show.all', { count: entries.length }) },
          ]}
        />
      }
      empty={(isFiltered) =>
        isFiltered || show !== 'changed' ? undefined : <Empty title={t(`${scope}.none.title`)}>{t(`${scope}.none.detail`)}</Empty>
      }
      className="pt-0!"
    />
  );
}
