'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { brokerPath } from '#lib/client/paths.ts';
import type { BrokerRow } from '#lib/contracts/brokers.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { cn } from '../ui/cn.ts';
import { Explain } from '../ui/explain.tsx';
import { SKEW_MEASURES, clusterSkew, type SkewMeasure, type SkewPart, type SkewRow } from './skew.ts';
import { Link } from '../ui/link.tsx';

/** So many brokers stand in the card: the most uneven ones when there are more. */
const SHOWN = 8;
/** From here a part is uneven enough to be told louder. */
const UNEVEN = 0.25;

/** How evenly leaders, replicas and writes lie on the brokers and racks, each beside its fair part. */
export function SkewCard({ clusterId, brokers }: { clusterId: string; brokers: readonly BrokerRow[] }) {
  const t = useTranslations('brokers.skew');
  const format = useFormat();
  const headingId = useId();
  const skew = clusterSkew(brokers);
  const shown = mostUneven(skew.brokers);
  const top = (rows: readonly SkewRow[]): Tops => {
    const of = (measure: SkewMeasure) =>
      Math.max(...rows.map(({ parts }) => Math.max(parts[measure]?.value ?? 0, parts[measure]?.fair ?? 0)));
    return { leaders: of('leaders'), replicas: of('replicas'), messagesIn: of('messagesIn') };
  };
  const tops = top(skew.brokers);
  const rackTops = top(skew.racks);
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('title')}
        note={
          skew.worst === null
            ? t('note')
            : t(Math.abs(skew.worst.skew) < UNEVEN ? 'even' : 'uneven', {
                broker: skew.worst.nodeId,
                skew: signed(format.percent(Math.abs(skew.worst.skew)), skew.worst.skew),
              })
        }
        actions={<Explain question={t('what')} answer={t('explain')} />}
      />
      <div className="overflow-x-auto">
        <table aria-label={t('title')} className="w-full min-w-[440px] border-separate border-spacing-0 text-sm">
          <thead>
            <tr>
              <th scope="col" className="w-[72px] px-3.5 py-1.5 text-left font-medium text-text-3">
                {t('broker')}
              </th>
              {SKEW_MEASURES.map((measure) => (
                <th key={measure} scope="col" className="px-2.5 py-1.5 text-left font-medium text-text-3 last:pr-3.5">
                  {t(measure)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <SkewLine
                key={row.key}
                row={row}
                tops={tops}
                name={
                  <Link href={brokerPath(clusterId, Number(row.key))} className="font-medium hover:text-info hover:underline">
                    {row.key}
                  </Link>
                }
              />
            ))}
            {skew.racks.length === 0 ? null : (
              <tr>
                <th
                  scope="colgroup"
                  colSpan={SKEW_MEASURES.length + 1}
                  className="border-t border-line px-3.5 pt-2.5 pb-1 text-left font-medium text-text-3"
                >
                  {t('racks')}
                </th>
              </tr>
            )}
            {skew.racks.map((row) => (
              <SkewLine
                key={row.key}
                row={row}
                tops={rackTops}
                name={
                  <span className="block max-w-[64px] truncate" title={row.key}>
                    {row.key}
                  </span>
                }
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="border-t border-line px-3.5 py-2 text-xs text-text-2">
        {[
          t('legend'),
          shown.length < skew.brokers.length ? t('shown', { shown: shown.length, total: skew.brokers.length }) : null,
          skew.withoutRack > 0 ? t('withoutRack', { count: skew.withoutRack }) : null,
        ]
          .filter((part) => part !== null)
          .join(' ')}
      </p>
    </Card>
  );
}

type Tops = Record<SkewMeasure, number>;

/** All rows in their order, or the most uneven of many. */
function mostUneven(rows: readonly SkewRow[]): readonly SkewRow[] {
  if (rows.length <= SHOWN) return rows;
  const size = ({ parts }: SkewRow) => Math.abs(parts.leaders?.skew ?? 0);
  return rows.toSorted((a, b) => size(b) - size(a)).slice(0, SHOWN);
}

function SkewLine({ row, tops, name }: { row: SkewRow; tops: Tops; name: React.ReactNode }) {
  const t = useTranslations('brokers.skew');
  return (
    <tr>
      <th scope="row" className="border-t border-line px-3.5 py-1.5 text-left font-normal">
        {name}
      </th>
      {SKEW_MEASURES.map((measure) => {
        const part = row.parts[measure];
        return (
          <td key={measure} className="border-t border-line px-2.5 py-1.5 last:pr-3.5">
            {part === null ? <Unknown reason={t('unknown')} /> : <Part part={part} top={tops[measure]} measure={measure} />}
          </td>
        );
      })}
    </tr>
  );
}

function Part({ part, top, measure }: { part: SkewPart; top: number; measure: SkewMeasure }) {
  const t = useTranslations('brokers.skew');
  const format = useFormat();
  const figure = (value: number) => (measure === 'messagesIn' ? format.rate(value) : format.integer(Math.round(value)));
  const share = (value: number) => `${top === 0 ? 0 : (value / top) * 100}%`;
  const isUneven = part.skew !== null && Math.abs(part.skew) >= UNEVEN;
  return (
    <span className="flex items-center gap-2" title={t('fair', { fair: figure(part.fair) })}>
      <span aria-hidden className="relative h-2 min-w-10 flex-1 rounded-full bg-surface-3">
        <span
          className={cn('absolute inset-y-0 left-0 rounded-full', isUneven ? 'bg-warn' : 'bg-text-3')}
          style={{ width: share(part.value) }}
        />
        <span className="absolute -inset-y-1 w-0.5 -translate-x-1/2 bg-text" style={{ left: share(part.fair) }} />
      </span>
      <span className="w-11 text-right">{figure(part.value)}</span>
      <span className={cn('w-11 text-right', isUneven ? 'font-medium text-warn' : 'text-text-3')}>
        {part.skew === null ? '' : signed(format.percent(Math.abs(part.skew)), part.skew)}
      </span>
    </span>
  );
}

/** A share with its sign; what rounds to nothing has none. */
function signed(text: string, value: number): string {
  return Math.abs(value) < 0.005 ? text : `${value > 0 ? '+' : '−'}${text}`;
}
