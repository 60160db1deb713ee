'use client';

import { Menu } from 'lucide-react';
import { useParams, usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { overviewOptions } from '#lib/client/overview.ts';
import { CompareControl } from '../chart/compare-control.tsx';
import { FollowCluster } from '../live/follow-cluster.tsx';
import { Freshness } from '../states/freshness.tsx';
import { Button } from '../ui/button.tsx';
import { partOnDemand } from '../ui/late-part.tsx';
import { ClusterSwitcher } from './cluster-switcher.tsx';
import { ClusterZone } from './cluster-zone.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Brand } from './brand.tsx';
import { LogoMark } from './logo.tsx';
import { Navigation } from './navigation.tsx';
import { PaletteButton } from './palette-button.tsx';
import { recordVisit } from './palette/recent-places.ts';
import { ShellDialogs } from './shell-dialogs.tsx';
import { TimeRangeControl } from './time-range-control.tsx';
import { UserMenu } from './user-menu.tsx';
import { useShellShortcuts } from './use-shell-shortcuts.ts';

/** Small screens alone have it, and only while it is open. */
const FoldedMenu = partOnDemand(() => import('./folded-menu.tsx').then((module) => module.FoldedMenu));

/** The console around every page: navigation, cluster in view, time range, freshness. */
export function ConsoleShell({ children }: { children: ReactNode }) {
  const t = useTranslations('shell');
  const params = useParams<{ clusterId?: string }>();
  const clusterId = params.clusterId ?? null;
  const overview = useQuery({ ...overviewOptions(clusterId ?? ''), enabled: clusterId !== null });
  const [isOpen, setIsOpen] = useState(false);
  const path = usePathname();
  useEffect(() => recordVisit(path), [path]);
  useShellShortcuts(clusterId, clusterId === null ? undefined : overview.data);
  const navigation = { clusterId, overview: clusterId === null ? undefined : overview.data };

  return (
    <ClusterZone clusterId={clusterId}>
      <ShellDialogs clusterId={clusterId}>
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
            <header data-print="hide" className="sticky top-0 z-30 border-b border-line bg-surface">
              <div className="flex min-h-[50px] flex-wrap items-center gap-x-2 gap-y-1.5 px-3 py-2 md:px-5">
                <Button
                  variant="ghost"
                  aria-label={t('openMenu')}
                  aria-expanded={isOpen}
                  onClick={() => setIsOpen(true)}
                  className="w-[30px] px-0! md:hidden [&_svg]:size-[18px]!"
                >
                  <Menu aria-hidden />
                </Button>
                {isOpen ? <FoldedMenu {...navigation} onClose={() => setIsOpen(false)} /> : null}
                {clusterId === null ? (
                  <>
                    <span className="flex flex-1 items-center gap-2 font-semibold md:hidden">
                      <LogoMark size={20} />
                      {t('brand')}
                    </span>
                    <PaletteButton />
                  </>
                ) : (
                  <>
                    <FollowCluster clusterId={clusterId} />
                    <ClusterSwitcher clusterId={clusterId} />
                    <PaletteButton />
                    {/* A line of its own on small screens. */}
                    <div className="flex min-w-0 items-center gap-2 max-md:order-last max-md:basis-full">
                      <TimeRangeControl />
                      <CompareControl />
                    </div>
                    <Freshness
                      className="ml-auto min-w-0 max-md:-mr-2"
                      pass={overview.data?.pass}
                      receivedAtMs={overview.dataUpdatedAt}
                      isFailing={overview.error !== null}
                    />
                  </>
                )}
              </div>
              <ConnectionBanner />
            </header>
            <main id="content" tabIndex={-1} className="flex-1 px-3 pt-4 pb-10 outline-none md:px-5">
              {children}
            </main>
          </div>
        </div>
      </ShellDialogs>
    </ClusterZone>
  );
}
