'use client';

import { useTranslations } from 'next-intl';
import type { Fault } from '#lib/contracts/common.ts';
import { isFaultCode } from '#lib/contracts/fault-codes.ts';
import { textAt, useLateTexts } from '#lib/i18n/use-late-texts.ts';
import { cn } from '../ui/cn.ts';
import { CopyReport } from './copy-report.tsx';

export interface FaultNoteProps {
  fault: Fault;
  /** Request that told of it, where one failed. */
  requestId?: string | null;
  /** Codes told before the fault's own, e.g. the API's. */
  codes?: readonly string[];
  className?: string;
}

/** A fault in an operator's words: what it means, its likely cause, what to do; then what was said word for word, to be read and copied. */
export function FaultNote({ fault, requestId = null, codes = [], className }: FaultNoteProps) {
  const t = useTranslations('faults');
  const states = useTranslations('states');
  const { code, detail } = fault;
  const help = useLateTexts('fault-help', isFaultCode(code));
  const cause = textAt(help, 'codes', code, 'cause');
  const next = textAt(help, 'codes', code, 'next');
  return (
    <div className={cn('grid gap-1.5', className)}>
      {isFaultCode(code) ? <p>{t(`means.${code}`)}</p> : null}
      {cause === null || next === null ? null : (
        <dl className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[auto_minmax(0,1fr)] [&_dt]:font-medium [&_dt]:text-text">
          <dt>{t('cause')}</dt>
          <dd>{cause}</dd>
          <dt>{t('next')}</dt>
          <dd>{next}</dd>
        </dl>
      )}
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-text-3">
        <p className="min-w-0 font-mono break-words">
          {[...codes, code].join(' / ')}
          {requestId === null ? null : <> · {states('requestId', { id: requestId })}</>}
          {detail === '' ? null : (
            <>
              {' · '}
              {/* Word for word, so English whatever the page's language. */}
              <span lang="en">{detail}</span>
            </>
          )}
        </p>
        <CopyReport codes={[...codes, code]} detail={detail === '' ? null : detail} requestId={requestId} />
      </div>
    </div>
  );
}
