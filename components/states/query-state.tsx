'use client';

import { CircleDashed, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PassInfo } from '#lib/contracts/common.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Callout } from '../ui/callout.tsx';
import { Failed } from './failed.tsx';
import { readFailure } from './read-failure.ts';

/** The part of a react-query result that decides what a view shows. */
export interface QueryLike<Data> {
  data: Data | undefined;
  error: unknown;
  isFetching: boolean;
  dataUpdatedAt: number;
  refetch: () => unknown;
}

export interface QueryStateProps<Data> {
  query: QueryLike<Data>;
  /** Shown on the very first load only; give it the final shape. */
  skeleton: ReactNode;
  /** True when there is nothing to show; `empty` then says why. */
  isEmpty?: (data: Data) => boolean;
  empty?: ReactNode;
  /** The pass behind the data: a partial one is announced above the content. Leave out where the page says it itself. */
  passOf?: (data: Data) => PassInfo | null;
  /** True where the view tells a failing poll itself (a chart does, in its title line). */
  isStaleToldElsewhere?: boolean;
  /** A way on beside "retry" when nothing can be shown. */
  failedAction?: ReactNode;
  children: (data: Data) => ReactNode;
}

/**
 * Shows exactly one of: first load · ready · stale · partial · empty · forbidden · failed.
 * Once there is data it stays: a failing poll only adds a line that floats over the lower edge, so nothing blanks or jumps.
 * The exceptions are "forbidden" and "not found", which replace what the reader may no longer see.
 */
export function QueryState<Data>({
  query,
  skeleton,
  isEmpty,
  empty,
  passOf,
  isStaleToldElsewhere = false,
  failedAction,
  children,
}: QueryStateProps<Data>) {
  const t = useTranslations('states');
  const { data, error } = query;
  const failure = error === null || error === undefined ? null : readFailure(error);
  const isGone = failure !== null && (failure.code === 'forbidden' || failure.code === 'not_found');

  if (failure !== null && (data === undefined || isGone)) {
    return <Failed error={error} onRetry={() => query.refetch()} isRetrying={query.isFetching} action={failedAction} />;
  }
  if (data === undefined) {
    return (
      <div aria-busy="true">
        <span role="status" className="sr-only">
          {t('loading')}
        </span>
        {skeleton}
      </div>
    );
  }
  const pass = passOf?.(data) ?? null;
  return (
    <>
      {pass !== null && pass.brokersAnswered < pass.brokersExpected ? (
        <Callout
          tone="warn"
          role="status"
          className="mb-4"
          title={t('partial.title', { answered: pass.brokersAnswered, expected: pass.brokersExpected })}
        >
          {t('partial.detail')}
        </Callout>
      ) : null}
      {isEmpty?.(data) === true ? empty : children(data)}
      {failure === null || isStaleToldElsewhere ? null : (
        <StaleNote receivedAtMs={query.dataUpdatedAt} isFetching={query.isFetching} />
      )}
    </>
  );
}

/** "Updated 14:03, retrying": says that what is on screen is old, without moving it. */
function StaleNote({ receivedAtMs, isFetching }: { receivedAtMs: number; isFetching: boolean }) {
  const t = useTranslations('states');
  const format = useFormat();
  const Icon = isFetching ? RotateCw : CircleDashed;
  return (
    <div role="status" className="pointer-events-none sticky bottom-3 z-10 mt-[-34px] flex h-[34px] justify-center">
      <p className="flex h-[30px] items-center gap-2 rounded-full border border-warn/50 bg-warn-soft px-3 text-sm font-medium text-warn shadow-pop">
        <Icon className="size-3.5" aria-hidden />
        {t('stale', { time: format.time(receivedAtMs) })}
      </p>
    </div>
  );
}
