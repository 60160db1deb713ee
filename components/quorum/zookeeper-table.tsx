'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ZookeeperServer } from '#lib/contracts/zookeeper.ts';
import { BytesCell, DurationCell, StateCell, TextCell } from '../table/cells.tsx';
import type { DataColumn, SortState } from '../table/columns.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.tsx';
import type { Tone } from '../ui/state-tag.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

const TONE: Record<ZookeeperServer['state'], Tone> = {
  serving: 'ok',
  not_serving: 'bad',
  not_allowed: 'mute',
  not_answering: 'bad',
};
const DEFAULT_SORT: SortState = { id: 'server', desc: false };
const COUNTS = ['outstandingRequests', 'connections', 'znodes', 'watches', 'ephemerals', 'openFiles'] as const;

/** The servers of the ensemble as each answered last. */
export function ZookeeperTable({ servers }: { servers: readonly ZookeeperServer[] }) {
  const faultText = useFaultText();
  const t = useTranslations('quorum.zookeeper');
  const columns = useMemo((): DataColumn<ZookeeperServer>[] => {
    const reason = ({ fault }: ZookeeperServer) => faultText(fault) ?? t('notTold');
    const time = (id: 'latencyAvgMs' | 'latencyMaxMs' | 'uptimeMs', width: number): DataColumn<ZookeeperServer> => ({
      id,
      header: t(`column.${id}`),
      hint: t(`hint.${id}`),
      width,
      align: 'end',
      descFirst: true,
      sortValue: (server) => server[id],
      cell: (server) => <DurationCell value={server[id]} reason={reason(server)} />,
    });
    return [
      {
        id: 'server',
        header: t('column.server'),
        width: 176,
        grow: true,
        sortValue: ({ server }) => server,
        cell: ({ server }) => <TextCell mono value={server} />,
      },
      {
        id: 'state',
        header: t('column.state'),
        width: 164,
        sortValue: ({ state }) => state,
        cell: ({ state, fault }) => (
          <StateCell tone={TONE[state]} title={faultText(fault)}>
            {t(`state.${state}`)}
          </StateCell>
        ),
      },
      {
        id: 'mode',
        header: t('column.mode'),
        width: 104,
        sortValue: ({ mode }) => mode,
        cell: (server) => <TextCell value={server.mode === null ? null : t(`mode.${server.mode}`)} reason={reason(server)} />,
      },
      time('latencyAvgMs', 100),
      time('latencyMaxMs', 100),
      ...COUNTS.map((id) =>
        numberColumn<ZookeeperServer>({
          id,
          header: t(`column.${id}`),
          hint: t(`hint.${id}`),
          width: 92,
          descFirst: true,
          of: (server) => server[id],
          reason,
        }),
      ),
      {
        id: 'data',
        header: t('column.data'),
        width: 92,
        align: 'end',
        sortValue: ({ dataBytes }) => dataBytes,
        cell: (server) => <BytesCell value={server.dataBytes} reason={reason(server)} />,
      },
      time('uptimeMs', 100),
      {
        id: 'version',
        header: t('column.version'),
        width: 128,
        cell: (server) => <TextCell value={server.version} reason={reason(server)} />,
      },
    ];
  }, [t, faultText]);
  return (
    <DataTable
      label={t('servers')}
      columns={columns}
      rows={servers}
      rowKey={({ via, server }) => `${via} ${server}`}
      rowTone={({ state }) => (TONE[state] === 'bad' ? 'bad' : null)}
      defaultSort={DEFAULT_SORT}
    />
  );
}
