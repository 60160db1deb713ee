import { ByteReader, ByteWriter, TruncatedBytesError } from '#lib/core/byte-stream.ts';
import { IS_LITERAL, readResiduals, residualOf, writeResiduals } from './residuals.ts';

/*
 * A block holds all values of one owner in one window, on a grid of `slots` slots of `stepMs`. Layout, version 1:
 *   byte version · varint stepMs · varint slots · varint columns
 *   per column: varint metricId · byte channel · varint scale · varint subs · varint byteLength      (the directory)
 *   per column: byte order · tokens of subs × slots residuals, one sub-column after the other         (the bodies)
 * Values are integers, round(value × scale). Order 0 predicts the value before, order 1 continues the last step (steady rates become small noise);
 * the encoder keeps the shorter. Narrow columns come first, so that the first bytes of a body suffice to read them.
 */
const VERSION = 1;

/** What the values of a column are: the value itself (raw and counters) or the mean (gauges of coarser tiers), the smallest, or the largest. */
export type Channel = 'value' | 'min' | 'max';
const CHANNELS: readonly Channel[] = ['value', 'min', 'max'];

/** One metric of a block. */
export interface BlockColumn {
  metricId: number;
  channel: Channel;
  /** Stored as round(value × scale). */
  scale: number;
  /** Number of sub-columns: partitions, or 1. */
  subs: number;
  /** Sub-major: the value of sub `s` in slot `i` stands at `s × slots + i`. NaN = unknown. */
  values: Float64Array;
}

export interface Block {
  stepMs: number;
  slots: number;
  columns: readonly BlockColumn[];
}

/** Trying the second order costs time: not worth it below this many bytes a value. */
const SECOND_ORDER_FROM = 1.05;

/** Fills residuals (and literals) of one column. */
function predict(column: BlockColumn, slots: number, order: number, residuals: Float64Array, literals: Float64Array): void {
  const { values, scale, subs } = column;
  for (let sub = 0; sub < subs; sub++) {
    let previous = 0;
    let step = 0;
    let known = 0;
    for (let i = sub * slots, end = i + slots; i < end; i++) {
      const value = Math.round((values[i] as number) * scale);
      if (!Number.isFinite(value)) {
        residuals[i] = Number.NaN;
        continue;
      }
      const residual = residualOf(value, order === 1 && known > 1 ? previous + step : previous);
      residuals[i] = residual;
      if (residual === IS_LITERAL) literals[i] = value;
      step = value - previous;
      previous = value;
      known += 1;
    }
  }
}

function restore(column: BlockColumn, slots: number, order: number, residuals: Float64Array, literals: Float64Array): void {
  const { values, scale, subs } = column;
  for (let sub = 0; sub < subs; sub++) {
    let previous = 0;
    let step = 0;
    let known = 0;
    for (let i = sub * slots, end = i + slots; i < end; i++) {
      const residual = residuals[i] as number;
      if (Number.isNaN(residual)) {
        values[i] = Number.NaN;
        continue;
      }
      const prediction = order === 1 && known > 1 ? previous + step : previous;
      const value = residual === IS_LITERAL ? (literals[i] as number) : prediction + residual;
      values[i] = value / scale;
      step = value - previous;
      previous = value;
      known += 1;
    }
  }
}

/** Scratch space shared by all calls of this process: packing is synchronous. */
let residuals = new Float64Array(4096);
let literals = new Float64Array(4096);

function reserve(count: number): void {
  if (residuals.length >= count) return;
  residuals = new Float64Array(count * 2);
  literals = new Float64Array(count * 2);
}

function packColumn(column: BlockColumn, slots: number, out: ByteWriter): void {
  const count = column.subs * slots;
  reserve(count);
  out.truncate(0);
  out.byte(0);
  predict(column, slots, 0, residuals, literals);
  writeResiduals(out, residuals, literals, count);
  const first = out.length;
  if (first < count * SECOND_ORDER_FROM) return;
  out.byte(1);
  predict(column, slots, 1, residuals, literals);
  writeResiduals(out, residuals, literals, count);
  if (out.length - first >= first) {
    out.truncate(first);
    return;
  }
  const shorter = out.view().slice(first);
  out.truncate(0);
  out.append(shorter);
}

