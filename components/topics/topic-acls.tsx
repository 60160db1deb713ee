'use client';

import { KeyRound, LockKeyhole, RotateCw, ShieldOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useTopicAcls } from '#lib/client/topics.ts';
import type { TopicAcl, TopicAcls as Answer } from '#lib/contracts/topics.ts';
import { TermHint } from '../glossary/term-hint.tsx';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { StateCell, TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { DataTable } from '../table/data-table.tsx';
import { TableToolbar } from '../table/table-toolbar.tsx';
import { useTableUrlState } from '../table/use-table-url-state.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

/** The rules of a topic, read from the cluster now: who may do what, and by which rule. */
export function TopicAcls({ clusterId, topic }: { clusterId: string; topic: string }) {
  const t = useTranslations('topics.acls');
  const query = useTopicAcls(clusterId, topic);
  return (
    <Card>
      <CardHeader
        title={t('title')}
        note={t('note')}
        actions={
          <>
            <TermHint id="acl" word={t('title')} />
            <Button size="sm" onClick={() => void query.refetch()} busy={query.isFetching}>
              {query.isFetching ? null : <RotateCw aria-hidden />}
              {t('reload')}
            </Button>
          </>
        }
      />
      <QueryState query={query} skeleton={<DataTableSkeleton columns={5} rows={4} />}>
        {(answer) => <AclsBody answer={answer} />}
      </QueryState>
    </Card>
  );
}

function AclsBody({ answer }: { answer: Answer }) {
  const faultText = useFaultText();
  const t = useTranslations('topics.acls');
  switch (answer.state) {
    case 'no_authorizer':
      return (
        <Empty icon={ShieldOff} title={t('noAuthorizer.title')}>
          {t('noAuthorizer.detail')}
        </Empty>
      );
    case 'forbidden':
      return (
        <Empty icon={LockKeyhole} title={t('forbidden.title')}>
          {t('forbidden.detail')}
          <p className="mt-2 font-mono text-xs text-text-3">{answer.fault?.code}</p>
        </Empty>
      );
    case 'failed':
      return (
        <div className="p-3.5 pt-0">
          <Callout tone="warn" title={t('failed')}>
            {faultText(answer.fault)}
          </Callout>
        </div>
      );
    case 'listed':
      return answer.total === 0 ? (
        <Empty icon={KeyRound} title={t('none.title')}>
          {t('none.detail')}
        </Empty>
      ) : (
        <AclTable answer={answer} />
      );
  }
}

function AclTable({ answer }: { answer: Answer }) {
  const t = useTranslations('topics.acls');
  const { filter, setFilter, sort, setSort } = useTableUrlState('acls');
  const columns = useMemo(
    (): DataColumn<TopicAcl>[] => [
      {
        id: 'permission',
        header: t('permission'),
        hint: t('permissionHint'),
        width: 110,
        sortValue: ({ permission }) => permission,
        cell: ({ permission }) =>
          permission === 'DENY' ? (
            <StateCell tone="bad">{t('deny')}</StateCell>
          ) : permission === 'ALLOW' ? (
            <StateCell tone="ok">{t('allow')}</StateCell>
          ) : (
            permission
          ),
      },
      {
        id: 'principal',
        header: t('principal'),
        width: 200,
        grow: true,
        sortValue: ({ principal }) => principal,
        filterText: (rule) => `${rule.principal} ${rule.operation} ${rule.host} ${rule.resource}`,
        cell: ({ principal }) => <TextCell mono value={principal} />,
      },
      {
        id: 'operation',
        header: t('operation'),
        width: 150,
        sortValue: ({ operation }) => operation,
        cell: ({ operation }) => <TextCell mono value={operation} />,
      },
      {
        id: 'resource',
        header: t('resource'),
        hint: t('resourceHint'),
        width: 220,
        sortValue: ({ resource }) => resource,
        cell: ({ resource, appliesTo }) => (
          <span className="block truncate" title={resource}>
            {t(`appliesTo.${appliesTo}`, { name: resource })}
          </span>
        ),
      },
      {
        id: 'host',
        header: t('host'),
        width: 140,
        sortValue: ({ host }) => host,
        cell: ({ host }) => (host === '*' ? <span className="text-text-3">{t('anyHost')}</span> : <TextCell mono value={host} />),
      },
    ],
    [t],
  );
  return (
    <>
      <TableToolbar
        filter={{ value: filter, onChange: setFilter, label: t('filter') }}
        part={{ shown: answer.data.length, total: answer.total }}
        className="pt-0"
      />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={answer.data}
        rowKey={(rule) => Object.values(rule).join('\n')}
        filter={filter}
        sort={sort}
        onSortChange={setSort}
      />
    </>
  );
}
