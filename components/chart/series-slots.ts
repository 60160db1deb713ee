/** Hues of the palette (`--s1` … `--s8`). */
const HUES = 8;
/** Each hue comes in two dash patterns before anything repeats. */
const SLOTS = HUES * 2;

/** Second code beside the hue, chosen so that neighbouring hues (blue and sky, orange and ochre) never share a pattern. undefined = solid. */
const DASHES: readonly (string | undefined)[] = [undefined, undefined, '6 4', undefined, '2 3', '7 3 2 3', '10 3', '6 4'];
const SECOND_DASHES: readonly (string | undefined)[] = ['6 4', '6 4', undefined, '6 4', '8 3', '2 3', '2 3', undefined];

/** How one series is drawn. */
export interface SeriesLook {
  /** CSS colour, a token. */
  colour: string;
  /** SVG dash pattern; undefined = solid. */
  dash: string | undefined;
}

/** Look of a slot, 0..15. */
export function lookOfSlot(slot: number): SeriesLook {
  const hue = ((slot % HUES) + HUES) % HUES;
  return { colour: `var(--s${hue + 1})`, dash: (slot % SLOTS < HUES ? DASHES : SECOND_DASHES)[hue] };
}

/** FNV-1a: spreads names evenly and gives every reader the same first choice. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value ^= text.charCodeAt(at);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}

/**
 * Slots for the entities of one chart. An entity that was seen before keeps its slot; a new one takes a slot that is free in this chart and
 * least used so far, starting at the one its name asks for. Two old acquaintances that meet on the same slot keep the hue and differ in dash, here only.
 * `remembered` is not changed; `learned` holds what to remember.
 */
export function assignSlots(
  keys: readonly string[],
  remembered: ReadonlyMap<string, number>,
): { slots: Map<string, number>; learned: Map<string, number> } {
  const used = Array.from({ length: SLOTS }, () => 0);
  for (const slot of remembered.values()) used[slot % SLOTS] = (used[slot % SLOTS] ?? 0) + 1;
  const slots = new Map<string, number>();
  const learned = new Map<string, number>();
  const taken = new Set<number>();
  const ordered = [...keys].sort();
  for (const key of ordered) {
    const known = remembered.get(key);
    if (known === undefined) continue;
    const slot = taken.has(known) ? (known + HUES) % SLOTS : known;
    slots.set(key, slot);
    taken.add(slot);
  }
  for (const key of ordered) {
    if (slots.has(key)) continue;
    const wish = hash(key) % HUES;
    let best = wish;
    let bestCost = Number.POSITIVE_INFINITY;
    for (let step = 0; step < SLOTS; step += 1) {
      const slot = step < HUES ? (wish + step) % HUES : HUES + ((wish + step) % HUES);
      const hueTaken = taken.has(slot % HUES) || taken.has((slot % HUES) + HUES);
      const cost = (taken.has(slot) ? 1e6 : 0) + (hueTaken ? 1e4 : 0) + (slot >= HUES ? 1e3 : 0) + (used[slot] ?? 0);
      if (cost < bestCost) {
        best = slot;
        bestCost = cost;
      }
    }
    slots.set(key, best);
    learned.set(key, best);
    taken.add(best);
    used[best] = (used[best] ?? 0) + 1;
  }
  return { slots, learned };
}
