'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useOverview } from '#lib/client/overview.ts';
import { Failed } from '../states/failed.tsx';
import { readFailure } from '../states/read-failure.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Link } from '../ui/link.tsx';

/** Pages of one cluster. A cluster that does not exist, or may not be seen, is told once here instead of by every card. */
export function ClusterFrame({ clusterId, children }: { clusterId: string; children: ReactNode }) {
  const t = useTranslations('shell');
  const overview = useOverview(clusterId);
  const code = overview.error === null ? null : readFailure(overview.error).code;
  if (code !== 'not_found' && code !== 'forbidden') return children;
  return (
    <Card>
      <h1 className="sr-only">{clusterId}</h1>
      <Failed
        error={overview.error}
        action={
          <Button asChild variant="primary">
            <Link href="/">{t('toClusters')}</Link>
          </Button>
        }
      />
    </Card>
  );
}
