'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useBrokerConfigDiff } from '#lib/client/brokers.ts';
import type { ConfigDiff } from '#lib/contracts/brokers.ts';
import { QueryState } from '../states/query-state.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { diffForBroker, type OwnDifference } from './own-differences.ts';
import { FaultNote } from '../states/fault-note.tsx';

/** In what a broker's configuration differs from the others', read from each of them now. Brokers that did not answer are told by themselves. */
export function ConfigDiffCard({ clusterId, nodeId }: { clusterId: string; nodeId: number }) {
  const t = useTranslations('brokers.diff');
  const headingId = useId();
  const query = useBrokerConfigDiff(clusterId);
  const answered = query.data?.brokers.filter(({ fault }) => fault === null).length ?? 0;
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('title')}
        note={query.data === undefined ? undefined : t('note', { compared: query.data.compared, brokers: answered })}
        actions={
          <Button size="sm" onClick={() => void query.refetch()} busy={query.isFetching}>
            {query.isFetching ? null : <RotateCw aria-hidden />}
            {t('reload')}
          </Button>
        }
      />
      <QueryState
        query={query}
        skeleton={
          <div className="px-3.5 pb-4">
            <Skeleton className="h-12 w-full" />
          </div>
        }
      >
        {(diff) => <Differences diff={diff} nodeId={nodeId} />}
      </QueryState>
    </Card>
  );
}

function Differences({ diff, nodeId }: { diff: ConfigDiff; nodeId: number }) {
  const t = useTranslations('brokers.diff');
  const rows = diffForBroker(diff, nodeId);
  const surprising = rows.filter(({ expected }) => !expected);
  const expected = rows.filter((row) => row.expected);
  return (
    <div className="grid gap-2.5 pb-3">
      {diff.brokers.map(({ nodeId: broker, fault }) =>
        fault === null ? null : (
          <div key={broker} className="px-3.5">
            <Callout tone="warn" title={t('failed', { broker, reason: fault.code })}>
              <FaultNote fault={fault} />
            </Callout>
          </div>
        ),
      )}
      {surprising.length > 0 ? (
        <DiffTable rows={surprising} />
      ) : (
        <p className="px-3.5 text-sm text-text-2">{t(diff.brokers.length < 2 ? 'alone' : 'whole')}</p>
      )}
      {expected.length === 0 ? null : (
        <details>
          <summary className="mx-2 w-fit cursor-pointer rounded-sm px-1.5 py-1 text-sm font-medium text-info hover:underline">
            {t('onlyOwn', { count: expected.length })}
          </summary>
          <DiffTable rows={expected} />
        </details>
      )}
      {diff.sensitive === 0 ? null : <p className="px-3.5 text-xs text-text-3">{t('sensitive', { count: diff.sensitive })}</p>}
    </div>
  );
}

function DiffTable({ rows }: { rows: readonly OwnDifference[] }) {
  const t = useTranslations('brokers.diff');
  return (
    // A part that scrolls sideways must be reachable by keyboard.
    <div className="overflow-x-auto" role="region" aria-label={t('title')} tabIndex={0}>
      <table aria-label={t('title')} className="w-full min-w-[640px] table-fixed border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            {(['key', 'here', 'others'] as const).map((column) => (
              <th key={column} scope="col" className="px-3.5 py-1.5 text-left font-medium text-text-3">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, documentation, own, others }) => (
            <tr key={name} className="align-top">
              <th scope="row" className="border-t border-line px-3.5 py-2 text-left font-normal">
                <span className="block font-mono text-[0.96em] font-medium break-all">{name}</span>
                {documentation === null ? null : (
                  <span className="mt-0.5 line-clamp-2 text-xs text-text-3" title={documentation}>
                    {documentation}
                  </span>
                )}
              </th>
              <td className="border-t border-line px-3.5 py-2 font-semibold">
                <Setting {...own} />
              </td>
              <td className="border-t border-line px-3.5 py-2">
                <ul className="grid gap-1">
                  {others.map(({ nodes, ...other }) => (
                    <li key={nodes.join(',')} className="flex flex-wrap items-baseline gap-x-2">
                      <Badge>{t('broker', { nodes: nodes.join(', ') })}</Badge>
                      <Setting {...other} />
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Setting({ value, isKnown }: { value: string | null; isKnown: boolean }) {
  const t = useTranslations('brokers.diff');
  if (!isKnown) return <span className="font-normal text-text-3">{t('absent')}</span>;
  if (value === null || value === '') return <span className="font-normal text-text-3">{t('unset')}</span>;
  return <span className="font-mono text-[0.96em] break-all">{value}</span>;
}
