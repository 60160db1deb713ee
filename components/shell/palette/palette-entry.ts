import type { LucideIcon } from 'lucide-react';
import { indexTexts, rankTexts, type TextIndex } from '#lib/core/fuzzy.ts';

export type PaletteKind = 'page' | 'cluster' | 'topic' | 'group' | 'broker' | 'action';

/** One line of the palette: a place to go to, or something to do. */
export interface PaletteEntry {
  /** Unique among all entries. */
  id: string;
  kind: PaletteKind;
  label: string;
  /** Where it belongs: the name of its cluster; null when it belongs to none. */
  place: string | null;
  icon: LucideIcon;
  /** Other words by which it is found. */
  words?: string;
  /** Shortcut that does the same. */
  keys?: string;
  href?: string;
  run?: () => void;
  /** Only found, never offered unasked. */
  isHidden?: boolean;
}

/** Names of one kind in one cluster: tens of thousands, so they become entries only when they are shown. */
export interface NameSource {
  names: TextIndex;
  toEntry: (name: string) => PaletteEntry;
  /** Added to the score: what lies in the cluster in view is meant more often. */
  bonus: number;
}

/** Pages and clusters are few and meant often; a thing of that exact name still beats them. */
const BONUS: Record<PaletteKind, number> = { page: 12, cluster: 8, topic: 0, group: 0, broker: 0, action: 0 };
const HIDDEN_MALUS = 15;
/** Words beside the label find an entry, but weigh less than its label. */
const WORDS_SHARE = 0.6;

/** What scores less than this share of the best is noise: letters strewn over a name, where another one holds the word. */
const NOISE_SHARE = 0.4;

/** Entries made ready to be searched by label and by their other words. */
export interface EntryIndex {
  entries: readonly PaletteEntry[];
  labels: TextIndex;
  words: TextIndex;
}

/** Makes entries searchable. */
export function indexEntries(entries: readonly PaletteEntry[]): EntryIndex {
  return {
    entries,
    labels: indexTexts(entries.map(({ label }) => label)),
    words: indexTexts(entries.map(({ label, words, place }) => [label, words, place].filter(Boolean).join(' '))),
  };
}

/** The `limit` best entries for a query over the few and over all names, best first. */
export function rankEntries(few: EntryIndex, sources: readonly NameSource[], query: string, limit: number): PaletteEntry[] {
  const scores = new Map<PaletteEntry, number>();
  const note = (entry: PaletteEntry | undefined, score: number) => {
    if (entry === undefined) return;
    const full = score + BONUS[entry.kind] - (entry.isHidden === true ? HIDDEN_MALUS : 0);
    scores.set(entry, Math.max(scores.get(entry) ?? Number.NEGATIVE_INFINITY, full));
  };
  for (const { index, score } of rankTexts(few.labels, query, limit)) note(few.entries[index], score);
  for (const { index, score } of rankTexts(few.words, query, limit)) note(few.entries[index], score * WORDS_SHARE);
  for (const { names, toEntry, bonus } of sources) {
    for (const { index, score } of rankTexts(names, query, limit)) note(toEntry(names.texts[index] ?? ''), score + bonus);
  }
  const best = Math.max(...scores.values());
  return [...scores.entries()]
    .filter(([, score]) => score >= Math.min(best, best * NOISE_SHARE))
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, limit)
    .map(([entry]) => entry);
}
