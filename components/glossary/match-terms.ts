/** A term in the reader's language, as the page shows and searches it. */
export interface Entry {
  id: string;
  name: string;
  short: string;
  more: string | null;
  example: string | null;
}

/** Letters without accents, in small: "particao" finds "Partição". */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/** Ids of the entries that hold every word of the search; those whose name begins with it come first. All of them for an empty search. */
export function matchTerms(entries: readonly Entry[], search: string): string[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  const found = entries.filter((entry) => {
    const text = plain([entry.id, entry.name, entry.short, entry.more ?? '', entry.example ?? ''].join(' '));
    return words.every((word) => text.includes(word));
  });
  const [first] = words;
  if (first === undefined) return found.map(({ id }) => id);
  const rank = ({ id, name }: Entry) => (plain(name).startsWith(first) || id.startsWith(first) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b)).map(({ id }) => id);
}
