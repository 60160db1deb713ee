'use client';

import { Check, CircleDashed, CircleX, LoaderCircle, Minus, PlugZap, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ConnectionTestStep } from '#lib/contracts/clusters.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Empty } from '../states/empty.tsx';
import { FormFailure } from '../forms/form-failure.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { cn } from '../ui/cn.ts';
import type { ConnectionTest } from './connection-test-state.ts';

/** Every step in its order, so that what is still to come can be seen. `parse` only speaks when it fails. */
const STEPS: readonly ConnectionTestStep['step'][] = [
  'parse',
  'dns',
  'tcp',
  'tls',
  'sasl',
  'versions',
  'metadata',
  'brokers',
  'rights',
];

type Status = ConnectionTestStep['status'] | 'waiting';

const LOOK: Record<Status, { icon: LucideIcon; className: string }> = {
  waiting: { icon: CircleDashed, className: 'text-text-3' },
  running: { icon: LoaderCircle, className: 'text-info animate-spin' },
  ok: { icon: Check, className: 'text-ok' },
  warning: { icon: TriangleAlert, className: 'text-warn' },
  failed: { icon: CircleX, className: 'text-bad' },
  skipped: { icon: Minus, className: 'text-text-3' },
};

/** The steps of a connection test as they happen, each with what was found and what to do. */
export function AddClusterTest({ test }: { test: ConnectionTest }) {
  const t = useTranslations('clusters.add.test');
  if (test.state === 'idle') {
    return (
      <Card>
        <CardHeader title={t('title')} />
        <Empty icon={PlugZap} title={t('none.title')} className="pt-4 pb-8">
          {t('none.detail')}
        </Empty>
      </Card>
    );
  }
  const reached = new Map(test.steps.map((step) => [step.step, step]));
  const isOver = test.state !== 'running';
  return (
    <Card>
      <CardHeader title={t('title')} />
      <p role="status" className={cn('px-3.5 pb-2 text-sm', VERDICT_TONE[test.state])}>
        {t(`verdict.${test.state}`)}
      </p>
      <ol className="border-t border-line">
        {STEPS.map((name) => {
          const step = reached.get(name);
          if (step === undefined && (isOver || name === 'parse')) return null;
          return <Step key={name} name={name} step={step ?? null} />;
        })}
      </ol>
      {test.state === 'broken' ? (
        <div className="p-3.5">{test.error === null ? null : <FormFailure error={test.error} />}</div>
      ) : null}
    </Card>
  );
}

const VERDICT_TONE: Record<ConnectionTest['state'], string> = {
  idle: '',
  running: 'text-text-2',
  passed: 'font-medium text-ok',
  warned: 'font-medium text-warn',
  refused: 'font-medium text-bad',
  broken: 'font-medium text-bad',
};

function Step({ name, step }: { name: ConnectionTestStep['step']; step: ConnectionTestStep | null }) {
  const t = useTranslations('clusters.add.test');
  const format = useFormat();
  const status: Status = step?.status ?? 'waiting';
  const { icon: Icon, className } = LOOK[status];
  const needsHelp = status === 'failed' || status === 'warning';
  return (
    <li className="flex gap-3 border-b border-line px-3.5 py-2 last:border-b-0">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', className)} />
      <div className="min-w-0 flex-1">
        <p className={cn('font-medium', status === 'waiting' && 'text-text-3')}>
          {t(`steps.${name}.title`)}
          <span className="sr-only">: {t(`status.${status}`)}</span>
        </p>
        {step === null || status === 'running' ? null : (
          <p className="text-sm break-words whitespace-pre-line text-text-2">{step.detail}</p>
        )}
        {needsHelp ? <p className="mt-1 text-sm text-pretty">{t(`steps.${name}.advice`)}</p> : null}
        {needsHelp && step !== null && step.advice !== null ? (
          <p className="mt-1 text-sm text-pretty break-words whitespace-pre-line text-text-2">{step.advice}</p>
        ) : null}
      </div>
      {step === null || step.ms === null || status === 'skipped' ? null : (
        <span className="shrink-0 text-sm text-text-3">{format.duration(step.ms)}</span>
      )}
    </li>
  );
}
