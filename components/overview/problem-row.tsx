'use client';

import { ChevronDown, CircleDashed, History, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { groupPath, topicPath } from '#lib/client/paths.ts';
import type { Problem } from '#lib/contracts/common.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { useBehindText } from '../states/time-behind.tsx';
import { useFromNow } from '../states/use-now.ts';
import { Button } from '../ui/button.tsx';
import { cn } from '../ui/cn.ts';
import { Link } from '../ui/link.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { affectedKind, affectedPath, problemPath } from './affected-place.ts';
import { affectedTopics, isOldProblem, type ProblemLine } from './fold-problems.ts';
import { useProblemText } from './problem-text.ts';

/** Icon and colours of a severity; the word always stands beside them. */
export const SEVERITY_LOOK = {
  critical: { icon: OctagonAlert, colour: 'text-bad', tone: 'bad' },
  warning: { icon: TriangleAlert, colour: 'text-warn', tone: 'warn' },
  info: { icon: Info, colour: 'text-info', tone: 'info' },
} as const;

const LINK = 'font-medium text-text underline decoration-line-strong underline-offset-2 hover:decoration-current';
/** So many names stand in the sentence; the rest is a number. */
const NAMES_SHOWN = 5;

export interface ProblemLineProps {
  line: ProblemLine;
  overview: Pick<ClusterOverview, 'clusterId' | 'worstGroups' | 'mostBehind'>;
}

/** One line of the list: a problem told in full, or several of a kind that open on request. */
export function ProblemLineItem({ line, overview }: ProblemLineProps) {
  if (line.kind === 'one') {
    return (
      <li className="border-t border-line first:border-t-0">
        <ProblemRow problem={line.problem} overview={overview} />
      </li>
    );
  }
  return (
    <li className="border-t border-line first:border-t-0">
      <ManyProblems problems={line.problems} overview={overview} />
    </li>
  );
}

function ManyProblems({
  problems,
  overview,
}: {
  problems: readonly [Problem, ...Problem[]];
  overview: ProblemLineProps['overview'];
}) {
  const t = useTranslations('problems');
  const [{ severity, code }] = problems;
  const { icon: Icon, colour, tone } = SEVERITY_LOOK[severity];
  const count = problems.length;
  const title = t.has(`kinds.${code}`) ? t(`kinds.${code}`, { count }) : t('other', { code });
  const oldest = problems.reduce((first, { since }) => (since < first ? since : first), problems[0].since);
  return (
    <details className="group/many">
      <summary className="grid cursor-pointer list-none grid-cols-[20px_minmax(0,1fr)] items-center gap-x-3 gap-y-1 px-3.5 sm:grid-cols-[20px_minmax(0,1fr)_auto] py-2.5 hover:bg-surface-2 [&::-webkit-details-marker]:hidden">
        <Icon aria-hidden className={cn('size-[18px]', colour)} strokeWidth={2} />
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-semibold">{title}</span>
          <StateTag tone={tone} icon={Icon}>
            {t(`severity.${severity}`)}
          </StateTag>
          <span className="truncate text-sm text-text-3">
            {problems
              .slice(0, NAMES_SHOWN)
              .map(({ scope }) => scope.name)
              .filter((name) => name !== '')
              .join(', ')}
          </span>
        </span>
        <span className="col-start-2 flex items-center gap-3 text-sm sm:col-start-3">
          <Since since={oldest} />
          <span className="inline-flex items-center gap-1 font-medium text-info">
            <span className="group-open/many:hidden">{t('fold.show', { count })}</span>
            <span className="hidden group-open/many:inline">{t('fold.hide')}</span>
            <ChevronDown aria-hidden className="size-3.5 group-open/many:rotate-180" />
          </span>
        </span>
      </summary>
      <ul className="border-t border-line bg-surface-2/50">
        {problems.map((problem) => (
          <li key={problem.id} className="border-t border-line first:border-t-0">
            <ProblemRow problem={problem} overview={overview} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function ProblemRow({ problem, overview }: { problem: Problem; overview: ProblemLineProps['overview'] }) {
  const t = useTranslations('problems');
  const textOf = useProblemText();
  const isOld = useFromNow((nowMs) => isOldProblem(problem, nowMs));
  const { clusterId } = overview;
  const { title, body, risk, act } = textOf(problem);
  const path = problemPath(problem);
  const { icon: Icon, colour, tone } = SEVERITY_LOOK[problem.severity];
  return (
    <div className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-3 gap-y-1.5 px-3.5 py-2.5 sm:grid-cols-[20px_minmax(0,1fr)_auto]">
      <Icon aria-hidden className={cn('mt-px size-[18px]', colour)} strokeWidth={2} />
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="font-semibold break-words">{title}</h3>
          <StateTag tone={tone} icon={Icon}>
            {t(`severity.${problem.severity}`)}
          </StateTag>
          {problem.lastKnown === true ? (
            <StateTag tone="mute" icon={CircleDashed}>
              {t('lastKnown')}
            </StateTag>
          ) : null}
          {isOld ? (
            <StateTag tone="mute" icon={History} title={t('oldHint')}>
              {t('old')}
            </StateTag>
          ) : null}
        </div>
        <p className="mt-0.5 text-sm text-pretty break-words text-text-2">
          {body} <Behind problem={problem} overview={overview} />
          <Affected problem={problem} clusterId={clusterId} />
        </p>
        {risk === null && act === null ? null : (
          <p className="mt-0.5 text-sm text-pretty break-words text-text-2">
            {risk === null ? null : (
              <>
                <span className="font-medium text-text">{t('ifNobody')}</span> {risk}{' '}
              </>
            )}
            {act === null ? null : (
              <>
                <span className="font-medium text-text">{t('next')}</span> {act}
              </>
            )}
          </p>
        )}
      </div>
      <div className="col-start-2 flex items-center gap-3 self-start text-sm sm:col-start-3">
        <Since since={problem.since} />
        {path === null ? null : (
          <Button asChild data-print="hide">
            <Link href={`/clusters/${encodeURIComponent(clusterId)}${path}`}>{t(`open.${openLabel(path)}`)}</Link>
          </Button>
        )}
      </div>
    </div>
  );
}

/** Which word the button of a problem carries, by the page it leads to. */
function openLabel(path: string) {
  const [, noun = '', name] = (path.split('?')[0] ?? '').split('/');
  switch (noun) {
    case 'brokers':
      return name === undefined ? 'brokers' : 'broker';
    case 'topics':
      return name === undefined ? 'topics' : 'topic';
    case 'disk':
    case 'quorum':
    case 'transactions':
    case 'canary':
      return noun;
    default:
      return name === undefined ? 'groups' : 'group';
  }
}

/** How far behind in time the group of a problem is, where that is known. */
function Behind({ problem, overview }: { problem: Problem; overview: ProblemLineProps['overview'] }) {
  const t = useTranslations('problems');
  const behindText = useBehindText();
  if (problem.scope.kind !== 'group') return null;
  const group = [...overview.worstGroups, ...(overview.mostBehind === null ? [] : [overview.mostBehind])].find(
    ({ groupId }) => groupId === problem.scope.name,
  );
  const behind = group?.secondsBehind ?? null;
  if (behind === null || behind.upper === 0 || (behind.upper === null && behind.lower < 1)) return null;
  return <span className="font-medium text-text">{t('behind', { behind: behindText(behind) })} </span>;
}

/** Names of what is hit, each leading to its page; the rest as a number. Partitions are told by topic. */
function Affected({ problem, clusterId }: { problem: Problem; clusterId: string }): ReactNode {
  const t = useTranslations('problems');
  const kind = affectedKind(problem);
  if (problem.affected.length === 0 || kind === 'text') return null;
  const base = `/clusters/${encodeURIComponent(clusterId)}`;
  const total = Math.max(problem.affectedTotal, problem.affected.length);
  const topics = kind === 'partition' ? affectedTopics(problem.affected).slice(0, NAMES_SHOWN) : null;
  const names = topics === null ? problem.affected.slice(0, NAMES_SHOWN) : [];
  const shown = topics === null ? names.length : topics.reduce((sum, { partitions }) => sum + partitions, 0);
  return (
    <>
      {t('affects')}{' '}
      {topics?.map(({ topic, partitions }, at) => (
        <span key={topic}>
          {at === 0 ? '' : ', '}
          <Link href={topicPath(clusterId, topic)} className={LINK}>
            {topic}
          </Link>{' '}
          ({t('partitionsOf', { count: partitions })})
        </span>
      ))}
      {names.map((name, at) => (
        <span key={name}>
          {at === 0 ? '' : ', '}
          <Link
            href={kind === 'group' ? groupPath(clusterId, name) : `${base}${affectedPath(kind, name) ?? ''}`}
            className={LINK}
          >
            {name}
          </Link>
        </span>
      ))}
      {total > shown ? ` ${t(topics === null ? 'more' : 'morePartitions', { count: total - shown })}` : ''}.
    </>
  );
}

/** Age of a problem, ticking; the moment on hover. */
function Since({ since }: { since: string }) {
  const t = useTranslations('states.freshness');
  const format = useFormat();
  const at = Date.parse(since);
  const age = useFromNow((nowMs) => (nowMs === 0 ? '' : format.age(nowMs - at)));
  return (
    <time dateTime={since} title={format.dateTime(at)} className="whitespace-nowrap text-text-3">
      {age === '' ? '' : t('ago', { age })}
    </time>
  );
}
