'use client';

import { Menu } from 'lucide-react';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { overviewOptions } from '#lib/client/overview.ts';
import { Freshness } from '../states/freshness.tsx';
import { Button } from '../ui/button.tsx';
import { cn } from '../ui/cn.ts';
import { Dialog, DialogTrigger, SheetContent } from '../ui/dialog.tsx';
import { ClusterSwitcher } from './cluster-switcher.tsx';
import { LogoMark } from './logo.tsx';
import { Navigation } from './navigation.tsx';
import { TimeRangeControl } from './time-range-control.tsx';
import { UserMenu } from './user-menu.tsx';

/** The console around every page: navigation, cluster in view, time range, freshness. */
export function ConsoleShell({ children }: { children: ReactNode }) {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  const params = useParams<{ clusterId?: string }>();
  const clusterId = params.clusterId ?? null;
  const overview = useQuery({ ...overviewOptions(clusterId ?? ''), enabled: clusterId !== null });
  const [isOpen, setIsOpen] = useState(false);
  const navigation = { clusterId, overview: clusterId === null ? undefined : overview.data };

  return (
    <div className="min-h-screen md:grid md:grid-cols-[208px_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-primary focus:px-3 focus:py-2 focus:text-on-primary"
      >
        {t('skip')}
      </a>
      <aside data-print="hide" className="hidden border-r border-line bg-surface md:block">
        <div className="sticky top-0 flex h-screen flex-col px-2.5 py-3">
          <Brand />
          <div className="min-h-0 flex-1 overflow-y-auto">
            <Navigation {...navigation} />
          </div>
          <UserMenu />
        </div>
      </aside>
      <div className="flex min-w-0 flex-col">
        <header
          data-print="hide"
          className={cn(
            'sticky top-0 z-30 flex min-h-[50px] flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-surface px-3 py-2 md:px-5',
            // Pages about all clusters have nothing to put here where the navigation is always in view.
            clusterId === null && 'md:hidden',
          )}
        >
          <Dialog open={isOpen} onOpenChange={setIsOpen}>
            <DialogTrigger asChild>
              <Button variant="ghost" aria-label={t('openMenu')} className="w-[30px] px-0 md:hidden [&_svg]:size-[18px]">
                <Menu aria-hidden />
              </Button>
            </DialogTrigger>
            <SheetContent title={t('nav.label')} closeLabel={common('close')}>
              <div className="flex min-h-full flex-col px-2.5 py-3">
                <Brand />
                <div className="flex-1">
                  <Navigation {...navigation} onNavigate={() => setIsOpen(false)} />
                </div>
                <UserMenu />
              </div>
            </SheetContent>
          </Dialog>
          {clusterId === null ? (
            <span className="flex items-center gap-2 font-semibold md:hidden">
              <LogoMark size={20} />
              {t('brand')}
            </span>
          ) : (
            <>
              <ClusterSwitcher clusterId={clusterId} />
              <TimeRangeControl />
              <Freshness
                className="-ml-2 md:ml-auto"
                pass={overview.data?.pass}
                receivedAtMs={overview.dataUpdatedAt}
                isFailing={overview.error !== null}
              />
            </>
          )}
        </header>
        <main id="content" tabIndex={-1} className="flex-1 px-3 pt-4 pb-10 outline-none md:px-5">
          {children}
        </main>
      </div>
    </div>
  );
}

function Brand() {
  const t = useTranslations('shell');
  return (
    <Link href="/" className="mb-3 flex h-9 items-center gap-2.5 rounded-md px-2 text-lg font-semibold tracking-[-0.01em]">
      <LogoMark />
      {t('brand')}
    </Link>
  );
}
