'use client';

import { ChevronRight } from 'lucide-react';
import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { clusterPath } from '#lib/client/paths.ts';
import { cn } from '../ui/cn.ts';
import { useClusterName } from './use-cluster-name.ts';
import { useRangeSearch } from './use-time-range.ts';
import { ClusterWindowTitle, PlainWindowTitle } from './window-title.tsx';
import { Link } from '../ui/link.tsx';

export interface PageProps {
  /** The page's subject: the only h1. */
  title: ReactNode;
  /** The subject in plain text, for the window's title; null where the cluster's name alone says it. */
  windowTitle: string | null;
  /** State put first in the window's title on pages about no single cluster. */
  windowState?: string | null;
  /** Pages above this one, below the cluster's own, which is put before them. */
  trail?: readonly { href: string; label: string }[];
  /** Set after the title: states, kinds. */
  tags?: ReactNode;
  /** One line of facts beside the title. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** The frame of every page: where we are, what it is, its content in one column of cards. */
export function Page({ title, windowTitle, windowState, trail = [], tags, note, actions, children, className }: PageProps) {
  const t = useTranslations('shell');
  const { clusterId } = useParams<{ clusterId?: string }>();
  const search = useRangeSearch();
  const clusterName = useClusterName(clusterId);
  const crumbs =
    clusterId === undefined || trail.length === 0 ? trail : [{ href: clusterPath(clusterId), label: clusterName }, ...trail];
  return (
    <div className={cn('mx-auto grid w-full max-w-[1480px] min-w-0 grid-cols-[minmax(0,1fr)] gap-4', className)}>
      {clusterId === undefined ? (
        <PlainWindowTitle page={windowTitle} state={windowState} />
      ) : (
        <ClusterWindowTitle clusterId={clusterId} page={windowTitle} />
      )}
      <div>
        {crumbs.length === 0 ? null : (
          <nav aria-label={t('trail')} className="mb-1">
            <ol className="flex flex-wrap items-center gap-1 text-sm text-text-3">
              {crumbs.map(({ href, label }) => (
                <li key={href} className="flex items-center gap-1">
                  <Link
                    href={clusterId === undefined ? href : `${href}${search}`}
                    className="py-0.5 underline-offset-2 hover:text-text hover:underline"
                  >
                    {label}
                  </Link>
                  <ChevronRight aria-hidden className="size-3" />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="max-w-full min-w-0 text-xl font-semibold tracking-[-0.015em] break-words">{title}</h1>
          {tags}
          {note === undefined ? null : <p className="text-sm text-text-2">{note}</p>}
          {actions === undefined ? null : <div className="ml-auto flex items-center gap-2">{actions}</div>}
        </div>
      </div>
      {children}
    </div>
  );
}
