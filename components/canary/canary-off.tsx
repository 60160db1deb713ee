'use client';

import { AudioWaveform } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { measuringPath } from '#lib/client/paths.ts';
import { Empty } from '../states/empty.tsx';
import { Button } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';

/** Says that nothing is probed, what probing would write, and where it is switched on. */
export function CanaryOff({ clusterId, topic }: { clusterId: string; topic: string }) {
  const t = useTranslations('canary.off');
  return (
    <Empty
      icon={AudioWaveform}
      title={t('title')}
      action={
        <Button asChild variant="primary">
          <Link href={measuringPath(clusterId)}>{t('switchOn')}</Link>
        </Button>
      }
    >
      <p>{t('why')}</p>
      <ul className="mt-3 grid gap-1 text-left">
        {(['topic', 'records', 'commits', 'cost'] as const).map((what) => (
          <li key={what} className="flex gap-2">
            <span aria-hidden>·</span>
            <span>{t(`writes.${what}`, { topic })}</span>
          </li>
        ))}
      </ul>
    </Empty>
  );
}
