'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { cn } from '../ui/cn.ts';
import { diskShare } from './disk-share.ts';

export interface DiskBarProps {
  total: string | null;
  usable: string | null;
  /** Bytes held by replicas. */
  replicas: string | null;
  reason?: string | null;
}

/** How full a disk is: a bar and the figures. Without sizes (old brokers) only what the replicas hold. */
export function DiskBar({ total, usable, replicas, reason }: DiskBarProps) {
  const t = useTranslations('brokers.disk');
  const format = useFormat();
  const used = diskShare({ totalBytes: total, usableBytes: usable });
  if (used === null) {
    return replicas === null ? <Unknown reason={reason} /> : <span title={t('noSizes')}>{format.bytes(replicas)}</span>;
  }
  const tone = used >= 0.9 ? 'bg-bad' : used >= 0.8 ? 'bg-warn' : 'bg-text-3';
  return (
    <span
      className="inline-flex w-full items-center justify-end gap-2"
      title={t('title', {
        used: format.percent(used),
        free: format.bytes(usable),
        total: format.bytes(total),
        replicas: format.bytes(replicas),
      })}
    >
      <span aria-hidden className="h-1.5 w-14 overflow-hidden rounded-full bg-surface-3">
        <span className={cn('block h-full rounded-full', tone)} style={{ width: `${Math.max(2, used * 100)}%` }} />
      </span>
      <span>{t('free', { free: format.bytes(usable) })}</span>
    </span>
  );
}
