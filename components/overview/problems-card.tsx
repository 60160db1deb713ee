'use client';

import { CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Card, CardHeader } from '../ui/card.tsx';
import { CheckedLine, type CheckedLineProps } from './checked-line.tsx';
import { foldProblems } from './fold-problems.ts';
import { ProblemLineItem } from './problem-row.tsx';

const SEVERITIES = ['critical', 'warning', 'info'] as const;

/** What is wrong now, worst first, in sentences; or, in one line, that nothing is. Below, why that may be believed. `isOld`: the pass is late, so "nothing" can only be said of then. */
export function ProblemsCard({ overview, receivedAtMs, isOld }: CheckedLineProps) {
  const t = useTranslations('problems');
  const headingId = useId();
  const { problems } = overview;
  if (problems.length === 0) {
    const Icon = isOld ? CircleDashed : CircleCheck;
    return (
      <Card aria-labelledby={headingId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3.5 py-2.5">
        <h2 id={headingId} role="status" className="flex items-center gap-2.5 font-semibold">
          <Icon aria-hidden className={isOld ? 'size-5 text-warn' : 'size-5 text-ok'} strokeWidth={1.75} />
          {isOld ? t('noneStale') : t('none')}
        </h2>
        <CheckedLine overview={overview} receivedAtMs={receivedAtMs} isOld={isOld} />
      </Card>
    );
  }
  const counts = SEVERITIES.flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity && problem.lastKnown !== true).length;
    return count === 0 ? [] : [t(`counts.${severity}`, { count })];
  });
  const held = problems.filter((problem) => problem.lastKnown === true).length;
  if (held > 0) counts.push(t('counts.lastKnown', { count: held }));
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader id={headingId} title={t('title')} note={counts.join(' · ')} />
      <ul>
        {foldProblems(problems).map((line) => (
          <ProblemLineItem key={line.kind === 'one' ? line.problem.id : line.key} line={line} overview={overview} />
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-0.5 border-t border-line px-3.5 py-2">
        <CheckedLine overview={overview} receivedAtMs={receivedAtMs} isOld={isOld} />
      </div>
    </Card>
  );
}
