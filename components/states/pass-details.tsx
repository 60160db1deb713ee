'use client';

import { useTranslations } from 'next-intl';
import type { PassInfo } from '#lib/contracts/common.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Term } from '../glossary/term.tsx';
import type { FreshnessState } from './freshness-of.ts';

/** What the freshness of a page means, and the pass behind it: when, who answered, how often and why so, what it cost. */
export function PassDetails({ state, pass }: { state: FreshnessState; pass: PassInfo | null }) {
  const t = useTranslations('states.freshness');
  const format = useFormat();
  const takenAt = pass ? Date.parse(pass.takenAt) : null;
  return (
    <>
      <p className="text-sm text-pretty">{t(`explain.${state}`)}</p>
      {pass ? (
        <dl className="mt-2.5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-t border-line pt-2.5 text-sm [&_dd]:text-right [&_dt]:text-text-3">
          <dt>
            <Term id="pass">{t('takenAt')}</Term>
          </dt>
          <dd>
            <time dateTime={pass.takenAt} title={pass.takenAt}>
              {format.time(takenAt)} {format.zone(takenAt ?? 0)}
            </time>
          </dd>
          <dt>{t('answered')}</dt>
          <dd>{t('brokers', { answered: pass.brokersAnswered, expected: pass.brokersExpected })}</dd>
          <dt>{t('interval')}</dt>
          <dd className="text-pretty">
            {t('intervalValue', { interval: format.duration(pass.intervalMs), reason: pass.intervalReason })}
          </dd>
          <dt>{t('duration')}</dt>
          <dd>{format.duration(pass.durationMs)}</dd>
          <dt>{t('cost')}</dt>
          <dd>{t('costValue', { requests: pass.requests })}</dd>
          <dt>{t('rate')}</dt>
          <dd>{t('rateValue', { rate: format.rate(pass.requestsPerSecond), bytes: format.bytes(pass.bytesPerSecond) })}</dd>
          <dt>{t('budget')}</dt>
          <dd>
            {pass.requestsPerSecondMax === null
              ? t('noBudget')
              : t('budgetValue', { rate: format.rate(pass.requestsPerSecondMax) })}
          </dd>
        </dl>
      ) : null}
    </>
  );
}
