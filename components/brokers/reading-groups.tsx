'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { METRICS, type StoredMetricName } from '#lib/catalog/metrics.ts';
import type { BrokerResources } from '#lib/contracts/resources.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { Explain } from '../ui/explain.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { readingTone } from './reading-tone.ts';
import { RESOURCE_GROUPS } from './resource-groups.ts';
import { useReadingReason } from './use-resource-reason.ts';

/** All readings of a broker under their headings: name, meaning, figure with unit; unknown with its reason. */
export function ReadingGroups({ resources }: { resources: BrokerResources }) {
  const values = new Map(resources.readings.map(({ metric, value }) => [metric, value]));
  const reasonOf = useReadingReason(resources);
  return (
    <div className="grid gap-x-8 gap-y-4 px-3.5 pb-3.5 md:grid-cols-2 xl:grid-cols-3">
      {RESOURCE_GROUPS.map(({ name, metrics }) => (
        <ReadingGroup key={name} name={name} metrics={metrics} values={values} reasonOf={reasonOf} />
      ))}
    </div>
  );
}

interface ReadingGroupProps {
  name: string;
  metrics: readonly StoredMetricName[];
  values: ReadonlyMap<string, number>;
  reasonOf: (metric: string) => string;
}

function ReadingGroup({ name, metrics, values, reasonOf }: ReadingGroupProps) {
  const t = useTranslations('brokers.resources.group');
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className="min-w-0">
      <h3 id={headingId} className="border-b border-line pb-1 text-sm font-semibold">
        {t(name)}
      </h3>
      <dl>
        {metrics.map((metric) => (
          <Reading key={metric} metric={metric} value={values.get(metric)} reason={reasonOf(metric)} />
        ))}
      </dl>
    </section>
  );
}

function Reading({ metric, value, reason }: { metric: StoredMetricName; value: number | undefined; reason: string }) {
  const t = useTranslations('brokers');
  const catalog = useTranslations('catalog');
  const name = catalog(`${metric}.name`);
  return (
    <div className="flex min-h-7 items-center gap-1 border-b border-line text-sm last:border-b-0">
      <dt className="flex min-w-0 items-center gap-0.5 text-text-2">
        <span className="truncate" title={name}>
          {name}
        </span>
        <Explain question={t('whatIs', { name })} answer={catalog(`${metric}.hint`)} />
      </dt>
      <dd className="ml-auto pl-2 whitespace-nowrap">
        {value === undefined ? <Unknown reason={reason} /> : <ReadingValue metric={metric} value={value} />}
      </dd>
    </div>
  );
}

function ReadingValue({ metric, value }: { metric: StoredMetricName; value: number }) {
  const t = useTranslations('brokers.resources');
  const format = useFormat();
  const { text, unit } = format.value(METRICS[metric].unit, value);
  // "/s" belongs to the figure; a word stands apart from it.
  const symbol = unit === 'cores' ? t('cores') : unit;
  const tone = readingTone(metric, value);
  const shown = symbol === '' ? text : `${text}${symbol.startsWith('/') ? '' : '\u00a0'}${symbol}`;
  return tone === null ? <span className="font-medium">{shown}</span> : <StateTag tone={tone}>{shown}</StateTag>;
}
