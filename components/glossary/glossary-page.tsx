'use client';

import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { Page } from '../shell/page.tsx';
import { TourAgain } from '../tour/tour-again.tsx';
import { Empty } from '../states/empty.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { latePart } from '../ui/late-part.tsx';
import { Drawing, hasDrawing } from './drawing.tsx';
import { matchTerms, type Entry } from './match-terms.ts';
import { AREAS, TERMS, termPath, type TermId } from './terms.ts';

const FilterBox = latePart(
  () => import('../table/filter-box.tsx').then((module) => module.FilterBox),
  () => <div className="h-[30px] w-full max-w-[280px]" />,
);

export interface GlossaryPageProps {
  entries: readonly Entry[];
  /** What each drawing shows, in words, by term. */
  drawings: Readonly<Partial<Record<string, string>>>;
}

/** All terms by subject, with a search in the URL and an anchor for each. */
export function GlossaryPage({ entries, drawings }: GlossaryPageProps) {
  const t = useTranslations('terms');
  const [search, setSearch] = useQueryState('q', parseAsString.withDefault('').withOptions({ throttleMs: 200 }));
  const byId = useMemo(() => new Map(entries.map((entry) => [entry.id, entry])), [entries]);
  const found = useMemo(() => matchTerms(entries, search), [entries, search]);
  const isSearching = search.trim() !== '';
  const groups = isSearching
    ? [{ area: null, ids: found }]
    : AREAS.map((area) => ({ area, ids: TERMS.filter((term) => term.area === area).map(({ id }): string => id) }));
  return (
    <Page title={t('title')} windowTitle={t('title')} actions={<TourAgain />}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="max-w-[70ch] min-w-0 flex-1 basis-[320px] text-pretty text-text-2">{t('lead')}</p>
        <FilterBox value={search} onChange={setSearch} label={t('search')} />
        <p role="status" className="text-sm text-text-3">
          {t('count', { count: found.length })}
        </p>
      </div>
      {isSearching ? null : (
        <nav aria-label={t('areas')} className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {AREAS.map((area) => (
            <a key={area} href={`#area-${area}`} className="py-1 text-info hover:underline">
              {t(`area.${area}`)}
            </a>
          ))}
        </nav>
      )}
      {found.length === 0 ? (
        <Card>
          <Empty picture="noMatch" title={t('none.title')} action={<Button onClick={() => setSearch('')}>{t('clear')}</Button>}>
            {t('none.detail')}
          </Empty>
        </Card>
      ) : (
        groups.map(({ area, ids }) => (
          <section key={area ?? 'found'} aria-labelledby={area === null ? undefined : `area-${area}`}>
            {area === null ? null : (
              <h2 id={`area-${area}`} className="mb-2 scroll-mt-[72px] text-lg font-semibold">
                {t(`area.${area}`)}
              </h2>
            )}
            <div className="gap-x-3 md:columns-2 xl:columns-3">
              {ids.map((id) => {
                const entry = byId.get(id);
                return entry === undefined ? null : (
                  <TermCard key={id} entry={entry} drawing={drawings[id]} nameOf={(other) => byId.get(other)?.name ?? other} />
                );
              })}
            </div>
          </section>
        ))
      )}
    </Page>
  );
}

interface TermCardProps {
  entry: Entry;
  drawing: string | undefined;
  nameOf: (id: string) => string;
}

function TermCard({ entry, drawing, nameOf }: TermCardProps) {
  const t = useTranslations('terms');
  const term = TERMS.find(({ id }) => id === entry.id);
  const id = term?.id;
  return (
    <Card id={entry.id} className="mb-3 scroll-mt-[72px] break-inside-avoid px-3.5 py-3 target:border-focus">
      <h3 className="text-md font-semibold">
        <a href={`#${entry.id}`} className="hover:underline">
          {entry.name}
        </a>
      </h3>
      <p className="mt-1 text-sm text-pretty">{entry.short}</p>
      {id === undefined || drawing === undefined || !hasDrawing(id) ? null : (
        <div className="mt-3 mb-1">
          <Drawing id={id} description={drawing} label={(key) => t(`label.${key}`)} />
        </div>
      )}
      {entry.more === null ? null : <p className="mt-1.5 text-sm text-pretty text-text-2">{entry.more}</p>}
      {entry.example === null ? null : (
        <p className="mt-1.5 border-l-2 border-beam pl-2.5 text-sm text-pretty text-text-2">
          <span className="font-medium text-text">{t('example')}: </span>
          {entry.example}
        </p>
      )}
      {term === undefined ? null : (
        <p className="mt-2 flex flex-wrap items-baseline gap-x-2.5 text-sm text-text-3">
          {t('see')}:
          {term.see.map((other: TermId) => (
            <a key={other} href={termPath(other)} className="inline-block py-1 text-info hover:underline">
              {nameOf(other)}
            </a>
          ))}
        </p>
      )}
    </Card>
  );
}
