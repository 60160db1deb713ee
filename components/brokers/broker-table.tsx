'use client';

import { useTranslations } from 'next-intl';
import { brokerPath } from '#lib/client/paths.ts';
import type { BrokerRow } from '#lib/contracts/brokers.ts';
import type { SortState } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { heatAgainst, useBrokerColumns, type BrokerColumnsInput } from './broker-columns.tsx';
import { HeatLegend } from './heat-cell.tsx';

const DEFAULT_SORT: SortState = { id: 'nodeId', desc: false };

/** The brokers that are there or ought to be, with their foremost figures side by side; a tint shows what stands out from the others. */
export function BrokerTable(props: Omit<BrokerColumnsInput, 'short'>) {
  const { clusterId, brokers } = props;
  const t = useTranslations('brokers');
  return (
    <>
      <DataTable
        label={t('title')}
        columns={useBrokerColumns({ ...props, short: true })}
        rows={brokers}
        rowKey={(broker) => String(broker.nodeId)}
        rowHref={(broker) => brokerPath(clusterId, broker.nodeId)}
        rowTone={(broker: BrokerRow) => (broker.state === 'up' ? null : 'bad')}
        defaultSort={DEFAULT_SORT}
      />
      <HeatLegend against={heatAgainst(brokers)} />
    </>
  );
}
