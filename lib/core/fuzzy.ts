/** Texts made ready to be searched again and again: see `indexTexts`. */
export interface TextIndex {
  readonly texts: readonly string[];
  /** Lower case, without accents; the same length as the text wherever that is possible. */
  readonly folded: readonly string[];
  /** Which characters occur, one bit each, so that most texts are refused without being read. */
  readonly masks: Int32Array;
}

/** A text that fits a query. */
export interface Match {
  /** Place in the index. */
  index: number;
  /** Higher is better; comparable between indexes for the same query. */
  score: number;
}

/** Part of a text, half-open. */
export interface Span {
  from: number;
  to: number;
}

const WHOLE = 60;
const PREFIX = 40;
const WORD_START = 25;
const CONTAINED = 100;
/** What a scattered match is worth at most; always less than one in one piece. */
const SCATTERED = 60;
/** Scattered letters may lie this many times as far apart as they would in one piece. */
const STRETCH_MAX = 5;
/** Longest query that is looked at. */
const QUERY_LONGEST = 200;
const TERMS_MAX = 8;
/** How many places of a term in a text are compared. */
const PLACES_MAX = 6;

/** Folds text for comparison: "Tópicos" is found by "topicos". */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Names in Kafka are ASCII almost always: those need no further work.
  // oxlint-disable-next-line no-control-regex
  return /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '');
}

function maskOf(folded: string): number {
  let mask = 0;
  for (let at = 0; at < folded.length; at += 1) mask |= 1 << (folded.charCodeAt(at) & 31);
  return mask;
}

/** Makes texts searchable. Takes about a tenth of a second for 100,000 names; keep the result. */
export function indexTexts(texts: readonly string[]): TextIndex {
  const folded = texts.map(fold);
  const masks = new Int32Array(texts.length);
  for (let at = 0; at < folded.length; at += 1) masks[at] = maskOf(folded[at] ?? '');
  return { texts, folded, masks };
}

/** The words of a query, each of which a text must contain, in any order. */
function termsOf(query: string): string[] {
  return fold(query.slice(0, QUERY_LONGEST))
    .split(/\s+/)
    .filter((term) => term !== '')
    .slice(0, TERMS_MAX);
}

/** The `limit` texts that fit a query best, best first; equals keep the order of the index. An empty query fits nothing. */
export function rankTexts(index: TextIndex, query: string, limit: number): Match[] {
  const terms = termsOf(query);
  if (terms.length === 0 || limit <= 0) return [];
  const mask = terms.reduce((sum, term) => sum | maskOf(term), 0);
  const best: Match[] = [];
  const { folded, masks, texts } = index;
  for (let at = 0; at < folded.length; at += 1) {
    if (((masks[at] ?? 0) & mask) !== mask) continue;
    const score = scoreOf(folded[at] ?? '', texts[at] ?? '', terms);
    if (score === null) continue;
    const last = best.at(-1);
    if (best.length === limit && last !== undefined && score <= last.score) continue;
    keep(best, { index: at, score }, limit);
  }
  return best;
}

/** Puts a match in its place behind all that are as good. */
function keep(best: Match[], match: Match, limit: number): void {
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((best[middle]?.score ?? 0) >= match.score) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, match);
  if (best.length > limit) best.pop();
}

function scoreOf(folded: string, text: string, terms: readonly string[]): number | null {
  let sum = 0;
  for (const term of terms) {
    const place = bestPlace(folded, text, term);
    const score = place === null ? scattered(folded, text, term) : place.score;
    if (score === null) return null;
    sum += score;
  }
  // Among equals the shorter name says more of what was typed.
  return sum / terms.length - Math.min(20, folded.length * 0.2);
}

/** The best place where a term stands in one piece; null when it stands nowhere so. */
function bestPlace(folded: string, text: string, term: string): { at: number; score: number } | null {
  let best: { at: number; score: number } | null = null;
  let at = folded.indexOf(term);
  for (let places = 0; at >= 0 && places < PLACES_MAX; places += 1) {
    let score = CONTAINED - Math.min(10, at * 0.2);
    if (at === 0) score += PREFIX + (folded.length === term.length ? WHOLE : 0);
    else if (isWordStart(text, at)) score += WORD_START;
    if (best === null || score > best.score) best = { at, score };
    at = folded.indexOf(term, at + 1);
  }
  return best;
}

/** Score of a term whose letters stand in a text in order, but apart: "pdc" in "pedidos-criados". null when they do not, or too far apart. */
function scattered(folded: string, text: string, term: string): number | null {
  const places = lettersOf(folded, text, term);
  if (places === null) return null;
  const [first = 0] = places;
  const length = (places.at(-1) ?? 0) - first + 1;
  let score = 0;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    if (isWordStart(text, place)) score += 3;
    else if (at > 0 && place === (places[at - 1] ?? 0) + 1) score += 2;
  }
  const starts = score / (3 * places.length);
  // Letters that are mostly starts of words may stand as far apart as words are long.
  if (starts < 0.6 && length > term.length * STRETCH_MAX) return null;
  return SCATTERED * starts - Math.min(15, length - term.length) * 0.5 - Math.min(5, first * 0.1);
}

/** Places of a term's letters in order, preferring starts of words; null when they are not all there. */
function lettersOf(folded: string, text: string, term: string): number[] | null {
  const places: number[] = [];
  let from = 0;
  for (let letter = 0; letter < term.length; letter += 1) {
    const wanted = term[letter] ?? '';
    const next = folded.indexOf(wanted, from);
    if (next < 0) return null;
    let place = next;
    // A start of a word further on is taken only if the rest can still follow it.
    for (let at = next; at >= 0; at = folded.indexOf(wanted, at + 1)) {
      if (!isWordStart(text, at)) continue;
      if (hasInOrder(folded, at + 1, term, letter + 1)) place = at;
      break;
    }
    if (places.length > 0 && next === (places.at(-1) ?? 0) + 1) place = next;
    places.push(place);
    from = place + 1;
  }
  return places;
}

function hasInOrder(folded: string, from: number, term: string, letter: number): boolean {
  let at = from;
  for (let next = letter; next < term.length; next += 1) {
    const found = folded.indexOf(term[next] ?? '', at);
    if (found < 0) return false;
    at = found + 1;
  }
  return true;
}

/** Whether a word begins here: after a sign, at a capital after a small letter, at a figure after a letter. */
function isWordStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  const here = text.charCodeAt(at);
  if (!isLetterOrDigit(before)) return isLetterOrDigit(here);
  return (isUpper(here) && !isUpper(before)) || (isDigit(here) && !isDigit(before));
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetterOrDigit(code: number): boolean {
  return isUpper(code) || isDigit(code) || (code >= 97 && code <= 122) || code > 127;
}

/** Which parts of a text a query found, in order, to be set off. Empty where folding changed the text's length, so that nothing wrong is marked. */
export function matchedSpans(text: string, query: string): Span[] {
  const folded = fold(text);
  if (folded.length !== text.length) return [];
  const marked = new Set<number>();
  for (const term of termsOf(query)) {
    const place = bestPlace(folded, text, term);
    const places = place === null ? lettersOf(folded, text, term) : Array.from(term, (_letter, at) => place.at + at);
    for (const at of places ?? []) marked.add(at);
  }
  const spans: Span[] = [];
  for (const at of [...marked].toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last?.to === at) last.to = at + 1;
    else spans.push({ from: at, to: at + 1 });
  }
  return spans;
}
