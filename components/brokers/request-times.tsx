'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { BrokerResources } from '#lib/contracts/resources.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Explain } from '../ui/explain.tsx';
import { REQUEST_KINDS, TIME_PARTS, WHOLE_TIMES, requestMetric, type RequestKind, type TimePart } from './resource-groups.ts';
import { TimeSplit, TIME_COLOUR } from './time-split.tsx';
import { useReadingReason } from './use-resource-reason.ts';

/** How long requests take at this broker and where the time goes: one stacked bar for each kind of request, its parts in the order a request passes through. */
export function RequestTimes({ resources }: { resources: BrokerResources }) {
  const t = useTranslations('brokers.times');
  const headingId = useId();
  const reasonOf = useReadingReason(resources);
  const values = new Map(resources.readings.map(({ metric, value }) => [metric, value]));
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('title')}
        note={t('note')}
        actions={<Explain question={t('title')} answer={t('explain')} />}
      />
      <div>
        {REQUEST_KINDS.map((kind) => (
          <KindOfRequest key={kind} kind={kind} values={values} reasonOf={reasonOf} />
        ))}
      </div>
    </Card>
  );
}

interface KindProps {
  kind: RequestKind;
  values: ReadonlyMap<string, number>;
  reasonOf: (metric: string) => string;
}

function KindOfRequest({ kind, values, reasonOf }: KindProps) {
  const t = useTranslations('brokers.times');
  const format = useFormat();
  const headingId = useId();
  const parts = TIME_PARTS.map((part) => {
    const metric = requestMetric(kind, `${part}_p99`);
    return { part, ms: values.get(metric) ?? null, reason: reasonOf(metric) };
  });
  return (
    <section
      aria-labelledby={headingId}
      className="grid gap-x-6 gap-y-2 border-t border-line px-3.5 py-3 first:border-t-0 lg:grid-cols-[216px_minmax(0,1fr)]"
    >
      <div>
        <h3 id={headingId} className="text-sm font-semibold" title={t(`hint.${kind}`)}>
          {t(`kind.${kind}`)}
        </h3>
        <dl className="mt-1 flex gap-5">
          {WHOLE_TIMES.map((time) => {
            const metric = requestMetric(kind, time);
            const value = values.get(metric);
            return (
              <div key={time}>
                <dt className="text-xs text-text-3" title={t(`hint.${time}`)}>
                  {t(`column.${time}`)}
                </dt>
                <dd className={time === 'p99' ? 'font-semibold' : 'text-text-2'}>
                  {value === undefined ? <Unknown reason={reasonOf(metric)} /> : format.duration(value)}
                </dd>
              </div>
            );
          })}
        </dl>
      </div>
      <div className="min-w-0">
        <TimeSplit parts={parts} />
        <dl className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {parts.map(({ part, ms, reason }) => (
            <div key={part} className="flex items-center gap-1.5" title={t(`hint.${part}`)}>
              <Swatch part={part} />
              <dt className="text-text-2">{t(`column.${part}`)}</dt>
              <dd className="font-medium">{ms === null ? <Unknown reason={reason} /> : format.duration(ms)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

function Swatch({ part }: { part: TimePart }) {
  return <span aria-hidden className="size-2.5 shrink-0 rounded-[3px]" style={{ backgroundColor: TIME_COLOUR[part] }} />;
}
