'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../ui/button.tsx';
import { CopyReport } from './copy-report.tsx';
import { Empty } from './empty.tsx';
import { Link } from '../ui/link.tsx';

export interface BrokenPageProps {
  error: Error & { digest?: string };
  /** Draws the page once more. */
  onRetry: () => void;
}

/** A page that broke while drawing. Says so, names the trace, offers another try. */
export default function BrokenPage({ error, onRetry }: BrokenPageProps) {
  const t = useTranslations('common.crash');
  const common = useTranslations('common.notFound');
  return (
    <main className="grid min-h-[60vh] place-items-center">
      <Empty
        role="alert"
        picture="failed"
        title={t('title')}
        action={
          <>
            <Button variant="primary" onClick={onRetry}>
              {t('retry')}
            </Button>
            <Button asChild>
              <Link href="/">{common('home')}</Link>
            </Button>
          </>
        }
      >
        <p>{t('advice')}</p>
        <div className="mt-2 flex flex-wrap items-center justify-center gap-x-2 text-xs text-text-3">
          {error.digest === undefined ? null : <p className="font-mono">{error.digest}</p>}
          <CopyReport
            codes={['page_broke']}
            detail={error.message === '' ? null : error.message}
            requestId={error.digest ?? null}
          />
        </div>
      </Empty>
    </main>
  );
}
