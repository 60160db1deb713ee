'use client';

import { Check, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useBrokers } from '#lib/client/brokers.ts';
import { useCanary } from '#lib/client/canary.ts';
import { measuringPath } from '#lib/client/paths.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { useNow } from '../states/use-now.ts';

export interface CheckedLineProps {
  overview: ClusterOverview;
  /** When the overview arrived, epoch ms: its age goes on from there. */
  receivedAtMs: number;
  isOld: boolean;
}

/** Why the list of problems may be believed: how old the pass is, who answered, what was measured. What is missing has another icon, since it could hide something. */
export function CheckedLine({ overview, receivedAtMs, isOld }: CheckedLineProps) {
  const t = useTranslations('problems.evidence');
  const format = useFormat();
  const nowMs = useNow();
  const canary = useCanary(overview.clusterId).data;
  const brokers = useBrokers(overview.clusterId).data;
  const { pass, messagesInPerSecond, groups } = overview;
  const covered = canary?.brokers.filter(({ state }) => state === 'covered').length ?? 0;
  const read = brokers?.rows.filter(({ resources }) => resources.state === 'ok').length ?? 0;
  const isConnected = brokers?.rows.some(({ resources }) => resources.state !== 'not_connected') === true;
  const age = pass === null || nowMs === 0 ? null : pass.ageMs + Math.max(0, nowMs - receivedAtMs);
  return (
    <ul aria-label={t('label')} className="flex flex-wrap items-center gap-x-4 gap-y-0.5 text-sm text-text-2">
      {age === null ? null : <Item isWhole={!isOld}>{t(isOld ? 'passLate' : 'pass', { age: format.age(age) })}</Item>}
      {pass === null ? null : (
        <Item isWhole={pass.brokersAnswered >= pass.brokersExpected}>
          {t('brokers', { answered: pass.brokersAnswered, expected: pass.brokersExpected })}
        </Item>
      )}
      <Item isWhole={messagesInPerSecond.known > 0 && messagesInPerSecond.known >= messagesInPerSecond.total}>
        {t('partitions', {
          known: format.integer(messagesInPerSecond.known),
          total: format.integer(messagesInPerSecond.total),
        })}
      </Item>
      <Item isWhole={groups !== null}>{groups === null ? t('groupsUnknown') : t('groups', { count: groups })}</Item>
      {canary === undefined ? null : canary.state === 'off' ? (
        <Item isWhole={false}>{t('canaryOff')}</Item>
      ) : (
        <Item isWhole={covered === canary.brokers.length && covered > 0}>
          {t('canary', { ok: covered, total: canary.brokers.length })}
        </Item>
      )}
      {brokers === undefined ? null : (
        <Item isWhole={isConnected && read === brokers.rows.length}>
          {isConnected ? t('resources', { ok: read, total: brokers.rows.length }) : t('resourcesOff')}
        </Item>
      )}
      <li data-print="hide">
        <Link href={measuringPath(overview.clusterId)} className="font-medium text-info underline-offset-2 hover:underline">
          {t('more')}
        </Link>
      </li>
    </ul>
  );
}

function Item({ isWhole, children }: { isWhole: boolean; children: ReactNode }) {
  const Icon = isWhole ? Check : CircleDashed;
  return (
    <li className="inline-flex items-center gap-1 whitespace-nowrap">
      <Icon aria-hidden className={isWhole ? 'size-3.5 text-ok' : 'size-3.5 text-warn'} strokeWidth={2.2} />
      {children}
    </li>
  );
}
