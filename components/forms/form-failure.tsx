'use client';

import { useTranslations } from 'next-intl';
import { ApiError } from '#lib/client/api-error.ts';
import { Callout } from '../ui/callout.tsx';

export interface FormFailureProps {
  /** What the submit threw; nothing is drawn for null. */
  error: unknown;
  /** What to say for codes whose general words are too vague here. */
  titles?: Partial<Record<string, string>>;
  className?: string;
}

/** Says in words why a form was not accepted, below its fields. Reasons that belong to a field stand beside it (`placeInvalidParams`). */
export function FormFailure({ error, titles = {}, className }: FormFailureProps) {
  const t = useTranslations('errors');
  if (error === null || error === undefined) return null;
  const known = error instanceof ApiError ? error : null;
  const code = known?.code ?? 'internal';
  const title = titles[code];
  return (
    <Callout tone="bad" role="alert" title={title ?? t(`code.${code}.title`)} className={className}>
      {title === undefined ? <p>{t(`code.${code}.advice`)}</p> : null}
      {known === null || title !== undefined || !SAYS_MORE.has(code) ? null : (
        <p className="mt-1 text-text-3">{t('serverSaid', { detail: known.message })}</p>
      )}
      {known?.requestId === null || known?.requestId === undefined ? null : (
        <p className="mt-1 font-mono text-xs text-text-3">
          {code} · {t('requestId', { id: known.requestId })}
        </p>
      )}
    </Callout>
  );
}

/** Codes whose detail carries facts of the case; the other details only repeat the title in English. */
const SAYS_MORE = new Set([
  'invalid',
  'conflict',
  'precondition',
  'forbidden',
  'not_found',
  'unavailable',
  'timeout',
  'too_many_requests',
]);
