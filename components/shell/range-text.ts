import { resolveTimeRange, serializeTimeRange, type TimeRange } from '#lib/core/time-range.ts';

/** A range as text that Farol, and most tools, read back: an ISO 8601 interval in UTC. */
export function rangeText(range: TimeRange, nowMs: number): string {
  const { from, to } = resolveTimeRange(range, nowMs);
  return `${new Date(from).toISOString()}/${new Date(to).toISOString()}`;
}

/** An address with its range standing still, so that whoever opens it later sees the same. */
export function linkToMoment(href: string, range: TimeRange, nowMs: number): string {
  const url = new URL(href);
  for (const [name, value] of Object.entries(serializeTimeRange({ kind: 'absolute', ...resolveTimeRange(range, nowMs) }))) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}
