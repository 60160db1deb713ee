import type { Draft } from './draft.ts';
import type { DiskFact, DiskForecastFact } from './facts.ts';

/** Shares of a disk in use from which it is a problem. */
const FULL_WARNING = 0.8;
const FULL_CRITICAL = 0.9;
/** Days until full, at the slow end of the interval, below which it is a problem: even the slowest growth that fits the history fills the disk by then. */
const DAYS_WARNING = 3;
const DAYS_CRITICAL = 1;

/** Disks that are nearly full, and those that will be soon. A disk that is nearly full already is told once, with its forecast in the detail. */
export function diskProblems(disks: readonly DiskFact[], forecasts: readonly DiskForecastFact[]): Draft[] {
  const key = (disk: { nodeId: number; path: string }) => `${disk.nodeId}:${disk.path}`;
  const forecastOf = new Map(forecasts.map((forecast) => [key(forecast), forecast]));
  const full = disks.filter((disk) => disk.usedShare >= FULL_WARNING);
  const told = new Set(full.map(key));
  return [
    ...full.map((disk) => almostFull(disk, forecastOf.get(key(disk)) ?? null)),
    ...forecasts.filter((forecast) => forecast.daysAtMost < DAYS_WARNING && !told.has(key(forecast))).map(filling),
  ];
}

function almostFull(disk: DiskFact, forecast: DiskForecastFact | null): Draft {
  const percent = Math.floor(disk.usedShare * 100);
  const isSoon = forecast !== null && forecast.daysAtMost < DAYS_CRITICAL;
  return {
    ...about(disk, 'disk_almost_full'),
    severity: disk.usedShare >= FULL_CRITICAL || isSoon ? 'critical' : 'warning',
    params: { broker: disk.nodeId, path: disk.path, percent },
    detail: `The disk of directory ${disk.path} of broker ${disk.nodeId} is ${percent} % full.${forecast === null ? '' : ` At its present growth it is full in about ${inDays(forecast.days)}.`}`,
  };
}

function filling(forecast: DiskForecastFact): Draft {
  return {
    ...about(forecast, 'disk_filling'),
    severity: forecast.daysAtMost < DAYS_CRITICAL ? 'critical' : 'warning',
    params: { broker: forecast.nodeId, path: forecast.path, days: Math.floor(forecast.days) },
    detail: `The disk of directory ${forecast.path} of broker ${forecast.nodeId} is full in about ${inDays(forecast.days)} at its present growth, at the latest in ${inDays(forecast.daysAtMost)}.`,
  };
}

function about({ nodeId, path }: { nodeId: number; path: string }, code: 'disk_almost_full' | 'disk_filling') {
  return {
    id: `${code}:${nodeId}:${path}`,
    code,
    scope: { kind: 'broker' as const, name: String(nodeId) },
    affected: [path],
    affectedTotal: 1,
  };
}

function inDays(value: number): string {
  return value < 1 ? `${Math.max(1, Math.round(value * 24))} h` : `${Math.round(value * 10) / 10} days`;
}
