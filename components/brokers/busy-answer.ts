import type { SeriesAnswer } from '#lib/contracts/series.ts';

/** Idle shares over time told as busy ones, as the table of brokers tells them: what was the smallest becomes the largest. Unknown stays unknown. */
export function busyAnswer(idle: SeriesAnswer): SeriesAnswer {
  const busy = (values: readonly (number | null)[]) => values.map((value) => (value === null ? null : 1 - value));
  return {
    ...idle,
    series: idle.series.map((series) => ({
      ...series,
      mean: busy(series.mean),
      min: busy(series.max),
      max: busy(series.min),
    })),
  };
}
