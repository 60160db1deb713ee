'use client';

import { ChevronRight, Wrench } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useClusters } from '#lib/client/clusters.ts';
import type { GroupDetail } from '#lib/contracts/groups.ts';
import type { Verdict } from '#lib/contracts/verdict.ts';
import { CopyCommand } from '../ui/copy-command.tsx';
import { fixSteps } from './fix-steps.ts';

/** How to mend what the verdict says, step by step, with commands to copy. Folded, so that who knows it is not bothered; nothing at all where nothing is to be done. */
export function FixCard({ clusterId, detail, verdict }: { clusterId: string; detail: GroupDetail; verdict: Verdict }) {
  const t = useTranslations('fix');
  const cluster = useClusters().data?.data.find(({ id }) => id === clusterId);
  const steps = fixSteps({
    group: detail.group,
    verdict,
    bootstrap: cluster?.bootstrap ?? [],
    committedOf: (topic, partition) =>
      detail.partitions.find((row) => row.topic === topic && row.partition === partition)?.committedOffset ?? null,
  });
  if (steps.length === 0) return null;
  return (
    <details className="group/fix rounded-lg border border-line bg-surface shadow-card">
      <summary className="flex min-h-10 cursor-pointer list-none items-center gap-2 px-3.5 py-1.5 [&::-webkit-details-marker]:hidden">
        <Wrench aria-hidden className="size-4 shrink-0 text-text-3" strokeWidth={1.75} />
        <span className="font-medium">{t('title')}</span>
        <span className="truncate text-sm text-text-3 max-sm:hidden">{t('note', { count: steps.length })}</span>
        <ChevronRight aria-hidden className="ml-auto size-4 shrink-0 text-text-3 group-open/fix:rotate-90" />
      </summary>
      <div className="border-t border-line px-3.5 pt-2.5 pb-3.5">
        <ol className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
          {steps.map(({ name, command }, at) => (
            <li key={name} className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-1.5 text-sm">
              <span aria-hidden className="text-text-3 tabular-nums">
                {at + 1}.
              </span>
              <div className="min-w-0">
                <p className="text-pretty">{t(`step.${name}`)}</p>
                {command === null ? null : <CopyCommand command={command} />}
              </div>
            </li>
          ))}
        </ol>
        {steps.some(({ command }) => command !== null) ? <p className="mt-3 text-xs text-text-3">{t('commands')}</p> : null}
      </div>
    </details>
  );
}
