'use client';

import { CircleCheck, CircleDashed, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId, type ReactNode } from 'react';
import type { Problem } from '#lib/contracts/common.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { useNow } from '../states/use-now.ts';
import { Button } from '../ui/button.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { cn } from '../ui/cn.ts';
import { StateTag } from '../ui/state-tag.tsx';
import { affectedKind, affectedPath, problemPath } from './affected-place.ts';
import { useProblemText } from './problem-text.ts';

const ICON = { critical: OctagonAlert, warning: TriangleAlert, info: Info };
const COLOUR = { critical: 'text-bad', warning: 'text-warn', info: 'text-info' };
const TONE = { critical: 'bad', warning: 'warn', info: 'info' } as const;
const SEVERITIES = ['critical', 'warning', 'info'] as const;
/** So many names stand in the sentence; the rest is a number. */
const NAMES_SHOWN = 6;

export interface ProblemsCardProps {
  overview: ClusterOverview;
  /** True when the pass behind it is late: then "nothing is wrong" can only be said of then. */
  isOld: boolean;
}

/** What is wrong now, worst first, in sentences; or that nothing is, and what was checked. */
export function ProblemsCard({ overview, isOld }: ProblemsCardProps) {
  const t = useTranslations('problems');
  const format = useFormat();
  const headingId = useId();
  const { problems, partitions, groups, brokers } = overview;
  if (problems.length === 0) {
    return (
      <Card className="flex items-start gap-3 px-3.5 py-3" role="status">
        {isOld ? (
          <CircleDashed aria-hidden className="mt-px size-5 shrink-0 text-warn" strokeWidth={1.75} />
        ) : (
          <CircleCheck aria-hidden className="mt-px size-5 shrink-0 text-ok" strokeWidth={1.75} />
        )}
        <div>
          <h2 className="font-semibold">{isOld ? t('noneStale') : t('none')}</h2>
          <p className="text-sm text-text-2">
            {t('checked', {
              brokers: brokers.length,
              partitions: partitions === null ? format.integer(null) : format.integer(partitions.total),
              groups: groups === null ? format.integer(null) : format.integer(groups),
            })}
          </p>
        </div>
      </Card>
    );
  }
  const counts = SEVERITIES.flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [t(`counts.${severity}`, { count })];
  });
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader id={headingId} title={t('title')} note={counts.join(' · ')} />
      <ul>
        {problems.map((problem) => (
          <ProblemRow key={problem.id} problem={problem} clusterId={overview.clusterId} />
        ))}
      </ul>
    </Card>
  );
}

function ProblemRow({ problem, clusterId }: { problem: Problem; clusterId: string }) {
  const t = useTranslations('problems');
  const textOf = useProblemText();
  const { title, body } = textOf(problem);
  const path = problemPath(problem);
  const Icon = ICON[problem.severity];
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-3 gap-y-1 border-t border-line px-3.5 py-2.5 first:border-t-0 sm:grid-cols-[20px_minmax(0,1fr)_auto]">
      <Icon aria-hidden className={cn('mt-px size-[18px]', COLOUR[problem.severity])} strokeWidth={2} />
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="font-semibold break-words">{title}</h3>
          <StateTag tone={TONE[problem.severity]} icon={Icon}>
            {t(`severity.${problem.severity}`)}
          </StateTag>
        </div>
        <p className="mt-0.5 text-sm text-pretty break-words text-text-2">
          {body} <Affected problem={problem} clusterId={clusterId} />
        </p>
      </div>
      <div className="col-start-2 flex items-center gap-3 self-start text-sm sm:col-start-3">
        <Since since={problem.since} />
        {path === null ? null : (
          <Button asChild>
            <Link href={`/clusters/${clusterId}${path}`}>{t(`open.${openLabel(path)}`)}</Link>
          </Button>
        )}
      </div>
    </li>
  );
}

/** Which word the button of a problem carries, by the page it leads to. */
function openLabel(path: string): 'broker' | 'brokers' | 'topic' | 'topics' | 'group' | 'groups' {
  if (path.startsWith('/brokers')) return path === '/brokers' ? 'brokers' : 'broker';
  if (path.startsWith('/topics')) return path === '/topics' ? 'topics' : 'topic';
  return path === '/groups' ? 'groups' : 'group';
}

/** Names of what is hit, each leading to its page; the rest as a number. */
function Affected({ problem, clusterId }: { problem: Problem; clusterId: string }): ReactNode {
  const t = useTranslations('problems');
  const kind = affectedKind(problem);
  if (problem.affected.length === 0 || kind === 'text') return null;
  const names = problem.affected.slice(0, NAMES_SHOWN);
  const rest = Math.max(problem.affectedTotal, problem.affected.length) - names.length;
  return (
    <>
      {names.map((name, at) => (
        <span key={name}>
          {at === 0 ? '' : ', '}
          <Link
            href={`/clusters/${clusterId}${affectedPath(kind, name) ?? ''}`}
            className="text-text underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            {name}
          </Link>
        </span>
      ))}
      {rest > 0 ? ` ${t('more', { count: rest })}` : ''}.
    </>
  );
}

function Since({ since }: { since: string }) {
  const t = useTranslations('states.freshness');
  const format = useFormat();
  const nowMs = useNow();
  const at = Date.parse(since);
  return (
    <time dateTime={since} title={format.dateTime(at)} className="whitespace-nowrap text-text-3">
      {nowMs === 0 ? '' : t('ago', { age: format.age(nowMs - at) })}
    </time>
  );
}
