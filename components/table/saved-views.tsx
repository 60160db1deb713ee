'use client';

import { Bookmark, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRemoveView, useSaveView, useSavedViews } from '#lib/client/views.ts';
import { VIEW_NAME_MAX } from '#lib/contracts/view-limits.ts';
import type { SavedView } from '#lib/contracts/views.ts';
import { FormFailure } from '../forms/form-failure.tsx';
import { Button } from '../ui/button.tsx';
import { cn } from '../ui/cn.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Input } from '../ui/input.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { viewQuery } from './view-query.ts';

export interface SavedViewsProps {
  /** Name of the list in the store. */
  list: string;
  /** Views that come with the list. */
  builtIn: readonly SavedView[];
  /** Query of the address now, without `?`. */
  search: string;
  /** Shows the view of this query. */
  onShow: (query: string) => void;
}

/** The views of a list: those that come with it, a person's own, and the one at hand to be named. A person's own are kept with the account. */
export function SavedViews({ list, builtIn, search, onShow }: SavedViewsProps) {
  const t = useTranslations('table.views');
  const saved = useSavedViews(list);
  const save = useSaveView(list);
  const remove = useRemoveView(list);
  const views = saved.data ?? [];
  const [name, setName] = useState('');
  const current = viewQuery(search);
  const isNamed = [...builtIn, ...views].some(({ query }) => viewQuery(query) === current);
  const link = ({ name: title, query }: SavedView) => {
    const isCurrent = viewQuery(query) === current;
    return (
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => onShow(query)}
        className={cn(
          'min-h-8 min-w-0 flex-1 truncate rounded-md px-2 py-1 text-left text-sm hover:bg-surface-2',
          isCurrent && 'bg-surface-2 font-medium',
        )}
      >
        {title}
      </button>
    );
  };
  return (
    <div className="w-[min(300px,calc(100vw-48px))]">
      <p className="text-sm font-semibold">{t('title')}</p>
      <ul className="-mx-1 mt-1.5 max-h-[40vh] overflow-y-auto">
        <li className="flex">{link({ name: t('all'), query: '' })}</li>
        {builtIn.map((view) => (
          <li key={view.name} className="flex">
            {link(view)}
          </li>
        ))}
      </ul>
      {saved.isPending ? <Skeleton className="mt-3 h-3 w-32" /> : null}
      {views.length === 0 ? null : (
        <>
          <p className="mt-2 text-xs font-medium text-text-3">{t('own')}</p>
          <ul className="-mx-1 mt-0.5 max-h-[30vh] overflow-y-auto">
            {views.map((view) => (
              <li key={view.name} className="flex items-center gap-1">
                {link(view)}
                <IconButton
                  size="sm"
                  label={t('remove', { name: view.name })}
                  icon={<Trash2 aria-hidden />}
                  onClick={() => remove.mutate(view.name)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {current === '' || isNamed ? (
        <p className="mt-2 text-xs text-pretty text-text-2">{t(isNamed && current !== '' ? 'isSaved' : 'advice')}</p>
      ) : (
        <form
          className="mt-2.5 flex gap-1.5 border-t border-line pt-2.5"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ name: name.trim(), query: current }, { onSuccess: () => setName('') });
          }}
        >
          <Input
            aria-label={t('name')}
            placeholder={t('name')}
            maxLength={VIEW_NAME_MAX}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" variant="primary" disabled={name.trim() === ''} busy={save.isPending}>
            <Bookmark aria-hidden />
            {t('save')}
          </Button>
        </form>
      )}
      <FormFailure error={save.error ?? remove.error ?? saved.error} titles={{ conflict: t('full') }} />
    </div>
  );
}
