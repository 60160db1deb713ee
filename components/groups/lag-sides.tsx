'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { brokerPath, groupPath, topicPath } from '#lib/client/paths.ts';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { LinkCell, NumberCell, TextCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Meter } from '../ui/meter.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { lagBySide, SIDES, type Side, type SideRow } from './slow-sides.ts';
import { SlowWords } from './slow-words.tsx';

const DEFAULT_SORT: SortState = { id: 'lag', desc: true };

/** Who is slow: where the lag of a group lies, from whichever side one looks, and who stands out. The side is kept in the URL. */
export function LagSides({ clusterId, detail }: { clusterId: string; detail: GroupDetail }) {
  const t = useTranslations('slow');
  // Where nobody reads, the partitions are all there is to see.
  const usual: Side = detail.partitions.some(({ memberId }) => memberId !== null) ? 'member' : 'partition';
  const [side, setSide] = useQueryState('by', parseAsStringLiteral(SIDES).withDefault(usual).withOptions({ history: 'push' }));
  const rows = useMemo(() => lagBySide(detail.partitions, side), [detail.partitions, side]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <SlowWords detail={detail} />
      <Card>
        <CardHeader
          title={t('title')}
          note={t(`note.${side}`)}
          actions={
            <Segmented
              label={t('by')}
              value={side}
              onValueChange={(next) => void setSide(SIDES.find((each) => each === next) ?? usual)}
              options={SIDES.map((each) => ({ value: each, label: t(`side.${each}`) }))}
              className="max-sm:hidden"
            />
          }
        />
        <div className="px-3.5 pb-2 sm:hidden">
          <Segmented
            label={t('by')}
            value={side}
            onValueChange={(next) => void setSide(SIDES.find((each) => each === next) ?? usual)}
            options={SIDES.map((each) => ({ value: each, label: t(`side.${each}`) }))}
          />
        </div>
        <SideTable clusterId={clusterId} group={detail.group.groupId} side={side} rows={rows} />
      </Card>
    </div>
  );
}

function SideTable({ clusterId, group, side, rows }: { clusterId: string; group: string; side: Side; rows: readonly SideRow[] }) {
  const t = useTranslations('slow');
  const format = useFormat();
  const columns = useMemo((): DataColumn<SideRow>[] => {
    const hrefOf = ({ key, name }: SideRow): string | null => {
      if (key === null) return null;
      if (side === 'topic') return topicPath(clusterId, name);
      if (side === 'broker') return brokerPath(clusterId, Number(key));
      const partitions = `${groupPath(clusterId, group)}?tab=partitions&partitions.q=`;
      if (side === 'partition') return `${partitions}${encodeURIComponent(placeQuery(name))}`;
      return `${partitions}${encodeURIComponent(name)}`;
    };
    const labelOf = (row: SideRow) =>
      row.key === null ? t(`unknown.${side}`) : side === 'broker' ? t('broker', { node: row.name }) : row.name;
    return [
      {
        id: 'name',
        header: t(`side.${side}`),
        width: 132,
        grow: true,
        sortValue: labelOf,
        cell: (row) => {
          const href = hrefOf(row);
          if (href === null) return <span className="text-text-2">{labelOf(row)}</span>;
          return <LinkCell href={href}>{labelOf(row)}</LinkCell>;
        },
      },
      ...(side === 'member'
        ? [
            {
              id: 'host',
              header: t('side.host'),
              width: 136,
              from: 640,
              sortValue: (row: SideRow) => row.host,
              cell: (row: SideRow) => <TextCell value={row.host} reason={t('unknown.host')} />,
            } satisfies DataColumn<SideRow>,
          ]
        : []),
      {
        id: 'share',
        header: t('column.share'),
        hint: t('hint.share'),
        width: 132,
        align: 'end',
        descFirst: true,
        sortValue: ({ share }) => share,
        cell: ({ share }) =>
          share === null ? (
            <Unknown reason={t('noLag')} />
          ) : (
            <span className="inline-flex items-center justify-end gap-2">
              <Meter share={share} />
              <span className="w-10">{format.percent(share)}</span>
            </span>
          ),
      },
      {
        id: 'lag',
        header: t('column.lag'),
        hint: t('hint.lag'),
        width: 96,
        align: 'end',
        numeric: true,
        descFirst: true,
        sortValue: ({ lag }) => lag,
        cell: ({ lag, partitions, unknown }) =>
          partitions === 0 ? (
            <Unknown reason={t('lagUnknown', { count: unknown })} />
          ) : (
            <span>
              {unknown > 0 ? <span className="text-text-3">≥ </span> : null}
              <NumberCell value={lag} />
            </span>
          ),
      },
      {
        id: 'behind',
        header: t('column.behind'),
        hint: t('hint.behind'),
        width: 136,
        from: 640,
        align: 'end',
        descFirst: true,
        sortValue: ({ behind }) => behind,
        cell: ({ behind, partitions, unknown }) => (
          <span title={unknown > 0 ? t('lagUnknown', { count: unknown }) : undefined}>
            {t('behindOf', { behind: format.integer(behind), partitions: format.integer(partitions + unknown) })}
          </span>
        ),
      },
    ];
  }, [t, format, clusterId, group, side]);
  return (
    <DataTable
      key={side}
      label={t('title')}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key ?? ''}
      defaultSort={DEFAULT_SORT}
      empty={<p className="px-3.5 py-6 text-center text-sm text-text-2">{t('noPartitions')}</p>}
    />
  );
}

/** `orders-3` as the filter of the partitions finds it. */
function placeQuery(name: string): string {
  const at = name.lastIndexOf('-');
  return `${name.slice(0, at)} ${name.slice(at + 1)}`;
}
