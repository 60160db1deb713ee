'use client';

import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useConnection } from '#lib/client/connection.ts';
import { Button } from '../ui/button.tsx';

/** One line while this browser does not reach Farol. What is on screen stays; the line goes by itself. */
export function ConnectionBanner() {
  const t = useTranslations('shell.connection');
  const { connection, retry } = useConnection();
  return (
    // The live region stands before there is anything to say, else some screen readers would not say it.
    <div role="status" data-print="hide">
      {connection === 'up' ? null : (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-warn-soft px-3 py-1.5 text-sm text-warn md:px-5">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 flex-1">
            <span className="font-medium">{t(`${connection}.title`)}</span> {t(`${connection}.detail`)}
          </span>
          <Button size="sm" onClick={retry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
