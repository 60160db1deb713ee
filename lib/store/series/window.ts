import type { BlockColumn } from './block-codec.ts';
import { ShardDecoder } from './pass-codec.ts';
import { WINDOW_MS } from './tiers.ts';
import { createYielder } from './yielding.ts';

/** Values of one owner on a grid that starts at `t0Ms`. */
export interface OwnerBlock {
  ownerId: number;
  t0Ms: number;
  stepMs: number;
  slots: number;
  columns: BlockColumn[];
}

/** One shard of one logged pass. */
export interface LoggedPass {
  slotMs: number;
  body: Uint8Array;
}

interface Cell {
  slotMs: number;
  values: Float64Array;
}

interface Track {
  metricId: number;
  scale: number;
  subs: number;
  cells: Cell[];
}

/**
 * The passes of one shard within one 5-minute window, turned into one block an owner. `passes` in order of time. With `wanted`, other owners are left out.
 * Where the cadence changed within the window the finer grid is taken: every cadence divides the coarser ones.
 */
export async function blocksOfWindow(
  windowMs: number,
  passes: readonly LoggedPass[],
  wanted: ReadonlySet<number> | null,
  signal?: AbortSignal,
): Promise<OwnerBlock[]> {
  const decoder = new ShardDecoder(wanted);
  const giveWay = createYielder(signal);
  const owners = new Map<number, Map<number, Track>>();
  let stepMs = WINDOW_MS.raw;
  for (const { slotMs, body } of passes) {
    const decoded = decoder.apply(slotMs, body);
    stepMs = Math.min(stepMs, decoder.stepMs);
    for (const { ownerId, columns } of decoded) {
      let tracks = owners.get(ownerId);
      if (tracks === undefined) owners.set(ownerId, (tracks = new Map()));
      for (const { metricId, scale, subs, values } of columns) {
        let track = tracks.get(metricId);
        if (track === undefined) tracks.set(metricId, (track = { metricId, scale, subs, cells: [] }));
        track.subs = Math.max(track.subs, subs);
        track.cells.push({ slotMs, values: values.slice() });
      }
    }
    await giveWay();
  }
  const slots = WINDOW_MS.raw / stepMs;
  const blocks: OwnerBlock[] = [];
  for (const [ownerId, tracks] of owners) {
    const columns = [...tracks.values()].map((track) => gridOf(track, windowMs, stepMs, slots));
    blocks.push({ ownerId, t0Ms: windowMs, stepMs, slots, columns });
    await giveWay();
  }
  return blocks;
}

function gridOf(track: Track, windowMs: number, stepMs: number, slots: number): BlockColumn {
  const values = new Float64Array(track.subs * slots).fill(Number.NaN);
  for (const cell of track.cells) {
    const slot = Math.floor((cell.slotMs - windowMs) / stepMs);
    for (let sub = 0; sub < cell.values.length; sub++) values[sub * slots + slot] = cell.values[sub] as number;
  }
  return { metricId: track.metricId, channel: 'value', scale: track.scale, subs: track.subs, values };
}
