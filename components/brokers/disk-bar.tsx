'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { Meter } from '../ui/meter.tsx';
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
  const tone = used >= 0.9 ? 'bad' : used >= 0.8 ? 'warn' : null;
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
      <Meter share={used} tone={tone} />
      <span>{t('free', { free: format.bytes(usable) })}</span>
    </span>
  );
}
