'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useCanary } from '#lib/client/canary.ts';
import { canaryPath, measuringPath } from '#lib/client/paths.ts';
import type { CanaryAnswer } from '#lib/contracts/canary.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { QueryState } from '../states/query-state.tsx';
import { DurationCell } from '../table/cells.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Link } from '../ui/link.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { FailuresCell, SuccessCell } from './canary-cells.tsx';
import { KINDS } from './canary-kinds.ts';
import { CanaryStateTag } from './canary-state.tsx';
import { useCanaryReason } from '../states/use-canary-reason.ts';
import { useFaultText } from '../states/use-fault-text.ts';

/** What the canary felt of one broker in the last five minutes. */
export function CanaryBrokerCard({ clusterId, nodeId }: { clusterId: string; nodeId: number }) {
  const t = useTranslations('canary');
  const headingId = useId();
  const query = useCanary(clusterId);
  const broker = query.data?.brokers.find((each) => each.nodeId === nodeId);
  const isOff = query.data?.state === 'off';
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('title')}
        note={isOff ? t('state.off') : t('window')}
        actions={
          <>
            {broker === undefined ? null : <CanaryStateTag broker={broker} />}
            <Link
              href={isOff ? measuringPath(clusterId) : canaryPath(clusterId)}
              className="text-sm font-medium text-info hover:underline"
            >
              {isOff ? t('off.switchOn') : t('open')}
            </Link>
          </>
        }
      />
      <QueryState query={query} skeleton={<Skeleton className="mx-3.5 mb-4 h-10 w-64" />}>
        {(canary) =>
          canary.state === 'off' ? (
            <p className="px-3.5 pb-3.5 text-sm text-text-2">{t('off.why')}</p>
          ) : (
            <Felt canary={canary} nodeId={nodeId} />
          )
        }
      </QueryState>
    </Card>
  );
}

function Felt({ canary, nodeId }: { canary: CanaryAnswer; nodeId: number }) {
  const faultText = useFaultText();
  const t = useTranslations('canary');
  const format = useFormat();
  const reason = useCanaryReason()(canary, nodeId);
  const broker = canary.brokers.find((each) => each.nodeId === nodeId);
  const window = broker?.lastFiveMinutes;
  return (
    <div className="grid gap-3 px-3.5 pb-3.5">
      {broker === undefined || broker.failingSince === null ? null : (
        <Callout tone="bad" role="status" title={t('failingSince', { time: format.dateTime(Date.parse(broker.failingSince)) })}>
          {faultText(broker.lastFault)}
        </Callout>
      )}
      {broker?.notCovered == null ? null : <p className="text-sm text-text-2">{t(`reason.${broker.notCovered}`)}</p>}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 md:grid-cols-5">
        {KINDS.map((kind) => (
          <div key={kind}>
            <dt className="text-sm text-text-2">{t(`card.${kind}`)}</dt>
            <dd>
              <span className="text-lg font-semibold">
                <DurationCell value={window?.[kind].p99Ms ?? null} reason={reason} />
              </span>
              {window === undefined || window[kind].p50Ms === null ? null : (
                <span className="block text-xs text-text-3">
                  {t('card.lower', { p50: format.duration(window[kind].p50Ms), p95: format.duration(window[kind].p95Ms) })}
                </span>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-sm text-text-2">{t('column.success')}</dt>
          <dd className="text-lg font-semibold">
            {window === undefined ? (
              <DurationCell value={null} reason={reason} />
            ) : (
              <SuccessCell window={window.e2e} reason={reason} />
            )}
          </dd>
        </div>
        <div className="min-w-0">
          <dt className="text-sm text-text-2">{t('column.failures')}</dt>
          <dd className="text-sm">
            {window === undefined ? (
              <DurationCell value={null} reason={reason} />
            ) : (
              <FailuresCell window={window.e2e} reason={reason} />
            )}
          </dd>
        </div>
      </dl>
    </div>
  );
}
