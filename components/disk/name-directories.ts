import type { SeriesAnswer } from '#lib/contracts/series.ts';

/** Broker and path of a directory's line, which the API labels `node:path`; null for anything else. */
function placeOf(label: string): { nodeId: string; path: string } | null {
  const match = /^(\d+):(.*)$/s.exec(label);
  return match?.[1] === undefined || match[2] === undefined ? null : { nodeId: match[1], path: match[2] };
}

/**
 * Lines of directories as a person names them. A broker with one directory stands under its number alone, so that it has the colour it has on every page;
 * of a broker with several, each keeps its path.
 */
export function nameDirectories(answer: SeriesAnswer, named: (nodeId: string) => string): SeriesAnswer {
  const counts = new Map<string, number>();
  for (const { label } of answer.series) {
    const nodeId = placeOf(label)?.nodeId;
    if (nodeId !== undefined) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
  }
  return {
    ...answer,
    series: answer.series.map((series) => {
      const place = placeOf(series.label);
      if (place === null) return series;
      const isOnly = counts.get(place.nodeId) === 1 && answer.hidden === 0;
      return isOnly
        ? { ...series, key: place.nodeId, label: named(place.nodeId) }
        : { ...series, label: `${named(place.nodeId)} ${place.path}` };
    }),
  };
}
