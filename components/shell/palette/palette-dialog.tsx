'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import * as Primitive from 'radix-ui/dialog';
import { useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { KeyCaps } from '../key-caps.tsx';
import { indexEntries, rankEntries, type PaletteEntry } from './palette-entry.ts';
import { PaletteOption } from './palette-option.tsx';
import { usePaletteActions } from './use-palette-actions.ts';
import { usePalettePlaces } from './use-palette-entries.ts';

const FOUND_MAX = 30;
const RECENT_MAX = 5;
const OTHER_CLUSTERS_MAX = 6;
const PAGE_STEP = 8;

export interface PaletteDialogProps {
  /** Cluster in view; null on pages about all clusters. */
  clusterId: string | null;
  /** Offers clusters alone; null = everything. */
  only: 'cluster' | null;
  /** What was typed while this was loading. */
  typedBefore: () => string;
  /** Called once the field takes keys itself. */
  onReady: () => void;
  onClose: () => void;
  onOpenKeys: () => void;
}

interface Section {
  /** Heading; null for what was found. */
  title: string | null;
  entries: PaletteEntry[];
}

/** One field that reaches every page, cluster, topic, group and broker, and every choice. */
export function PaletteDialog({ clusterId, only, typedBefore, onReady, onClose, onOpenKeys }: PaletteDialogProps) {
  const t = useTranslations('shell.palette');
  const router = useRouter();
  const id = useId();
  const listRef = useRef<HTMLDivElement>(null);
  const fieldRef = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(typedBefore);
  const [active, setActive] = useState(0);
  const places = usePalettePlaces(clusterId);
  const actions = usePaletteActions(clusterId !== null, onOpenKeys);

  const few = useMemo(
    () => indexEntries(only === 'cluster' ? places.clusters : [...places.pages, ...places.clusters, ...actions]),
    [only, places.clusters, places.pages, actions],
  );
  const sections = useSections(query, few, places, actions, only, clusterId);
  const entries = sections.flatMap((section) => section.entries);
  const current = entries[Math.min(active, entries.length - 1)];

  const choose = (entry: PaletteEntry, inNewTab: boolean) => {
    if (entry.href !== undefined && inNewTab) {
      window.open(entry.href, '_blank', 'noopener');
      return;
    }
    onClose();
    if (entry.href !== undefined) router.push(entry.href);
    entry.run?.();
  };
  const moveTo = (next: number) => {
    setActive(next);
    listRef.current?.querySelector(`[data-at="${next}"]`)?.scrollIntoView({ block: next === 0 ? 'end' : 'nearest' });
  };
  const press = (event: KeyboardEvent) => {
    const last = entries.length - 1;
    const at = Math.min(active, last);
    const next = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      PageDown: Math.min(last, at + PAGE_STEP),
      PageUp: Math.max(0, at - PAGE_STEP),
    }[event.key];
    if (event.nativeEvent.isComposing || last < 0) return;
    if (next !== undefined) moveTo(next);
    else if (event.key === 'Enter' && current !== undefined) choose(current, event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  };

  return (
    <Primitive.Root open onOpenChange={onClose}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            // Behind what was typed already: selected, it would give way to the next letter.
            event.preventDefault();
            const typed = typedBefore();
            setQuery(typed);
            const field = fieldRef.current;
            // Written here too: a letter that comes before the next drawing would be put behind the older text, and what lies between be lost.
            if (field !== null) {
              field.value = typed;
              field.focus();
              field.setSelectionRange(typed.length, typed.length);
            }
            onReady();
          }}
          className="pop-in fixed inset-x-2 top-2 z-50 mx-auto flex max-h-[min(560px,calc(100dvh-16px))] max-w-[640px] flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-pop sm:top-[12vh] sm:max-h-[min(560px,76dvh)]"
        >
          <Primitive.Title className="sr-only">{t(only === 'cluster' ? 'clustersTitle' : 'title')}</Primitive.Title>
          <div className="flex items-center gap-2.5 border-b border-line px-3.5">
            <Search aria-hidden className="size-4 shrink-0 text-text-3" />
            <input
              ref={fieldRef}
              type="text"
              role="combobox"
              aria-expanded
              aria-controls={`${id}-list`}
              aria-activedescendant={current === undefined ? undefined : `${id}-${entries.indexOf(current)}`}
              aria-autocomplete="list"
              aria-label={t(only === 'cluster' ? 'clustersTitle' : 'title')}
              placeholder={t(only === 'cluster' ? 'clustersPlaceholder' : 'placeholder')}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={200}
              value={query}
              onChange={({ target }) => {
                setQuery(target.value);
                setActive(0);
                listRef.current?.scrollTo({ top: 0 });
              }}
              onKeyDown={press}
              className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-text-3 sm:text-md"
            />
          </div>
          <div
            ref={listRef}
            id={`${id}-list`}
            role="listbox"
            aria-label={t('results')}
            className="min-h-0 flex-1 overflow-y-auto p-1.5"
          >
            {sections.map((section, place) => {
              const first = sections.slice(0, place).reduce((sum, each) => sum + each.entries.length, 0);
              return (
                <div key={section.title ?? 'found'} role="group" aria-label={section.title ?? t('results')}>
                  {section.title === null ? null : (
                    <p aria-hidden className="px-2.5 pt-2 pb-1 text-xs font-medium text-text-3">
                      {section.title}
                    </p>
                  )}
                  {section.entries.map((entry, at) => (
                    <PaletteOption
                      key={entry.id}
                      id={`${id}-${first + at}`}
                      at={first + at}
                      entry={entry}
                      query={query}
                      isActive={entry === current}
                      onPoint={() => setActive(first + at)}
                      onChoose={(event: MouseEvent) => choose(entry, event.ctrlKey || event.metaKey || event.button === 1)}
                    />
                  ))}
                </div>
              );
            })}
          </div>
          <Footer query={query} found={entries.length} isLoading={places.isLoading} missing={places.missing} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Without a query what is likely to be wanted, with one what fits it. */
function useSections(
  query: string,
  few: ReturnType<typeof indexEntries>,
  places: ReturnType<typeof usePalettePlaces>,
  actions: readonly PaletteEntry[],
  only: 'cluster' | null,
  clusterId: string | null,
): Section[] {
  const t = useTranslations('shell.palette');
  const { sources, clusters, pages, recent } = places;
  const found = useMemo(
    () => (query.trim() === '' ? null : rankEntries(few, only === null ? sources : [], query, FOUND_MAX)),
    [few, only, sources, query],
  );
  if (found !== null) return [{ title: null, entries: found }];
  const others = clusters.filter((entry) => only === 'cluster' || entry.id !== `cluster ${clusterId}`);
  if (only === 'cluster') return [{ title: t('section.clusters'), entries: others.slice(0, FOUND_MAX) }];
  const here = `${window.location.pathname}${window.location.search}`;
  const known = new Set<string>();
  // Each place once: where one has been is likelier than the same in the list of pages.
  const once = (entries: readonly PaletteEntry[]) =>
    entries.filter(({ id, href }) => href !== here && !known.has(id) && known.add(id) !== undefined);
  return [
    {
      title: t('section.recent'),
      entries: once(recent.filter(({ href }) => href !== window.location.pathname)).slice(0, RECENT_MAX),
    },
    { title: t('section.pages'), entries: once(pages) },
    { title: t('section.clusters'), entries: once(others).slice(0, OTHER_CLUSTERS_MAX) },
    { title: t('section.actions'), entries: once(actions.filter(({ isHidden }) => isHidden !== true)) },
  ].filter(({ entries }) => entries.length > 0);
}

interface FooterProps {
  query: string;
  found: number;
  isLoading: boolean;
  missing: readonly string[];
}

/** How the keys work, and whether all names were searched. */
function Footer({ query, found, isLoading, missing }: FooterProps) {
  const t = useTranslations('shell.palette');
  const state =
    missing.length > 0
      ? t('missing', { clusters: missing.join(', ') })
      : isLoading
        ? t('loading')
        : query.trim() === ''
          ? null
          : t('found', { count: found });
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-0.5 border-t border-line px-3.5 py-1.5 text-xs text-text-3">
      <span role="status" className="mr-auto">
        {state}
      </span>
      <span className="inline-flex items-center gap-1.5 max-sm:hidden">
        <KeyCaps keys="↵" /> {t('hint.open')}
      </span>
      <span className="inline-flex items-center gap-1.5 max-sm:hidden">
        <KeyCaps keys="mod+↵" /> {t('hint.newTab')}
      </span>
      <span className="inline-flex items-center gap-1.5 max-sm:hidden">
        <KeyCaps keys="Esc" /> {t('hint.close')}
      </span>
    </div>
  );
}
