'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Card } from '../ui/card.tsx';

/** A rarer request is told as less than this, not as none. */
const SMALLEST = 0.01;

/** What Farol's own questions cost the cluster: one line, beside the budget; by Kafka request on demand. */
export function FarolCost({ overview }: { overview: ClusterOverview }) {
  const t = useTranslations('overview.cost');
  const format = useFormat();
  const { pass, cost } = overview;
  if (pass === null) return null;
  const requests = cost?.requestsByApi ?? [];
  return (
    <Card>
      <details className="group/cost">
        <summary className="flex min-h-10 cursor-pointer list-none flex-wrap items-center gap-x-2 rounded-lg px-3.5 py-1.5 text-sm hover:bg-surface-2 [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-3.5 text-text-3 group-open/cost:rotate-90" />
          <span className="font-medium">{t('title')}</span>
          <span className="text-text-2">
            {t('rate', { rate: format.rate(pass.requestsPerSecond), bytes: format.bytes(pass.bytesPerSecond) })}
            {pass.requestsPerSecondMax === null ? '' : ` ${t('budget', { rate: format.rate(pass.requestsPerSecondMax) })}`}
          </span>
          <span className="text-text-3">{t('note')}</span>
        </summary>
        {requests.length === 0 ? (
          <p className="px-3.5 pb-3.5 text-sm text-text-2">{t('none')}</p>
        ) : (
          <ul
            aria-label={t('api')}
            className="grid grid-cols-[repeat(auto-fill,minmax(220px,1fr))] gap-x-6 gap-y-1 px-3.5 pt-1 pb-3.5 text-sm"
          >
            {requests.map(({ api, requestsPerSecond }) => (
              <li key={api} className="flex justify-between gap-3">
                <span className="truncate text-text-2">{api}</span>
                <span className="tabular-nums">
                  {requestsPerSecond < SMALLEST ? `<${format.decimal(SMALLEST, 2)}` : format.rate(requestsPerSecond)}/s
                </span>
              </li>
            ))}
          </ul>
        )}
      </details>
    </Card>
  );
}
