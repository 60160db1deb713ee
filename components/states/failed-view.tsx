'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isApiErrorCode } from '#lib/client/api-error.ts';
import { Button } from '../ui/button.tsx';
import { CopyReport } from './copy-report.tsx';
import { Empty } from './empty.tsx';
import { FaultNote } from './fault-note.tsx';
import { readFailure } from './read-failure.ts';
import type { PictureName } from './state-picture.tsx';

export interface FailedProps {
  /** Whatever the query threw. */
  error: unknown;
  /** Asks again; no button without it. */
  onRetry?: () => void;
  isRetrying?: boolean;
  /** Another way on, e.g. a link to the list. */
  action?: ReactNode;
  className?: string;
}

const PICTURE: Partial<Record<string, PictureName>> = { forbidden: 'forbidden', not_found: 'lost', offline: 'offline' };

/** A failed view: what failed in the reader's words, the cluster's own fault where there is one, the code, the request id, a copy of all that, and a retry. Forbidden and not found look different on purpose. */
export function FailedView({ error, onRetry, isRetrying = false, action, className }: FailedProps) {
  const t = useTranslations('states');
  const failure = readFailure(error);
  const { fault } = failure;
  const code = isApiErrorCode(failure.code) ? failure.code : 'internal';
  const retryHelps = code !== 'forbidden' && code !== 'not_found';
  return (
    <Empty
      role="alert"
      picture={PICTURE[code] ?? 'failed'}
      title={t(`failed.${code}.title`)}
      className={className}
      action={
        onRetry !== undefined && retryHelps ? (
          <>
            <Button onClick={onRetry} busy={isRetrying}>
              {isRetrying ? null : <RotateCw aria-hidden />}
              {t('retry')}
            </Button>
            {action}
          </>
        ) : (
          action
        )
      }
    >
      {fault === null ? (
        <>
          <p>{t(`failed.${code}.advice`)}</p>
          {failure.detail === null ? null : (
            <p lang="en" className="mt-2 text-text-3">
              {failure.detail}
            </p>
          )}
          <div className="mt-2 flex flex-wrap items-center justify-center gap-x-2 text-xs text-text-3">
            <p className="font-mono break-words">
              {failure.code}
              {failure.requestId === null ? null : <> · {t('requestId', { id: failure.requestId })}</>}
            </p>
            <CopyReport codes={[failure.code]} detail={failure.detail} requestId={failure.requestId} />
          </div>
        </>
      ) : (
        <FaultNote fault={fault} requestId={failure.requestId} codes={[failure.code]} className="text-left" />
      )}
    </Empty>
  );
}
