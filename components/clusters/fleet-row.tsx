'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { clusterPath, groupPath } from '#lib/client/paths.ts';
import { useSeries } from '#lib/client/series.ts';
import type { ClusterSummary } from '#lib/contracts/clusters.ts';
import type { TimeRange } from '#lib/core/time-range.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Sparkline } from '../chart/sparkline.tsx';
import { SEVERITY_LOOK } from '../overview/problem-row.tsx';
import { useProblemText } from '../overview/problem-text.ts';
import { TimeBehind } from '../states/time-behind.tsx';
import { useNow } from '../states/use-now.ts';
import { CoveredCell, UnknownCell } from '../table/cells.tsx';
import { cn } from '../ui/cn.ts';
import { ClusterStateTag } from './cluster-state.tsx';
import { FleetAge } from './fleet-age.tsx';
import { useFaultText } from '../states/use-fault-text.ts';
import { Link } from '../ui/link.tsx';

const LAST_HOUR: TimeRange = { kind: 'relative', span: '1h' };

export interface FleetRowProps {
  cluster: ClusterSummary;
  /** When the list arrived, epoch ms: ages go on from there. */
  receivedAtMs: number;
  /** There is room to tell more of each: three problems with their next step, its course, and ways in. */
  isRoomy: boolean;
}

/** One cluster of the fleet: its state in words, what is wrong, and the figures a person asks for first. */
export function FleetRow({ cluster, receivedAtMs, isRoomy }: FleetRowProps) {
  const t = useTranslations('fleet');
  const mode = useTranslations('common.mode');
  const about = [
    cluster.version === null ? null : t('version', { version: cluster.version }),
    cluster.mode === null ? null : mode(cluster.mode),
    cluster.topics === null ? null : t('topics', { topics: cluster.topics }),
    cluster.version === null && cluster.mode === null ? cluster.bootstrap[0] : null,
  ].filter((part) => part !== null && part !== undefined);
  return (
    <li
      className={cn(
        'relative grid gap-x-6 gap-y-2.5 border-t border-line px-3.5 py-3 first:border-t-0 hover:bg-surface-2/60 lg:grid-cols-[minmax(0,1fr)_auto] lg:items-center',
        cluster.state === 'unreachable' && 'bg-bad-soft/35',
      )}
    >
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h2 className="min-w-0 text-lg font-semibold tracking-[-0.01em] break-words">
            <Link href={clusterPath(cluster.id)} className="after:absolute after:inset-0">
              {cluster.name}
            </Link>
          </h2>
          <ClusterStateTag cluster={cluster} />
          <span className="text-sm text-text-3">{about.join(' · ')}</span>
        </div>
        <FleetTrouble cluster={cluster} isRoomy={isRoomy} />
        {isRoomy && cluster.pass !== null ? <WaysIn cluster={cluster} /> : null}
      </div>
      <FleetFigures cluster={cluster} receivedAtMs={receivedAtMs} isRoomy={isRoomy} />
    </li>
  );
}

/** What is wrong with a cluster, worst first, and how much more there is; or why nothing is known of it. */
function FleetTrouble({ cluster, isRoomy }: { cluster: ClusterSummary; isRoomy: boolean }) {
  const t = useTranslations('fleet');
  const states = useTranslations('states.freshness');
  const format = useFormat();
  const nowMs = useNow();
  const textOf = useProblemText();
  const problemWords = useTranslations('problems');
  const faultText = useFaultText();
  const { topProblems, pass, fault, state } = cluster;
  const total = cluster.problems.critical + cluster.problems.warning;
  if (state === 'disabled') return <Sentence>{t('disabled')}</Sentence>;
  if (topProblems.length === 0) {
    if (fault !== null) return <Sentence tone="text-bad">{faultText(fault)}</Sentence>;
    if (pass === null) return <Sentence>{t('reason.noPass')}</Sentence>;
    return (
      <Sentence>{cluster.partitions === null ? t('nothingKnown') : t('nothing', { partitions: cluster.partitions })}</Sentence>
    );
  }
  const shown = topProblems.slice(0, isRoomy ? 3 : 1);
  const more = Math.max(0, total - shown.filter(({ severity }) => severity !== 'info').length);
  return (
    <ul className="mt-1 grid gap-0.5 text-sm">
      {shown.map((problem) => {
        const { icon: Icon, colour } = SEVERITY_LOOK[problem.severity];
        const { title, act } = textOf(problem);
        return (
          <li key={problem.id} className="flex min-w-0 items-start gap-1.5">
            <Icon aria-hidden className={cn('mt-[3px] size-3.5 shrink-0', colour)} strokeWidth={2.2} />
            <span className="min-w-0 break-words">
              <span className="sr-only">{t(`severity.${problem.severity}`)}: </span>
              {title}
              {nowMs === 0 ? null : (
                <span className="text-text-3">
                  {' · '}
                  {states('ago', { age: format.age(nowMs - Date.parse(problem.since)) })}
                </span>
              )}
              {isRoomy && act !== null ? (
                <span className="block text-text-2">
                  {problemWords('next')} {act}
                </span>
              ) : null}
            </span>
          </li>
        );
      })}
      {more > 0 ? <li className="pl-5 text-text-3">{t('more', { count: more })}</li> : null}
    </ul>
  );
}

