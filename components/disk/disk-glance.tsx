'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useDisk } from '#lib/client/disk.ts';
import { brokerPath, clusterPath } from '#lib/client/paths.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { QueryState } from '../states/query-state.tsx';
import { Unknown } from '../states/unknown.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Link } from '../ui/link.tsx';
import { Meter } from '../ui/meter.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { ForecastCell } from './forecast-cell.tsx';
import { soonestFull } from './soonest-full.ts';

/** So many disks stand in the card. */
const SHOWN = 4;
/** Shares in use from which Farol reports a problem. */
const WARN_SHARE = 0.8;
const BAD_SHARE = 0.9;

/** The disks that will be full first, with how full they are now. */
export function DiskGlance({ clusterId }: { clusterId: string }) {
  const t = useTranslations('disk');
  const common = useTranslations('common');
  const format = useFormat();
  const headingId = useId();
  const query = useDisk(clusterId);
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('title')}
        note={t('glance.note')}
        actions={
          <Link href={`${clusterPath(clusterId)}/disk`} className="text-sm font-medium text-info hover:underline">
            {common('all')}
          </Link>
        }
      />
      <QueryState
        query={query}
        skeleton={
          <div className="px-3.5 pb-4">
            <Skeleton className="h-16 w-full" />
          </div>
        }
      >
        {(disk) => {
          const places = soonestFull(disk);
          if (places.length === 0) return <p className="px-3.5 pb-3.5 text-sm text-text-2">{t('notRead')}</p>;
          return (
            <ul className="pb-1.5 text-sm">
              {places.slice(0, SHOWN).map(({ nodeId, dir }) => (
                <li
                  key={`${nodeId}:${dir.path}`}
                  title={dir.path}
                  className="flex min-h-8 items-center gap-2.5 border-t border-line px-3.5 first:border-t-0"
                >
                  <Link href={brokerPath(clusterId, nodeId)} className="w-[68px] shrink-0 hover:text-info hover:underline">
                    {t('brokerNamed', { node: String(nodeId) })}
                  </Link>
                  {dir.fault !== null ? (
                    <StateTag tone="bad" title={dir.fault.detail}>
                      {t('state.offline')}
                    </StateTag>
                  ) : dir.usedShare === null ? (
                    <Unknown reason={t('noSizes')} />
                  ) : (
                    <>
                      <Meter
                        share={dir.usedShare}
                        tone={dir.usedShare >= BAD_SHARE ? 'bad' : dir.usedShare >= WARN_SHARE ? 'warn' : null}
                      />
                      <span className="w-10 text-right">{format.percent(dir.usedShare)}</span>
                    </>
                  )}
                  <span className="ml-auto text-right">
                    <ForecastCell forecast={dir.forecast} />
                  </span>
                </li>
              ))}
              {places.length > SHOWN ? (
                <li className="border-t border-line px-3.5 py-1.5 text-text-3">
                  {t('glance.shown', { shown: SHOWN, total: places.length })}
                </li>
              ) : null}
            </ul>
          );
        }}
      </QueryState>
    </Card>
  );
}