const columnOut = new ByteWriter(16_384);
const directoryOut = new ByteWriter(256);
const bodies = new ByteWriter(65_536);

/** Packs a block. Unknown columns (every value NaN) are left out; a block without any value gives null. */
export function encodeBlock(block: Block): Buffer | null {
  const columns = block.columns
    .filter((column) => column.values.some((value) => Number.isFinite(value)))
    .sort((a, b) => a.subs - b.subs || a.metricId - b.metricId || CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel));
  if (columns.length === 0) return null;
  directoryOut.truncate(0);
  bodies.truncate(0);
  directoryOut.byte(VERSION);
  directoryOut.varint(block.stepMs);
  directoryOut.varint(block.slots);
  directoryOut.varint(columns.length);
  for (const column of columns) {
    packColumn(column, block.slots, columnOut);
    directoryOut.varint(column.metricId);
    directoryOut.byte(CHANNELS.indexOf(column.channel));
    directoryOut.varint(column.scale);
    directoryOut.varint(column.subs);
    directoryOut.varint(columnOut.length);
    bodies.append(columnOut.view());
  }
  directoryOut.append(bodies.view());
  return directoryOut.copy();
}

interface DirectoryEntry extends Omit<BlockColumn, 'values'> {
  /** Where the column's bytes begin and end in the block. */
  start: number;
  end: number;
}

interface Directory {
  stepMs: number;
  slots: number;
  entries: DirectoryEntry[];
}

/** null when the directory itself is not wholly in the bytes. Throws on bytes of another version. */
function readDirectory(bytes: Uint8Array): Directory | null {
  const input = new ByteReader(bytes);
  const version = input.byte();
  if (version !== VERSION) throw new RangeError(`a stored block has version ${version}; this Farol reads version ${VERSION}`);
  try {
    const stepMs = input.varint();
    const slots = input.varint();
    let end = 0;
    const entries = Array.from({ length: input.varint() }, (): DirectoryEntry => {
      const metricId = input.varint();
      const channel = CHANNELS[input.byte()] ?? 'value';
      const scale = input.varint();
      const subs = input.varint();
      const start = end;
      end += input.varint();
      return { metricId, channel, scale, subs, start, end };
    });
    for (const entry of entries) {
      entry.start += input.position;
      entry.end += input.position;
    }
    return { stepMs, slots, entries };
  } catch (error) {
    if (error instanceof TruncatedBytesError) return null;
    throw error;
  }
}

/** How many of the first bytes of a packed block hold all wanted columns; null when the directory is not wholly in the bytes given. */
export function bytesNeeded(bytes: Uint8Array, wanted: (metricId: number) => boolean): number | null {
  const directory = readDirectory(bytes);
  return directory === null
    ? null
    : directory.entries.reduce((most, entry) => (wanted(entry.metricId) ? Math.max(most, entry.end) : most), 0);
}

/**
 * Unpacks the columns whose metric is wanted (all when `wanted` is absent). `bytes` may be only the beginning of a packed block: when a wanted column is not wholly in it, the answer is null.
 * Throws on bytes of another version.
 */
export function decodeBlock(bytes: Uint8Array, wanted?: (metricId: number) => boolean): Block | null {
  const directory = readDirectory(bytes);
  if (directory === null) return null;
  const { stepMs, slots } = directory;
  const columns: BlockColumn[] = [];
  for (const { metricId, channel, scale, subs, start, end } of directory.entries) {
    if (wanted !== undefined && !wanted(metricId)) continue;
    if (end > bytes.length) return null;
    const column: BlockColumn = { metricId, channel, scale, subs, values: new Float64Array(subs * slots) };
    const body = new ByteReader(bytes, start);
    const order = body.byte();
    reserve(column.values.length);
    readResiduals(body, residuals, literals, column.values.length);
    restore(column, slots, order, residuals, literals);
    columns.push(column);
  }
  return { stepMs, slots, columns };
}
