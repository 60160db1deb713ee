'use client';

import { ServerCrash } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Empty } from '#components/states/empty.tsx';
import { Button } from '#components/ui/button.tsx';

/** A page that broke while drawing. Says so, names the trace, offers another try; the rest of the app lives on. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('common.crash');
  return (
    <main className="grid min-h-[60vh] place-items-center">
      <Empty
        role="alert"
        icon={ServerCrash}
        title={t('title')}
        action={
          <Button variant="primary" onClick={reset}>
            {t('retry')}
          </Button>
        }
      >
        <p>{t('advice')}</p>
        {error.digest === undefined ? null : <p className="mt-2 font-mono text-xs text-text-3">{error.digest}</p>}
      </Empty>
    </main>
  );
}
