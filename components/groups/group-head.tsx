'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { groupPath } from '#lib/client/paths.ts';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import type { Verdict } from '#lib/contracts/verdict.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { TermLink } from '../glossary/term-link.tsx';
import { useBehindText } from '../states/time-behind.tsx';
import { VERDICT_TONE } from '../states/verdict-tag.tsx';
import { Callout } from '../ui/callout.tsx';
import { Explain } from '../ui/explain.tsx';
import { useMoment } from './use-moment.ts';
import { verdictSentences } from './verdict-sentences.ts';
import { Link } from '../ui/link.tsx';

/** So many partitions stand in the sentence; the rest is a number. */
const NAMES_SHOWN = 8;

export interface GroupHeadProps {
  clusterId: string;
  detail: GroupDetail;
  verdict: Verdict;
  actions?: ReactNode;
}

/** The verdict on a group as a sentence, the numbers it rests on, the partitions it is about, and the next step. */
export function GroupHead({ clusterId, detail, verdict, actions }: GroupHeadProps) {
  const t = useTranslations('groups');
  const format = useFormat();
  const momentOf = useMoment();
  const behindText = useBehindText();
  const { group, pass } = detail;
  const sentences = verdictSentences(verdict, group, pass === null ? null : Date.parse(pass.takenAt));
  const values = {
    ...Object.fromEntries(
      Object.entries(sentences.values).map(([name, value]) => [
        name,
        name.endsWith('Ms') ? format.duration(value) : format.integer(Math.round(value)),
      ]),
    ),
    since: momentOf(sentences.sinceMs),
    behind: group.secondsBehind === null ? 'none' : behindText(group.secondsBehind),
    lag: format.integer(group.lag.value),
    partitions: verdict.partitionsTotal,
    topics: group.topics,
  };
  const title = t(`head.title.${sentences.title}`, values);
  return (
    <section aria-label={t('summary.verdict')}>
      <Callout
        tone={sentences.title === 'OK_nobody' ? 'info' : VERDICT_TONE[verdict.code]}
        title={
          <>
            {title}{' '}
            <Explain
              question={t('head.question', { verdict: t(`verdict.word.${verdict.code}`) })}
              answer={t(`verdict.hint.${verdict.code}`)}
              more={<TermLink id="verdict" />}
              className="-my-1 align-middle"
            />
          </>
        }
        actions={actions}
      >
        <p className="text-pretty">
          {sentences.body.map((name) => t(`head.body.${name}`, values)).join(' ')}
          {verdict.partitions.length === 0 ? null : (
            <>
              {' '}
              <Partitions clusterId={clusterId} groupId={group.groupId} verdict={verdict} />
            </>
          )}
        </p>
      </Callout>
    </section>
  );
}

/** The partitions a verdict is about, each leading to its row; the rest as a number. */
function Partitions({ clusterId, groupId, verdict }: { clusterId: string; groupId: string; verdict: Verdict }) {
  const t = useTranslations('groups.head');
  const names = verdict.partitions.slice(0, NAMES_SHOWN);
  const rest = verdict.partitionsTotal - names.length;
  return (
    <>
      {t('partitions')}{' '}
      {names.map(({ topic, partition }, at) => (
        <span key={`${topic} ${partition}`}>
          {at === 0 ? '' : ', '}
          <Link
            href={`${groupPath(clusterId, groupId)}?tab=partitions&partitions.q=${encodeURIComponent(`${topic} ${partition}`)}`}
            className="text-text underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            {`${topic}-${partition}`}
          </Link>
        </span>
      ))}
      {rest > 0 ? ` ${t('more', { count: rest })}` : ''}.
    </>
  );
}
