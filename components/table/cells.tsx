'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isKnown, type Quantity } from '#lib/core/format.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { cn } from '../ui/cn.ts';
import { Link } from '../ui/link.tsx';
import { StateTag, type Tone } from '../ui/state-tag.tsx';

interface ValueCellProps<Value> {
  /** null = unknown: drawn as a dash with its reason. */
  value: Value | null | undefined;
  /** Why it is unknown. */
  reason?: string | null;
  className?: string;
}

/** Whole number, exact; 64-bit strings welcome. */
export function NumberCell({ value, reason, className }: ValueCellProps<Quantity>) {
  const format = useFormat();
  return isKnown(value) ? <span className={className}>{format.integer(value)}</span> : <Unknown reason={reason} />;
}

/** Size in IEC units, or bytes per second; the exact bytes on hover. */
export function BytesCell({ value, reason, perSecond = false, className }: ValueCellProps<Quantity> & { perSecond?: boolean }) {
  const format = useFormat();
  if (!isKnown(value)) return <Unknown reason={reason} />;
  return (
    <span title={`${format.integer(value)} B${perSecond ? '/s' : ''}`} className={className}>
      {format.bytes(value)}
      {perSecond ? '/s' : ''}
    </span>
  );
}

/** Per-second figure; the header names the unit. */
export function RateCell({ value, reason, className }: ValueCellProps<number>) {
  const format = useFormat();
  if (!isKnown(value)) return <Unknown reason={reason} />;
  return (
    <span title={`${format.decimal(value, 3)}/s`} className={className}>
      {format.rate(value)}
    </span>
  );
}

/** Length of time from milliseconds; the exact milliseconds on hover. */
export function DurationCell({ value, reason, className }: ValueCellProps<Quantity>) {
  const format = useFormat();
  if (!isKnown(value)) return <Unknown reason={reason} />;
  return (
    <span title={`${format.integer(value)} ms`} className={className}>
      {format.duration(Number(value))}
    </span>
  );
}

/** Share 0..1 as a percentage. */
export function PercentCell({ value, reason, className }: ValueCellProps<number>) {
  const format = useFormat();
  return isKnown(value) ? <span className={className}>{format.percent(value)}</span> : <Unknown reason={reason} />;
}

export interface CoveredCellProps {
  /** A sum or rate with what it covers. */
  covered: { value: Quantity | null; known: number; total: number };
  kind: 'count' | 'rate' | 'bytes';
  reason?: string | null;
  className?: string;
}

/** A sum or rate that says what it covers: "≥" and a note when only a part is known, the dash when nothing is. */
export function CoveredCell({ covered, kind, reason, className }: CoveredCellProps) {
  const t = useTranslations('states.coverage');
  const format = useFormat();
  const { value, known, total } = covered;
  if (!isKnown(value)) return <Unknown reason={reason ?? (total > 0 ? t('none', { total }) : undefined)} />;
  const text = kind === 'rate' ? format.rate(Number(value)) : kind === 'bytes' ? format.bytes(value) : format.integer(value);
  if (known >= total) return <span className={className}>{text}</span>;
  return (
    <span title={t('partialHint', { known, total })} className={cn('cursor-help', className)}>
      <span aria-hidden className="text-text-3">
        ≥{' '}
      </span>
      {text}
      <span className="sr-only"> ({t('partial', { known, total })})</span>
    </span>
  );
}

export interface LinkCellProps {
  href: string;
  children: ReactNode;
  /** Names of things are set in the mono face when they are typed in terminals too. */
  mono?: boolean;
  className?: string;
}

/** The name of a thing, leading to its page. Long names are cut with an ellipsis and stay whole on hover. */
export function LinkCell({ href, children, mono = false, className }: LinkCellProps) {
  return (
    <Link
      href={href}
      title={typeof children === 'string' ? children : undefined}
      className={cn(
        'block max-w-full truncate font-medium text-text underline-offset-2 hover:text-info hover:underline',
        mono && 'font-mono text-[0.96em]',
        className,
      )}
    >
      {children}
    </Link>
  );
}

/** Plain text that is cut with an ellipsis and stays whole on hover. */
export function TextCell({ value, reason, mono = false, className }: ValueCellProps<string> & { mono?: boolean }) {
  if (value === null || value === undefined || value === '') return <Unknown reason={reason} />;
  return (
    <span title={value} className={cn('block truncate', mono && 'font-mono text-[0.96em]', className)}>
      {value}
    </span>
  );
}

/** A state in a row: icon, word, colour. */
export function StateCell({ tone, children, title }: { tone: Tone; children: ReactNode; title?: string }) {
  return (
    <StateTag tone={tone} title={title}>
      {children}
    </StateTag>
  );
}

/** A count of bad things: quiet at zero, coloured with an icon above. */
export function TroubleCell({ value, tone = 'bad', reason }: ValueCellProps<number> & { tone?: Tone }) {
  const format = useFormat();
  if (!isKnown(value)) return <Unknown reason={reason} />;
  if (value === 0) return <span className="text-text-3">0</span>;
  return <StateTag tone={tone}>{format.integer(value)}</StateTag>;
}

/** A dash with its reason. */
export function UnknownCell({ reason }: { reason?: string | null }) {
  return <Unknown reason={reason} />;
}
