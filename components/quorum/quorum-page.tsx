'use client';

import { Vote } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useQuorum } from '#lib/client/quorum.ts';
import type { QuorumAnswer } from '#lib/contracts/quorum.ts';
import { TermHint } from '../glossary/term-hint.tsx';
import { Page } from '../shell/page.tsx';
import { DetailSkeleton } from '../states/detail-skeleton.tsx';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card } from '../ui/card.tsx';
import { latePart, partOnDemand } from '../ui/late-part.tsx';
import { FaultNote } from '../states/fault-note.tsx';

const QuorumView = latePart(
  () => import('./quorum-view.tsx').then((module) => module.QuorumView),
  () => <DetailSkeleton />,
);
const ZookeeperView = partOnDemand(
  () => import('./zookeeper-view.tsx').then((module) => module.ZookeeperView),
  () => <DetailSkeleton />,
);

/** What keeps the cluster's metadata: the quorum of KRaft, or the ZooKeeper ensemble where there is one. */
export function QuorumPage({ clusterId }: { clusterId: string }) {
  const t = useTranslations('quorum');
  const query = useQuorum(clusterId);
  const mode = query.data?.mode ?? null;
  return (
    <Page
      title={mode === 'zookeeper' ? t('zookeeperTitle') : t('title')}
      windowTitle={mode === 'zookeeper' ? t('zookeeperTitle') : t('title')}
      tags={
        <TermHint
          id={mode === 'zookeeper' ? 'zookeeper' : 'quorum'}
          word={mode === 'zookeeper' ? t('zookeeperTitle') : t('title')}
        />
      }
      note={mode === null ? undefined : t(`mode.${mode}`)}
    >
      <QueryState query={query} skeleton={<DetailSkeleton />}>
        {(answer) =>
          answer.mode === 'zookeeper' ? <ZookeeperView clusterId={clusterId} /> : <Kraft clusterId={clusterId} answer={answer} />
        }
      </QueryState>
    </Page>
  );
}

function Kraft({ clusterId, answer }: { clusterId: string; answer: QuorumAnswer }) {
  const t = useTranslations('quorum');
  if (answer.quorum !== null) return <QuorumView clusterId={clusterId} quorum={answer.quorum} fault={answer.fault} />;
  if (answer.fault !== null) {
    return (
      <Callout tone="warn" role="status" title={t('unknown')}>
        <FaultNote fault={answer.fault} />
      </Callout>
    );
  }
  return (
    <Card>
      <Empty icon={Vote} title={t('waiting.title')}>
        {t('waiting.detail')}
      </Empty>
    </Card>
  );
}
