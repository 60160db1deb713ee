'use client';

import { Layers3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import type { CoveredRate } from '#lib/contracts/common.ts';
import { TimeSeriesChart } from '../../chart/time-series-chart.tsx';
import { MeasureTile, MeasureTileSkeleton } from '../../overview/measure-tile.tsx';
import { CoveredCell, LinkCell, NumberCell } from '../../table/cells.tsx';
import type { DataColumn } from '../../table/columns.ts';
import { DataTableSkeleton } from '../../table/data-table-skeleton.tsx';
import { DataTable } from '../../table/data-table.tsx';
import { numberColumn } from '../../table/number-column.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DetailSkeleton } from '../detail-skeleton.tsx';
import { Empty } from '../empty.tsx';
import { QueryState } from '../query-state.tsx';
import { useFaultText } from '../use-fault-text.ts';
import { SHOWN_STATES, sampleList, sampleQuery, sampleSeries, type SampleRow, type ShownState } from './samples.ts';

/** Every state of every kind of view on its real components, side by side: for designers and for the pictures that tests compare. Holds no data of a cluster. The server never draws it: its samples hold times, in the reader's zone. */
export function StateGallery() {
  const t = useTranslations('states.gallery');
  return (
    <>
      <View name="list" className="lg:grid-cols-2">
        {SHOWN_STATES.map((state) => (
          <Shown key={state} view="list" state={state}>
            <SampleList state={state} />
          </Shown>
        ))}
      </View>
      <View name="detail" className="lg:grid-cols-2">
        {SHOWN_STATES.filter((state) => state !== 'noMatch' && state !== 'empty').map((state) => (
          <Shown key={state} view="detail" state={state}>
            <SampleDetail state={state} />
          </Shown>
        ))}
      </View>
      <View name="chart" className="lg:grid-cols-2">
        {SHOWN_STATES.filter((state) => state !== 'noMatch' && state !== 'waiting').map((state) => (
          <Shown key={state} view="chart" state={state}>
            <TimeSeriesChart
              title={t('chartTitle')}
              query={sampleQuery(state, sampleSeries(state))}
              entity="topic"
              syncId={`gallery-${state}`}
            />
          </Shown>
        ))}
      </View>
      <View name="tile" className="sm:grid-cols-2 lg:grid-cols-4">
        {(['loading', 'ready', 'partial', 'clusterFault'] as const).map((state) => (
          <Shown key={state} view="tile" state={state}>
            <SampleTile state={state} />
          </Shown>
        ))}
      </View>
    </>
  );
}

function View({
  name,
  className,
  children,
}: {
  name: 'list' | 'detail' | 'chart' | 'tile';
  className: string;
  children: ReactNode;
}) {
  const t = useTranslations('states.gallery');
  return (
    <section aria-labelledby={`view-${name}`}>
      <h2 id={`view-${name}`} className="mb-2 text-lg font-semibold">
        {t(`view.${name}`)}
      </h2>
      <div className={`grid gap-4 ${className}`}>{children}</div>
    </section>
  );
}

function Shown({ view, state, children }: { view: string; state: ShownState; children: ReactNode }) {
  const t = useTranslations('states.gallery');
  return (
    <figure data-shown={`${view}-${state}`} className="min-w-0">
      <figcaption className="mb-1 text-sm font-medium text-text-2">{t(`state.${state}`)}</figcaption>
      {children}
    </figure>
  );
}

function useSampleColumns(): readonly DataColumn<SampleRow>[] {
  const t = useTranslations('states.gallery');
  return [
    {
      id: 'name',
      header: t('column.name'),
      cell: ({ name }) => <LinkCell href="/states">{name}</LinkCell>,
      width: 140,
      grow: true,
    },
    numberColumn({ id: 'partitions', header: t('column.partitions'), of: ({ partitions }) => partitions, width: 100 }),
    numberColumn({ id: 'lag', header: t('column.lag'), of: ({ lag }) => lag, reason: () => t('reason'), width: 100 }),
  ];
}

function SampleList({ state }: { state: ShownState }) {
  const t = useTranslations('states.gallery');
  const columns = useSampleColumns();
  const table = (list: WholeList<SampleRow>) => (
    <Card>
      <DataTable
        label={t('view.list')}
        columns={columns}
        rows={state === 'noMatch' ? [] : list.rows}
        rowKey={({ name }) => name}
        empty={
          <Empty picture="noMatch" title={t('noMatch.title')} action={<Button>{t('noMatch.action')}</Button>}>
            {t('noMatch.detail')}
          </Empty>
        }
      />
    </Card>
  );
  return (
    <QueryState
      query={sampleQuery(state, sampleList(state))}
      skeleton={
        <Card>
          <DataTableSkeleton columns={3} rows={3} />
        </Card>
      }
      passOf={(list) => list.pass}
    >
      {(list) =>
        list.total > 0 ? (
          table(list)
        ) : (
          <Card>
            <Empty picture={list.pass === null ? 'waiting' : 'none'} icon={Layers3} title={t(`${state}.title`)}>
              {t(`${state}.detail`)}
            </Empty>
          </Card>
        )
      }
    </QueryState>
  );
}

function SampleDetail({ state }: { state: ShownState }) {
  const t = useTranslations('states.gallery');
  return (
    <QueryState query={sampleQuery(state, sampleList(state))} skeleton={<DetailSkeleton />} passOf={(list) => list.pass}>
      {({ rows, pass }) =>
        pass === null ? (
          <Card>
            <Empty picture="waiting" title={t('waiting.title')}>
              {t('waiting.detail')}
            </Empty>
          </Card>
        ) : (
          <Card className="grid grid-cols-2 gap-4 p-3.5">
            {rows
              .filter(({ name }) => name !== 'Pagamentos')
              .map(({ name, lag }) => (
                <div key={name}>
                  <p className="text-sm text-text-2">{name}</p>
                  <p className="text-lg font-semibold">
                    <NumberCell value={lag} reason={t('reason')} />
                  </p>
                </div>
              ))}
          </Card>
        )
      }
    </QueryState>
  );
}

const RATES: Record<'ready' | 'partial' | 'clusterFault', CoveredRate> = {
  ready: { value: 412.5, known: 24, total: 24 },
  partial: { value: 318.2, known: 18, total: 24 },
  clusterFault: { value: null, known: 0, total: 24 },
};

function SampleTile({ state }: { state: 'loading' | 'ready' | 'partial' | 'clusterFault' }) {
  const t = useTranslations('states.gallery');
  const faultText = useFaultText();
  if (state === 'loading') return <MeasureTileSkeleton />;
  const covered = RATES[state];
  const says = t('covers', { known: covered.known, total: covered.total });
  const reason = faultText({ code: 'BROKER_UNREACHABLE', detail: '' });
  return (
    <MeasureTile
      label={t('tileTitle')}
      href="#view-tile"
      value={<CoveredCell covered={covered} kind="rate" reason={reason} />}
      unit={covered.value === null ? undefined : t('tileUnit')}
      detail={covered.value !== null && covered.known < covered.total ? says : undefined}
    />
  );
}
