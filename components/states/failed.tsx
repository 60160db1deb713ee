'use client';

import { CloudOff, LockKeyhole, RotateCw, SearchX, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isApiErrorCode } from '#lib/client/api-error.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from './empty.tsx';
import { readFailure } from './read-failure.ts';

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

const ICON: Record<string, LucideIcon> = { forbidden: LockKeyhole, not_found: SearchX, offline: CloudOff };

/** A failed view: what failed in the reader's words, the code, the request id, and a retry. Forbidden and not found look different on purpose. */
export function Failed({ error, onRetry, isRetrying = false, action, className }: FailedProps) {
  const t = useTranslations('states');
  const failure = readFailure(error);
  const code = isApiErrorCode(failure.code) ? failure.code : 'internal';
  const retryHelps = code !== 'forbidden' && code !== 'not_found';
  return (
    <Empty
      role="alert"
      icon={ICON[code] ?? TriangleAlert}
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
      <p>{t(`failed.${code}.advice`)}</p>
      {failure.detail === null ? null : <p className="mt-2 text-text-3">{failure.detail}</p>}
      <p className="mt-2 font-mono text-xs text-text-3">
        {failure.code}
        {failure.requestId === null ? null : <> · {t('requestId', { id: failure.requestId })}</>}
      </p>
    </Empty>
  );
}
