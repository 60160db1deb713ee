import type { SeriesAnswer } from '#lib/contracts/series.ts';

/** One partition's course in the heat map. */
export interface HeatRow {
  partition: number;
  /** One value per bucket; null = unknown. */
  values: readonly (number | null)[];
  /** Over the buckets that are known; null = none is. */
  mean: number | null;
  max: number | null;
  /** Its part of all messages in the buckets in which every partition is known, 0..1; null = there is none, or nothing came in. */
  share: number | null;
}

/** Partitions by time, decided. */
export interface Heat {
  rows: readonly HeatRow[];
  /** Start of each bucket, epoch ms, and how long it is. */
  times: readonly number[];
  bucketMs: number;
  /** Largest value of all: the darkest cell. 0 = nothing came in. */
  max: number;
  /** The partition with the largest share; null = not known. */
  hottest: HeatRow | null;
  /** Partitions that are not drawn. */
  hidden: number;
}

/** Lays partitions out by number, with what each got of the whole. */
export function prepareHeat(answer: SeriesAnswer): Heat {
  const series = answer.series.map((one) => ({ partition: partitionOf(one.key, one.label), values: one.mean }));
  const whole = answer.times.map((_time, i) => i).filter((i) => series.every(({ values }) => isKnown(values[i])));
  const sumOf = (values: readonly (number | null)[]) => whole.reduce((sum, i) => sum + (values[i] ?? 0), 0);
  const total = series.reduce((sum, { values }) => sum + sumOf(values), 0);
  const rows = series
    .map(({ partition, values }): HeatRow => {
      const known = values.filter(isKnown);
      return {
        partition,
        values,
        mean: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length,
        max: known.length === 0 ? null : Math.max(...known),
        // Shares of a part of the partitions would be shares of nothing anybody knows.
        share: total <= 0 || answer.hidden > 0 ? null : sumOf(values) / total,
      };
    })
    .sort((a, b) => a.partition - b.partition);
  const ranked = rows.filter(({ share }) => share !== null).sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  return {
    rows,
    times: answer.times,
    bucketMs: answer.bucketMs,
    max: Math.max(0, ...rows.map((row) => row.max ?? 0)),
    hottest: ranked[0] ?? null,
    hidden: answer.hidden,
  };
}

/** How dark a cell is, 0..1: what is there at all can be told from nothing. */
export function heatLevel(value: number, max: number): number {
  return value <= 0 || max <= 0 ? 0 : 0.12 + 0.88 * Math.min(1, value / max);
}

/** The cell beside the one that is read, by an arrow key; null for any other key. Stays within the map. */
export function moveInHeat(
  at: { row: number; bucket: number },
  key: string,
  heat: Pick<Heat, 'rows' | 'times'>,
): { row: number; bucket: number } | null {
  const step: Record<string, readonly [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, -heat.times.length],
    End: [0, heat.times.length],
  };
  const move = step[key];
  if (move === undefined) return null;
  const within = (value: number, length: number) => Math.max(0, Math.min(length - 1, value));
  return { row: within(at.row + move[0], heat.rows.length), bucket: within(at.bucket + move[1], heat.times.length) };
}

const isKnown = (value: number | null | undefined): value is number => value !== null && value !== undefined;

/** Number of a partition's series: its label, or the end of its key. */
export function partitionOf(key: string, label: string): number {
  return Number(/\d+$/.exec(label)?.[0] ?? /\d+$/.exec(key)?.[0] ?? Number.NaN);
}
