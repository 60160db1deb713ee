'use client';

import { useTranslations } from 'next-intl';
import { Explain } from '../ui/explain.tsx';
import { TermLink } from './term-link.tsx';
import { termOfMetric } from './metric-terms.ts';

/** Name of a metric of the catalogue, `owner.what`: see `GET /api/v1/catalog`. */
type Metric = `${string}.${string}`;

export interface MetricHintProps {
  metric: Metric;
  className?: string;
}

/** "What is this?" beside a figure, a chart's title or a column's name: the catalogue's name and sentence of a metric on click or Enter, and the way to the word it speaks of. */
export function MetricHint({ metric, className }: MetricHintProps) {
  const term = termOfMetric(metric);
  const t = useTranslations('catalog');
  return (
    <Explain
      question={t(`${metric}.name`)}
      answer={t(`${metric}.hint`)}
      more={term === undefined ? null : <TermLink id={term} />}
      className={className}
    />
  );
}
