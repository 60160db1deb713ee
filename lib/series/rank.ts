import { overallMean, type BucketValues } from './bucket.ts';

/** A series before it is put on the wire. */
export interface NamedBuckets {
  key: string;
  label: string;
  buckets: BucketValues;
}

/** The `top` largest by mean over the range, largest first; ties and unknown ones by key, so that the choice does not flicker. `hidden` says how many were left out. */
export function rankSeries(all: readonly NamedBuckets[], top: number): { series: NamedBuckets[]; hidden: number } {
  const ranked = all
    .map((series) => ({ series, mean: overallMean(series.buckets) }))
    .sort((a, b) => {
      const known = Number(Number.isNaN(a.mean)) - Number(Number.isNaN(b.mean));
      if (known !== 0) return known;
      if (a.mean !== b.mean && !Number.isNaN(a.mean)) return b.mean - a.mean;
      return a.series.key < b.series.key ? -1 : a.series.key > b.series.key ? 1 : 0;
    })
    .map(({ series }) => series);
  return { series: ranked.slice(0, top), hidden: Math.max(0, ranked.length - top) };
}
