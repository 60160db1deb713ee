import type { BlockColumn } from './block-codec.ts';
import { decodeOwner, readSegments, stepOf, type LoggedPass } from './pass-decoder.ts';
import type { ColumnShape } from './pass-codec.ts';
import { WINDOW_MS } from './tiers.ts';

/** Values of one owner on a grid that starts at `t0Ms`. */
export interface OwnerBlock {
  ownerId: number;
  t0Ms: number;
  stepMs: number;
  slots: number;
  columns: BlockColumn[];
}

/**
 * The passes of one shard within one 5-minute window, as one block an owner, made one at a time as they are asked for. `passes` in order of time. With `wanted`, other owners are left out.
 * Where the cadence changed within the window the finer grid is taken: every cadence divides the coarser ones.
 */
export function* blocksOfWindow(
  windowMs: number,
  passes: readonly LoggedPass[],
  wanted: ReadonlySet<number> | null,
): Generator<OwnerBlock> {
  const segments = readSegments(passes);
  const stepMs = passes.reduce((step, pass) => Math.min(step, stepOf(pass.body)), WINDOW_MS.raw);
  const slots = WINDOW_MS.raw / stepMs;
  // For each owner its place in each segment. Owner by owner, not pass by pass: one owner's grid fits the processor's cache, a shard's does not.
  const places = new Map<number, [segment: number, place: number][]>();
  for (const [s, { owners }] of segments.entries()) {
    for (const [place, { ownerId }] of owners.entries()) {
      if (wanted !== null && !wanted.has(ownerId)) continue;
      const known = places.get(ownerId);
      if (known === undefined) places.set(ownerId, [[s, place]]);
      else known.push([s, place]);
    }
  }
  for (const [ownerId, found] of places) {
    const block: OwnerBlock = { ownerId, t0Ms: windowMs, stepMs, slots, columns: [] };
    for (const [s, place] of found) {
      const segment = segments[s];
      const shapes = segment?.owners[place]?.columns;
      if (segment === undefined || shapes === undefined) continue;
      const targets = shapes.map((shape) => columnFor(block, shape));
      decodeOwner(segment, place, (slotMs, values) => {
        const slot = Math.floor((slotMs - windowMs) / stepMs);
        let at = 0;
        for (const [i, { subs }] of shapes.entries()) {
          const grid = targets[i]?.values;
          for (let sub = 0; sub < subs; sub++, at++) if (grid !== undefined) grid[sub * slots + slot] = values[at] as number;
        }
      });
    }
    yield block;
  }
}

/** The block's column of that metric, wide enough: partitions may have been added between segments. */
function columnFor(block: OwnerBlock, { metricId, scale, subs }: ColumnShape): BlockColumn {
  const found = block.columns.find((column) => column.metricId === metricId);
  if (found !== undefined && found.subs >= subs) return found;
  const values = new Float64Array(subs * block.slots).fill(Number.NaN);
  if (found === undefined) {
    const column: BlockColumn = { metricId, channel: 'value', scale, subs, values };
    block.columns.push(column);
    return column;
  }
  // Sub-columns lie one after the other, so the new ones come behind.
  values.set(found.values);
  found.values = values;
  found.subs = subs;
  return found;
}
