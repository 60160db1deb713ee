'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo, type PointerEvent } from 'react';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { cn } from '../ui/cn.ts';
import { Link } from '../ui/link.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { pointAt, useCrosshair } from './crosshair.ts';
import {
  multipleValueAt,
  prepareSmallMultiples,
  type PreparedMultiple,
  type PreparedMultiples,
  type SmallMultiple,
} from './prepare-small-multiples.ts';

export interface SmallMultiplesProps {
  /** What the set shows, read aloud. */
  label: string;
  items: readonly SmallMultiple[];
  /** `own` (default): each picture fills its box. `shared`: pictures of one unit have one axis. */
  scale?: 'own' | 'shared';
  /** Palette place of all lines, 1–8: one hue, since place and title tell them apart. */
  hue?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
  /** Height of a drawing, px. */
  height?: number;
  /** Charts with the same id share their crosshair. Default: all charts of the page. */
  syncId?: string;
  /** Columns and gaps of the grid; default as many as fit at 168 px. */
  className?: string;
}

const BOX_WIDTH = 240;
const HEIGHT_PX = 44;

/**
 * Many courses side by side in small: title, value now, smallest and largest of the range, one tick of axis. Without the plotting library.
 * Pointing at one (or the arrow keys) shows the values of that time in all of them and in the charts of the page.
 */
export function SmallMultiplesSet({
  label,
  items,
  scale = 'own',
  hue = 1,
  height = HEIGHT_PX,
  syncId = 'page',
  className,
}: SmallMultiplesProps) {
  const t = useTranslations('chart');
  const format = useFormat();
  const id = useId();
  const set = useMemo(
    () => prepareSmallMultiples(items, { format, scale, width: BOX_WIDTH, height }),
    [items, format, scale, height],
  );
  const crosshair = useCrosshair(syncId);
  const at = crosshair !== null && crosshair.at >= set.from && crosshair.at < set.to ? crosshair.at : null;
  const buckets = bucketOf(set, set.to);
  const point = (time: number | null) => pointAt(syncId, id, time);
  return (
    <div
      role="group"
      aria-label={label}
      className="relative rounded-md has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-4 has-[input:focus-visible]:outline-focus"
    >
      {/* The crosshair by keyboard, for eyes and ears: arrow keys by a bucket, Page Up and Down by more. */}
      <input
        type="range"
        className="sr-only"
        min={0}
        max={Math.max(0, buckets - 1)}
        value={at === null ? Math.max(0, buckets - 1) : bucketOf(set, at)}
        onChange={(event) => point(set.from + Number(event.currentTarget.value) * set.bucketMs)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') point(null);
        }}
        onBlur={() => point(null)}
        aria-label={t('cursorOf', { title: label })}
        aria-valuetext={[
          ...(at === null ? [] : [format.time(at)]),
          ...set.items.map((item) => `${item.title}: ${spoken(item, at, set, t('unknown'))}`),
        ].join(', ')}
      />
      <ul className={cn('grid gap-y-3', className ?? 'grid-cols-[repeat(auto-fill,minmax(168px,1fr))] gap-x-4')}>
        {set.items.map((item) => (
          <Picture key={item.key} item={item} set={set} at={at} hue={hue} height={height} onPoint={point} />
        ))}
      </ul>
    </div>
  );
}

interface PictureProps {
  item: PreparedMultiple;
  set: PreparedMultiples;
  at: number | null;
  hue: number;
  height: number;
  onPoint: (at: number | null) => void;
}

function Picture({ item, set, at, hue, height, onPoint }: PictureProps) {
  const t = useTranslations('chart');
  const format = useFormat();
  const shown = at === null ? item.last : multipleValueAt(item, at, set.bucketMs);
  const share = at === null ? null : (at - set.from) / Math.max(1, set.to - set.from);
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const time = set.from + ((event.clientX - box.left) / Math.max(1, box.width)) * (set.to - set.from);
    onPoint(set.bucketMs === 0 ? null : Math.floor(time / set.bucketMs) * set.bucketMs);
  };
  return (
    <li className="min-w-0">
      <div className="flex items-baseline justify-between gap-2 text-sm">
        {item.href === null ? (
          <span className="truncate text-text-2">{item.title}</span>
        ) : (
          <Link href={item.href} className="truncate text-text-2 underline-offset-2 hover:text-text hover:underline">
            {item.title}
          </Link>
        )}
        <span className={cn('font-medium whitespace-nowrap', at === null ? 'text-text' : 'text-info')}>
          {item.isArrived ? (
            shown === null ? (
              <Unknown reason={item.reason ?? t(at === null ? 'lastUnknown' : 'noMeasure')} />
            ) : (
              item.formatValue(shown)
            )
          ) : (
            <Skeleton className="inline-block h-3 w-10" />
          )}
        </span>
      </div>
      <div className="relative mt-0.5" style={{ height }} onPointerMove={point} onPointerLeave={() => onPoint(null)}>
        <svg
          aria-hidden
          viewBox={`0 0 ${BOX_WIDTH} ${height}`}
          preserveAspectRatio="none"
          className="block w-full overflow-visible"
          height={height}
        >
          <path d={`M0 0H${BOX_WIDTH}`} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
          <path d={`M0 ${height}H${BOX_WIDTH}`} stroke="var(--line-strong)" vectorEffect="non-scaling-stroke" />
          <path
            d={item.d}
            fill="none"
            stroke={`var(--s${hue})`}
            strokeWidth={1.5}
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
          {item.dots.map(({ x, y }) => (
            <path
              key={x}
              d={`M${x} ${y}h0.01`}
              stroke={`var(--s${hue})`}
              strokeWidth={3.5}
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        {item.max === null ? null : (
          <span aria-hidden className="pointer-events-none absolute top-px left-0 text-2xs leading-none text-text-3">
            {item.topLabel}
          </span>
        )}
        {share === null ? null : (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 w-px bg-text-3"
            style={{ left: `${(share * 100).toFixed(3)}%` }}
          />
        )}
      </div>
      <p className="mt-0.5 truncate text-2xs text-text-3" title={t('minMaxHint')}>
        {!item.isArrived
          ? '\u00a0'
          : item.min === null || item.max === null
            ? (item.reason ?? t('noneInRange'))
            : at === null
              ? t('minMax', { min: item.formatValue(item.min), max: item.formatValue(item.max) })
              : t('atTime', { time: format.time(at) })}
      </p>
    </li>
  );
}

function bucketOf(set: PreparedMultiples, at: number): number {
  return set.bucketMs === 0 ? 0 : Math.round((at - set.from) / set.bucketMs);
}

function spoken(item: PreparedMultiple, at: number | null, set: PreparedMultiples, unknown: string): string {
  const value = at === null ? item.last : multipleValueAt(item, at, set.bucketMs);
  return value === null ? unknown : item.formatValue(value);
}
