'use client';

import { Check, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { measuringPath } from '#lib/client/paths.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { useNow } from '../states/use-now.ts';
import { Link } from '../ui/link.tsx';

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
  const { pass, messagesInPerSecond, groups } = overview;
  const { canary, resources } = overview.evidence;
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
      {canary === null ? (
        <Item isWhole={false}>{t('canaryOff')}</Item>
      ) : (
        <Item isWhole={canary.covered === canary.total && canary.covered > 0}>
          {t('canary', { ok: canary.covered, total: canary.total })}
        </Item>
      )}
      {resources === null ? (
        <Item isWhole={false}>{t('resourcesOff')}</Item>
      ) : (
        <Item isWhole={resources.read === resources.total && resources.total > 0}>
          {t('resources', { ok: resources.read, total: resources.total })}
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
