'use client';

import { BookOpenText, Boxes, HeartPulse, type LucideIcon } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { cn } from '../ui/cn.ts';
import { CLUSTER_PLACES, PLACE_SECTIONS, placeLabel, type PlaceName } from './places.ts';
import { useRangeSearch } from './use-time-range.ts';
import { urgentProblems } from './urgent-problems.ts';
import { Link } from '../ui/link.tsx';

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
  const search = useRangeSearch();
  const base = `/clusters/${clusterId}`;
  const counts: Partial<Record<PlaceName, number | null>> = {
    brokers: overview?.pass ? overview.brokers.length : null,
    topics: overview?.topics ?? null,
    groups: overview?.groups ?? null,
  };
  return (
    <nav aria-label={t('label')} className="flex flex-col gap-0.5">
      <NavLink
        href="/"
        icon={Boxes}
        label={t('clusters')}
        isCurrent={path === '/' || path === '/clusters/new'}
        onNavigate={onNavigate}
      />
      {clusterId === null
        ? null
        : PLACE_SECTIONS.map((section) => (
            <div key={section} className="contents">
              <Heading>{section === 'nouns' ? (overview?.name ?? clusterId) : t(`section.${section}`)}</Heading>
              {CLUSTER_PLACES.filter((place) => place.section === section).map(({ name, path: below, icon }) => (
                <NavLink
                  key={name}
                  href={`${base}${below}${search}`}
                  icon={icon}
                  label={t(placeLabel(name, overview?.kafka?.mode))}
                  isCurrent={below === '' ? path === base : path === base + below || path.startsWith(`${base}${below}/`)}
                  onNavigate={onNavigate}
                >
                  {name === 'overview' ? <ProblemCount overview={overview} /> : <Count value={counts[name]} />}
                </NavLink>
              ))}
            </div>
          ))}
      <div className="contents">
        <Heading>{t('section.farol')}</Heading>
        <NavLink href="/farol" icon={HeartPulse} label={t('farol')} isCurrent={path === '/farol'} onNavigate={onNavigate} />
        <NavLink
          href="/glossary"
          icon={BookOpenText}
          label={t('glossary')}
          isCurrent={path === '/glossary'}
          onNavigate={onNavigate}
        />
      </div>
    </nav>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <p className="mt-4 truncate px-2 pb-1 text-xs font-medium text-text-3" title={children}>
      {children}
    </p>
  );
}

interface NavLinkProps {
  href: string;
  icon: LucideIcon;
  label: string;
  isCurrent: boolean;
  onNavigate?: (() => void) | undefined;
  /** A number at the end. */
  children?: ReactNode;
}

function NavLink({ href, icon: Icon, label, isCurrent, onNavigate, children }: NavLinkProps) {
  return (
    <Link
      href={href}
      onClick={onNavigate}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded-md px-2 hover:bg-surface-2 hover:text-text',
        isCurrent ? 'bg-surface-2 font-medium text-text' : 'text-text-2',
      )}
    >
      <Icon aria-hidden className={cn('size-4 shrink-0', isCurrent ? 'text-text' : 'text-text-3')} strokeWidth={1.75} />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {children}
    </Link>
  );
}

/** How many there are; nothing is shown while unknown. */
function Count({ value }: { value: number | null | undefined }) {
  const format = useFormat();
  return value === null || value === undefined ? null : <span className="text-xs text-text-3">{format.integer(value)}</span>;
}

/** Problems that need eyes, in the colour of the worst; nothing while there are none or nothing is known. */
function ProblemCount({ overview }: { overview: ClusterOverview | undefined }) {
  const t = useTranslations('shell.nav');
  const format = useFormat();
  const problems = urgentProblems(overview);
  if (problems === null || problems.length === 0) return null;
  const isBad = problems.some(({ severity }) => severity === 'critical');
  return (
    <span
      className={cn(
        'min-w-5 rounded-full px-1.5 py-px text-center text-xs font-medium',
        isBad ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn',
      )}
    >
      <span aria-hidden>{format.integer(problems.length)}</span>
      <span className="sr-only">{t('problems', { count: problems.length })}</span>
    </span>
  );
}
