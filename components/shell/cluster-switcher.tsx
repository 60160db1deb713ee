'use client';

import { ChevronsUpDown, Plus, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useClusters } from '#lib/client/clusters.ts';
import type { ClusterSummary } from '#lib/contracts/clusters.ts';
import { clusterTone } from '../clusters/cluster-state.tsx';
import { buttonVariants } from '../ui/button.tsx';
import { cn } from '../ui/cn.ts';
import { Dropdown, DropdownContent, DropdownItem, DropdownLabel, DropdownSeparator, DropdownTrigger } from '../ui/dropdown.tsx';
import { Link } from '../ui/link.tsx';
import { TONE_ICON, TONE_TEXT } from '../ui/state-tag.tsx';
import { useShellDialogs } from './shell-dialogs.tsx';

/** From so many clusters on, they are searched rather than looked through. */
const SEARCH_FROM = 8;

/** Shows which cluster is in view and its state, and leads to the others. */
export function ClusterSwitcher({ clusterId }: { clusterId: string }) {
  const t = useTranslations('shell');
  const tc = useTranslations('common');
  const clusters = useClusters().data?.data ?? [];
  const current = clusters.find(({ id }) => id === clusterId);
  const { open } = useShellDialogs();
  return (
    <Dropdown>
      <DropdownTrigger className={cn(buttonVariants(), 'max-w-[240px] min-w-0 shrink')}>
        <span className="sr-only">{t('switchCluster')}:</span>
        <StateMark cluster={current} />
        <span className="truncate font-semibold">{current?.name ?? clusterId}</span>
        <ChevronsUpDown aria-hidden className="text-text-3" />
      </DropdownTrigger>
      <DropdownContent className="min-w-[260px]!">
        {clusters.length < SEARCH_FROM ? null : (
          <>
            <DropdownItem onSelect={() => open('clusters')}>
              <Search aria-hidden />
              {t('searchClusters')}
            </DropdownItem>
            <DropdownSeparator />
          </>
        )}
        <DropdownLabel>{t('nav.clusters')}</DropdownLabel>
        {clusters.map((cluster) => (
          <DropdownItem key={cluster.id} asChild>
            <Link href={`/clusters/${cluster.id}`} aria-current={cluster.id === clusterId ? 'true' : undefined}>
              <StateMark cluster={cluster} />
              <span className={cn('min-w-0 flex-1 truncate', cluster.id === clusterId && 'font-semibold')}>{cluster.name}</span>
              <span className="text-xs text-text-3">{tc(`clusterState.${cluster.state}`)}</span>
            </Link>
          </DropdownItem>
        ))}
        <DropdownSeparator />
        <DropdownItem asChild>
          <Link href="/clusters/new">
            <Plus aria-hidden />
            {tc('addCluster')}
          </Link>
        </DropdownItem>
      </DropdownContent>
    </Dropdown>
  );
}

function StateMark({ cluster }: { cluster: ClusterSummary | undefined }) {
  const t = useTranslations('common.clusterState');
  if (cluster === undefined) return <span aria-hidden className="size-3.5 shrink-0" />;
  const tone = clusterTone(cluster);
  const Icon = TONE_ICON[tone];
  return (
    <>
      <Icon aria-hidden className={cn('size-3.5 shrink-0', TONE_TEXT[tone])} strokeWidth={2.4} />
      <span className="sr-only">{t(cluster.state)}</span>
    </>
  );
}
