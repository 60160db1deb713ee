'use client';

import { Plug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, type ReactNode } from 'react';
import { measuringPath } from '#lib/client/paths.ts';
import { useZookeeper } from '#lib/client/quorum.ts';
import type { ZookeeperReading } from '#lib/contracts/zookeeper.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { DetailSkeleton } from '../states/detail-skeleton.tsx';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { ZookeeperTable } from './zookeeper-table.tsx';
import { Link } from '../ui/link.tsx';

/** The ZooKeeper ensemble behind a cluster, as far as Farol was told how to ask it. */
export function ZookeeperView({ clusterId }: { clusterId: string }) {
  const t = useTranslations('quorum.zookeeper');
  const query = useZookeeper(clusterId);
  return (
    <QueryState query={query} skeleton={<DetailSkeleton />}>
      {({ ensemble }) =>
        ensemble === null || !ensemble.isConnected ? (
          <Card>
            <Empty
              icon={Plug}
              title={t('notConnected.title')}
              action={
                <Button asChild variant="primary">
                  <Link href={measuringPath(clusterId)}>{t('notConnected.connect')}</Link>
                </Button>
              }
            >
              <p>{t('notConnected.detail')}</p>
              {ensemble?.hint ? (
                <p className="mt-2">{t.rich('notConnected.hint', { address: ensemble.hint, code: mono })}</p>
              ) : null}
            </Empty>
          </Card>
        ) : (
          <Ensemble ensemble={ensemble} />
        )
      }
    </QueryState>
  );
}

function mono(text: ReactNode) {
  return <code className="font-mono text-[0.94em] break-all text-text">{text}</code>;
}

function Ensemble({ ensemble }: { ensemble: ZookeeperReading }) {
  const t = useTranslations('quorum.zookeeper');
  const format = useFormat();
  const headingId = useId();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {ensemble.hasQuorum === true ? null : (
        <Callout
          tone={ensemble.hasQuorum === false ? 'bad' : 'warn'}
          role="status"
          title={ensemble.hasQuorum === false ? t('noQuorum') : t('quorumUnknown')}
        />
      )}
      <Card aria-labelledby={headingId}>
        <CardHeader
          id={headingId}
          title={t('servers')}
          note={[
            ensemble.leader === null ? t('leaderUnknown') : t('leader', { server: ensemble.leader }),
            ensemble.readAt === null ? t('notRead') : t('readAt', { time: format.time(Date.parse(ensemble.readAt)) }),
          ].join(' · ')}
        />
        <ZookeeperTable servers={ensemble.servers} />
      </Card>
    </div>
  );
}
