'use client';

import { Grid3x3, Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { useId, useMemo, useState } from 'react';
import { useSeries } from '#lib/client/series.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { useTimeRange } from '../shell/use-time-range.ts';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { PercentCell, RateCell } from '../table/cells.tsx';
import { DataTable } from '../table/data-table.tsx';
import { Card, CardBody, CardHeader } from '../ui/card.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { heatLevel, moveInHeat, prepareHeat, type Heat, type HeatRow } from './prepare-heat.ts';

/** Columns of the map: wide enough to point at on a phone. */
const POINTS = 40;
/** Partitions drawn; the series route gives the busiest. */
const TOP = 20;

/** Which partition was hot, and when: messages per second of each partition over the page's range. Read by pointer, by arrows, or as a table. */
export function PartitionHeat({ clusterId, topic }: { clusterId: string; topic: string }) {
  const t = useTranslations('topics.heat');
  const { range } = useTimeRange();
  const [asTable, setAsTable] = useQueryState('heat.table', parseAsBoolean.withDefault(false));
  const query = useSeries(
    clusterId,
    { metric: 'partition.messages_in', by: 'partition', topic, top: TOP, points: POINTS },
    range,
  );
  const heat = useMemo(() => (query.data === undefined ? undefined : prepareHeat(query.data)), [query.data]);
  const note =
    heat === undefined || heat.hidden === 0
      ? t('note')
      : t('part', { shown: heat.rows.length, total: heat.rows.length + heat.hidden });
  return (
    <Card>
      <CardHeader
        title={t('title')}
        note={note}
        actions={
          <IconButton
            size="sm"
            label={t(asTable ? 'asMap' : 'asTable')}
            icon={asTable ? <Grid3x3 aria-hidden /> : <Table2 aria-hidden />}
            onClick={() => void setAsTable(asTable ? null : true)}
          />
        }
      />
      <QueryState
        query={{ ...query, data: heat }}
        skeleton={
          <CardBody>
            <Skeleton className="h-40 w-full" />
          </CardBody>
        }
        isEmpty={({ rows }) => rows.length === 0}
        empty={<Empty title={t('empty.title')}>{t('empty.detail')}</Empty>}
      >
        {(data) => (asTable ? <HeatTable heat={data} /> : <HeatMap heat={data} />)}
      </QueryState>
    </Card>
  );
}

function HeatMap({ heat }: { heat: Heat }) {
  const t = useTranslations('topics.heat');
  const format = useFormat();
  const readoutId = useId();
  const [at, setAt] = useState<{ row: number; bucket: number } | null>(null);
  const { rows, times, hottest } = heat;
  const first = times[0] ?? 0;
  const end = (times.at(-1) ?? 0) + heat.bucketMs;
  const summary =
    hottest === null
      ? t('summaryUnknown')
      : t('summary', {
          partition: hottest.partition,
          share: format.percent(hottest.share),
          fair: format.percent(1 / rows.length),
        });
  return (
    <CardBody>
      <p className="mb-2 text-sm text-text-2">{summary}</p>
      {/* One stop of the tab key for the whole map; arrows move within it, and the line below tells what stands there. */}
      <div
        role="grid"
        tabIndex={0}
        aria-label={t('label')}
        aria-describedby={readoutId}
        aria-activedescendant={at === null ? undefined : `${readoutId}-cell`}
        className="rounded-md"
        onKeyDown={(event) => {
          const next = moveInHeat(at ?? { row: 0, bucket: times.length - 1 }, event.key, heat);
          if (next === null) return;
          event.preventDefault();
          setAt(next);
        }}
        onFocus={() => setAt(at ?? { row: 0, bucket: times.length - 1 })}
        onPointerLeave={() => setAt(null)}
      >
        {rows.map((row, rowIndex) => (
          <div key={row.partition} role="row" className="flex items-center gap-2 py-px">
            <span role="rowheader" className="w-7 shrink-0 text-right text-xs text-text-3">
              {row.partition}
            </span>
            <div role="presentation" className="flex h-[14px] min-w-0 flex-1 overflow-hidden rounded-sm">
              {times.map((time, bucket) => (
                <Cell
                  key={time}
                  id={at !== null && at.row === rowIndex && at.bucket === bucket ? `${readoutId}-cell` : undefined}
                  value={row.values[bucket] ?? null}
                  max={heat.max}
                  onRead={() => setAt({ row: rowIndex, bucket })}
                />
              ))}
            </div>
            <span role="gridcell" className="w-10 shrink-0 text-right text-xs text-text-2">
              {row.share === null ? '' : format.percent(row.share)}
            </span>
          </div>
        ))}
      </div>
      <div aria-hidden className="mt-1 flex justify-between pr-12 pl-9 text-xs text-text-3">
        <span>{format.time(first, 'minutes')}</span>
        <span>{format.time(end, 'minutes')}</span>
      </div>
      <p id={readoutId} role="status" className="mt-1.5 min-h-5 text-sm text-text-2">
        {at === null ? <span className="text-text-3">{t('hint')}</span> : <Readout heat={heat} at={at} />}
      </p>
    </CardBody>
  );
}

interface CellProps {
  /** Set while it is read: what the focused map points at. */
  id: string | undefined;
  value: number | null;
  max: number;
  onRead: () => void;
}

function Cell({ id, value, max, onRead }: CellProps) {
  const level = value === null ? 0 : Math.round(heatLevel(value, max) * 100);
  return (
    <span
      role="gridcell"
      id={id}
      onPointerEnter={onRead}
      className={`min-w-0 flex-1 ${value === null ? 'gap-hatch' : ''} ${id !== undefined ? 'outline-2 -outline-offset-2 outline-focus' : ''}`}
      style={value === null ? undefined : { background: `color-mix(in srgb, var(--s1) ${level}%, var(--surface-2))` }}
    />
  );
}

/** The cell that is read, in words. */
function Readout({ heat, at }: { heat: Heat; at: { row: number; bucket: number } }) {
  const t = useTranslations('topics.heat');
  const format = useFormat();
  const row = heat.rows[at.row];
  const time = heat.times[at.bucket];
  if (row === undefined || time === undefined) return null;
  const value = row.values[at.bucket] ?? null;
  const where = { partition: row.partition, from: format.time(time), to: format.time(time + heat.bucketMs) };
  return value === null ? t('readoutUnknown', where) : t('readout', { ...where, rate: format.rate(value) });
}

const keyOf = (row: HeatRow) => String(row.partition);

function HeatTable({ heat }: { heat: Heat }) {
  const t = useTranslations('topics.heat');
  const words = useTranslations('topics');
  const columns = useMemo(
    () => [
      {
        id: 'partition',
        header: words('partitions.partition'),
        width: 110,
        sortValue: (row: HeatRow) => row.partition,
        cell: (row: HeatRow) => <span className="font-medium">{row.partition}</span>,
      },
      ...(['mean', 'max'] as const).map((name) => ({
        id: name,
        header: t(name),
        width: 130,
        align: 'end' as const,
        descFirst: true,
        sortValue: (row: HeatRow) => row[name],
        cell: (row: HeatRow) => <RateCell value={row[name]} reason={words('unknown.rate')} />,
      })),
      {
        id: 'share',
        header: t('share'),
        width: 130,
        align: 'end' as const,
        descFirst: true,
        sortValue: (row: HeatRow) => row.share,
        cell: (row: HeatRow) => <PercentCell value={row.share} reason={words('unknown.share')} />,
      },
    ],
    [t, words],
  );
  return (
    <DataTable label={t('title')} columns={columns} rows={heat.rows} rowKey={keyOf} defaultSort={{ id: 'share', desc: true }} />
  );
}
