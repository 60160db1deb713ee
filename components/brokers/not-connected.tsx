'use client';

import { useTranslations } from 'next-intl';
import { measuringPath } from '#lib/client/paths.ts';
import type { BrokerRow } from '#lib/contracts/brokers.ts';
import { Link } from '../ui/link.tsx';

/** One line that says why no broker tells how busy it is, and where to change that; nothing while a source is connected. */
export function NotConnected({ clusterId, brokers }: { clusterId: string; brokers: readonly BrokerRow[] }) {
  const t = useTranslations('brokers.notConnected');
  if (brokers.some(({ resources }) => resources.state !== 'not_connected')) return null;
  return (
    <p className="flex flex-wrap gap-x-2 border-b border-line px-3.5 py-2 text-sm text-text-2">
      {t('note')}
      <Link href={measuringPath(clusterId)} className="font-medium text-info underline-offset-2 hover:underline">
        {t('connect')}
      </Link>
    </p>
  );
}