/** Pages of a cluster that a person most often goes on to. */
function WaysIn({ cluster }: { cluster: ClusterSummary }) {
  const t = useTranslations('shell.nav');
  const base = clusterPath(cluster.id);
  return (
    <ul className="relative z-[1] mt-2 flex w-fit flex-wrap gap-x-4 text-sm" data-print="hide">
      {(['brokers', 'topics', 'groups', 'disk'] as const).map((page) => (
        <li key={page}>
          <Link
            href={`${base}/${page}`}
            className="inline-flex min-h-6 items-center font-medium text-info underline-offset-2 hover:underline"
          >
            {t(page)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Messages in over the last hour, in small. */
function Course({ clusterId }: { clusterId: string }) {
  const { data } = useSeries(clusterId, { metric: 'cluster.messages_in', points: 60 }, LAST_HOUR);
  return <Sparkline values={data?.series[0]?.mean ?? []} hue={1} height={22} className="mt-1 max-w-[88px]" />;
}

function Sentence({ tone = 'text-text-2', children }: { tone?: string; children: ReactNode }) {
  return <p className={cn('mt-1 text-sm text-pretty break-words', tone)}>{children}</p>;
}

function FleetFigures({ cluster, receivedAtMs, isRoomy }: FleetRowProps) {
  const faultText = useFaultText();
  const t = useTranslations('fleet');
  const { brokersUp, brokersTotal, mostBehind } = cluster;
  const why = faultText(cluster.fault) ?? t(`reason.${cluster.pass === null ? 'noPass' : 'notMeasured'}`);
  const isShort = brokersUp !== null && brokersTotal !== null && brokersUp < brokersTotal;
  return (
    <dl className="grid grid-cols-3 gap-x-4 gap-y-2 sm:grid-cols-5 sm:gap-x-6 lg:grid-cols-[88px_88px_148px_72px_84px]">
      <Figure label={t('column.in')} hint={t('hint.in')}>
        <CoveredCell covered={cluster.messagesInPerSecond} kind="rate" reason={why} />
        {isRoomy && cluster.pass !== null ? <Course clusterId={cluster.id} /> : null}
      </Figure>
      <Figure label={t('column.out')} hint={t('hint.out')}>
        <CoveredCell covered={cluster.messagesOutPerSecond} kind="rate" reason={why} />
      </Figure>
      <Figure label={t('column.behind')} hint={t('hint.behind')} note={mostBehind?.groupId}>
        {mostBehind === null ? (
          <UnknownCell reason={why} />
        ) : (
          <Link
            href={groupPath(cluster.id, mostBehind.groupId)}
            className="relative z-[1] underline-offset-2 hover:text-info hover:underline"
          >
            <TimeBehind behind={mostBehind.secondsBehind} />
          </Link>
        )}
      </Figure>
      <Figure label={t('column.brokers')}>
        {brokersUp === null || brokersTotal === null ? (
          <UnknownCell reason={why} />
        ) : (
          <span className={cn(isShort && 'text-bad')}>{t('brokersOf', { up: brokersUp, total: brokersTotal })}</span>
        )}
      </Figure>
      <Figure label={t('column.age')}>
        <FleetAge pass={cluster.pass} receivedAtMs={receivedAtMs} />
      </Figure>
    </dl>
  );
}

function Figure({ label, hint, note, children }: { label: string; hint?: string; note?: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-xs text-text-3" title={hint}>
        {label}
      </dt>
      <dd className="font-medium">
        <span className="block truncate">{children}</span>
        {note === undefined ? null : (
          <span className="block truncate text-xs font-normal text-text-3" title={note}>
            {note}
          </span>
        )}
      </dd>
    </div>
  );
}
