'use client';

import { assignSlots } from './series-slots.ts';

const STORAGE_KEY = 'farol.series-slots';
/** Enough for every entity a person looks at; the oldest make room. */
const REMEMBERED_MAX = 1000;

let remembered: Map<string, number> | null = null;

function load(): Map<string, number> {
  if (remembered !== null) return remembered;
  remembered = new Map();
  try {
    const entries: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    for (const entry of Array.isArray(entries) ? entries : []) {
      if (Array.isArray(entry) && typeof entry[0] === 'string' && Number.isInteger(entry[1])) remembered.set(entry[0], entry[1]);
    }
  } catch {
    // Storage may be forbidden or spoilt: colours are then remembered for this visit only.
  }
  return remembered;
}

/** Slots for the entities of one chart, the same on every page of this browser. `kind` tells a topic from a group of the same name. */
export function rememberSlots(kind: string, keys: readonly string[]): Map<string, number> {
  const known = load();
  const prefix = `${kind}:`;
  const { slots, learned } = assignSlots(
    keys.map((key) => `${prefix}${key}`),
    new Map([...known].filter(([key]) => key.startsWith(prefix))),
  );
  if (learned.size > 0) {
    for (const [key, slot] of learned) known.set(key, slot);
    while (known.size > REMEMBERED_MAX) {
      const oldest = known.keys().next().value;
      if (oldest === undefined) break;
      known.delete(oldest);
    }
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify([...known]));
    } catch {
      // As above.
    }
  }
  return new Map(keys.map((key) => [key, slots.get(`${prefix}${key}`) ?? 0]));
}
