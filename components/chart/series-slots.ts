/** Hues of the palette (`--s1` … `--s8`). */
const HUES = 8;
/** Each hue comes in two dash patterns before anything repeats. */
const SLOTS = HUES * 2;

/**
 * Second code beside the hue, chosen so that hues which look alike to anybody (blue and violet, orange and ochre, and with a colour deficiency
 * green and brown, blue and green) never share a pattern: held by `app/colour-vision.test.ts`. undefined = solid.
 */
const DASHES: readonly (string | undefined)[] = [undefined, undefined, '6 4', '2 3', '10 3', '7 3 2 3', '10 3', '10 3'];
const SECOND_DASHES: readonly (string | undefined)[] = [
  '2 3',
  '6 4',
  '7 3 2 3',
  '10 3',
  '12 3 2 3 2 3',
  '12 3 2 3 2 3',
  '6 4',
  undefined,
];

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

/**
 * Slots for the entities of one chart, in the order given (largest first). An entity that was seen before keeps its slot; a new one takes the
 * first slot that is free in this chart and least used so far. Two old acquaintances that meet on one slot keep the hue and differ in dash, here only.
 * `remembered` (of the same kind of entity) is not changed; `learned` holds what to remember.
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
  for (const key of [...keys].sort()) {
    const known = remembered.get(key);
    if (known === undefined) continue;
    const slot = taken.has(known) ? (known + HUES) % SLOTS : known;
    slots.set(key, slot);
    taken.add(slot);
  }
  for (const key of keys) {
    if (slots.has(key)) continue;
    const slot = cheapestSlot(taken, used);
    slots.set(key, slot);
    learned.set(key, slot);
    taken.add(slot);
    used[slot] = (used[slot] ?? 0) + 1;
  }
  return { slots, learned };
}

/** The slot that confuses least: free in this chart, of a hue not in it, of the first dash pattern, seldom given before. */
function cheapestSlot(taken: ReadonlySet<number>, used: readonly number[]): number {
  let best = 0;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const isHueTaken = taken.has(slot % HUES) || taken.has((slot % HUES) + HUES);
    const cost = (taken.has(slot) ? 1e6 : 0) + (isHueTaken ? 1e4 : 0) + (slot >= HUES ? 1e3 : 0) + (used[slot] ?? 0);
    if (cost < bestCost) {
      best = slot;
      bestCost = cost;
    }
  }
  return best;
}
