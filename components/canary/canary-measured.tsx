'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { CanaryAnswer } from '#lib/contracts/canary.ts';
import { Empty } from '../states/empty.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Explain } from '../ui/explain.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { CanaryChart } from './canary-chart.tsx';
import { KINDS } from './canary-kinds.ts';
import { CanaryTable } from './canary-table.tsx';
import { FaultNote } from '../states/fault-note.tsx';

/** What the canary felt of each broker. */
export function Measured({ clusterId, canary }: { clusterId: string; canary: CanaryAnswer }) {
  const t = useTranslations('canary');
  const headingId = useId();
  const [kind, setKind] = useQueryState('kind', parseAsStringLiteral(KINDS).withDefault('e2e').withOptions({ history: 'push' }));
  const brokers = canary.brokers.map(({ nodeId }) => nodeId);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {canary.fault === null ? null : (
        <Callout tone="bad" role="status" title={canary.state === 'no_topic' ? t('noTopic') : t('topicFault')}>
          <FaultNote fault={canary.fault} />
        </Callout>
      )}
      <Card aria-labelledby={headingId}>
        <CardHeader
          id={headingId}
          title={t('byBroker')}
          note={t('windowLatencies')}
          actions={<Explain question={t('meaning.question')} answer={t('meaning.answer')} />}
        />
        {canary.brokers.length === 0 ? (
          <Empty title={t('starting.title')}>{t('starting.detail')}</Empty>
        ) : (
          <CanaryTable clusterId={clusterId} canary={canary} />
        )}
      </Card>
      {brokers.length === 0 ? null : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <Segmented
            label={t('chart.kind')}
            value={kind}
            onValueChange={(next) => void setKind(KINDS.find((each) => each === next) ?? 'e2e')}
            options={KINDS.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
            className="justify-self-start"
          />
          <CanaryChart clusterId={clusterId} brokers={brokers} kind={kind} />
        </div>
      )}
    </div>
  );
}
