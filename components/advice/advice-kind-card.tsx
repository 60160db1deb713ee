'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { brokerPath, groupPath, topicPath } from '#lib/client/paths.ts';
import type { AdviceFinding } from '#lib/contracts/advice.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { AdviceTag } from '../states/advice-tag.tsx';
import { Button } from '../ui/button.tsx';
import { cn } from '../ui/cn.ts';
import { CopyCommand } from '../ui/copy-command.tsx';
import type { AdviceKind } from './group-advice.ts';
import { useAdviceText } from './use-advice-text.ts';
import { Link } from '../ui/link.tsx';

/** Places named in the line that is always seen. */
const NAMED = 4;
/** Places unfolded at once. */
const STEP = 20;

export interface AdviceKindCardProps {
  clusterId: string;
  kind: AdviceKind;
  isOpen: boolean;
  onToggle: () => void;
  /** On the page of one topic its name need not be said again. */
  isOnTopicPage?: boolean;
}

/** One kind of advice: a line that says what and where; unfolded, why it matters, what to do, when it is wrong, and each place with its numbers and commands. */
export function AdviceKindCard({ clusterId, kind, isOpen, onToggle, isOnTopicPage = false }: AdviceKindCardProps) {
  const t = useTranslations('advice');
  const text = useAdviceText();
  const bodyId = useId();
  const only = kind.findings.length === 1 ? kind.findings[0] : undefined;
  return (
    <li className="border-t border-line first:border-t-0">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={onToggle}
          className="flex w-full items-start gap-2.5 px-3.5 py-2.5 text-left hover:bg-surface-2"
        >
          <ChevronRight
            aria-hidden
            className={cn('mt-0.5 size-4 shrink-0 text-text-3 motion-safe:transition-transform', isOpen && 'rotate-90')}
          />
          <span className="w-28 shrink-0 max-sm:hidden">
            <AdviceTag severity={kind.severity} />
          </span>
          <span className="min-w-0 flex-1">
            <span className="sm:hidden">
              <AdviceTag severity={kind.severity} />{' '}
            </span>
            <span className="font-medium">{t(`code.${kind.code}.title`)}</span>
            <span className="mt-0.5 block text-sm break-words text-text-2">
              {only === undefined ? <Places findings={kind.findings} /> : text.headline(only)}
            </span>
          </span>
          {kind.findings.length > 1 && !isOnTopicPage ? (
            <span className="shrink-0 text-sm text-text-3">{t('places', { count: kind.findings.length })}</span>
          ) : null}
        </button>
      </h3>
      {isOpen ? (
        <div id={bodyId} className="px-3.5 pb-4 sm:pl-[40px]">
          <Explanation kind={kind} />
          <Findings clusterId={clusterId} findings={kind.findings} isOnTopicPage={isOnTopicPage} />
        </div>
      ) : null}
    </li>
  );
}

/** The first places by name, and how many more there are. */
function Places({ findings }: { findings: readonly AdviceFinding[] }) {
  const t = useTranslations('advice');
  const format = useFormat();
  const names = findings
    .slice(0, NAMED)
    .map(({ topic, group, broker }) =>
      group !== null ? `${topic} (${t('groupOf', { group })})` : (topic ?? t('brokerPlace', { broker: String(broker) })),
    );
  const more = findings.length - names.length;
  return (
    <>
      {names.join(' · ')}
      {more > 0 ? ` · ${t('andMore', { count: format.integer(more) })}` : ''}
    </>
  );
}

function Explanation({ kind }: { kind: AdviceKind }) {
  const t = useTranslations('advice');
  const first = kind.findings[0];
  const text = useAdviceText();
  const values = Object.fromEntries((first === undefined ? [] : text.evidence(first)).map(({ name, value }) => [name, value]));
  return (
    <dl className="grid max-w-[92ch] gap-3 text-sm">
      {(['why', 'action', 'wrong'] as const).map((part) => (
        <div key={part}>
          <dt className="font-semibold">{t(part)}</dt>
          <dd className="mt-0.5 text-pretty text-text-2">{t(`code.${kind.code}.${part}`, values)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Findings({
  clusterId,
  findings,
  isOnTopicPage,
}: {
  clusterId: string;
  findings: readonly AdviceFinding[];
  isOnTopicPage: boolean;
}) {
  const t = useTranslations('advice');
  const [shown, setShown] = useState(STEP);
  const more = Math.min(STEP, findings.length - shown);
  return (
    <>
      <p className="mt-4 text-xs text-text-3">{t('command.bootstrap')}</p>
      <ul className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-2.5">
        {findings.slice(0, shown).map((finding) => (
          <li key={finding.id} className="rounded-md border border-line px-3 py-2.5">
            <FindingDetail clusterId={clusterId} finding={finding} isOnTopicPage={isOnTopicPage} />
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <Button className="mt-2.5" onClick={() => setShown(shown + STEP)}>
          {t('more', { count: more })}
        </Button>
      ) : null}
    </>
  );
}

/** One place: its name, its numbers, its commands. */
function FindingDetail({
  clusterId,
  finding,
  isOnTopicPage,
}: {
  clusterId: string;
  finding: AdviceFinding;
  isOnTopicPage: boolean;
}) {
  const t = useTranslations('advice');
  const text = useAdviceText();
  const { topic, group, broker } = finding;
  const link = 'font-medium underline-offset-2 hover:text-info hover:underline';
  return (
    <>
      <p className="flex flex-wrap gap-x-2 text-sm">
        {topic !== null && !isOnTopicPage ? (
          <Link href={topicPath(clusterId, topic)} className={cn(link, 'break-all')}>
            {topic}
          </Link>
        ) : null}
        {group === null ? null : (
          <Link href={groupPath(clusterId, group)} className={cn(link, 'break-all')}>
            {t('groupOf', { group })}
          </Link>
        )}
        {broker === null ? null : (
          <Link href={brokerPath(clusterId, broker)} className={link}>
            {t('brokerPlace', { broker: String(broker) })}
          </Link>
        )}
      </p>
      <dl aria-label={t('evidenceTitle')} className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {text.evidence(finding).map(({ name, label, value }) => (
          <div key={name} className="flex items-baseline gap-1.5">
            <dt className="text-text-3">{label}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      {finding.commands.length === 0 ? null : (
        <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-1.5">
          {finding.commands.map((command) => (
            <CopyCommand key={command} command={command} />
          ))}
        </div>
      )}
    </>
  );
}
