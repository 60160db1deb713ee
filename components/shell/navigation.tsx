'use client';

import { Activity, Boxes, Layers3, Server, UsersRound, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { cn } from '../ui/cn.ts';
import { useRangeSearch } from './use-time-range.ts';

export interface NavigationProps {
  /** Cluster in view; null on pages about all clusters. */
  clusterId: string | null;
  overview: ClusterOverview | undefined;
  /** Called after a link was followed: folds the sheet of small screens. */
  onNavigate?: () => void;
}

/** The app's nouns: all clusters, and those of the cluster in view. */
export function Navigation({ clusterId, overview, onNavigate }: NavigationProps) {
  const t = useTranslations('shell.nav');
  const path = usePathname();
  const base = clusterId === null ? null : `/clusters/${clusterId}`;
  const search = useRangeSearch();
  return (
    <nav aria-label={t('label')} className="flex flex-col gap-0.5">
      <NavLink
        href="/"
        icon={Boxes}
        label={t('clusters')}
        isCurrent={path === '/' || path === '/clusters/new'}
        onNavigate={onNavigate}
      />
      {base === null ? null : (
        <>
          <p className="mt-4 truncate px-2 pb-1 text-xs font-medium text-text-3" title={overview?.name ?? clusterId ?? ''}>
            {overview?.name ?? clusterId}
          </p>
          <NavLink
            href={`${base}${search}`}
            icon={Activity}
            label={t('overview')}
            isCurrent={path === base}
            onNavigate={onNavigate}
          />
          <NavLink
            href={`${base}/brokers${search}`}
            icon={Server}
            label={t('brokers')}
            count={overview?.pass ? overview.brokers.length : null}
            isCurrent={path.startsWith(`${base}/brokers`)}
            onNavigate={onNavigate}
          />
          <NavLink
            href={`${base}/topics${search}`}
            icon={Layers3}
            label={t('topics')}
            count={overview?.topics}
            isCurrent={path.startsWith(`${base}/topics`)}
            onNavigate={onNavigate}
          />
          <NavLink
            href={`${base}/groups${search}`}
            icon={UsersRound}
            label={t('groups')}
            count={overview?.groups}
            isCurrent={path.startsWith(`${base}/groups`)}
            onNavigate={onNavigate}
          />
        </>
      )}
    </nav>
  );
}

interface NavLinkProps {
  href: string;
  icon: LucideIcon;
  label: string;
  /** How many there are; nothing is shown while unknown. */
  count?: number | null;
  isCurrent: boolean;
  onNavigate?: () => void;
}

function NavLink({ href, icon: Icon, label, count, isCurrent, onNavigate }: NavLinkProps) {
  const format = useFormat();
  return (
    <Link
      href={href}
      onClick={onNavigate}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded-md px-2 text-text-2 hover:bg-surface-2 hover:text-text',
        isCurrent && 'bg-surface-2 font-medium text-text',
      )}
    >
      <Icon aria-hidden className={cn('size-4 shrink-0', isCurrent ? 'text-text' : 'text-text-3')} strokeWidth={1.75} />
      {label}
      {count === null || count === undefined ? null : (
        <span className="ml-auto text-xs text-text-3">{format.integer(count)}</span>
      )}
    </Link>
  );
}
