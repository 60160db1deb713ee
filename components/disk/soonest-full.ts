import type { DiskAnswer, DiskDir } from '#lib/contracts/disk.ts';

/** A disk with the broker it belongs to. */
export interface DiskPlace {
  nodeId: number;
  dir: DiskDir;
}

/** Disks by what will hurt first: those that fill up by the fastest growth that fits, then by how full they are. Offline ones stand first, unknown ones last. */
export function soonestFull({ brokers }: Pick<DiskAnswer, 'brokers'>): DiskPlace[] {
  return brokers
    .flatMap(({ nodeId, dirs }) => (dirs ?? []).map((dir) => ({ nodeId, dir })))
    .toSorted((a, b) => rank(a) - rank(b) || (b.dir.usedShare ?? -1) - (a.dir.usedShare ?? -1) || a.nodeId - b.nodeId);
}

/** Days until full; what does not fill up comes after everything that does. */
function rank({ dir: { fault, forecast, usedShare } }: DiskPlace): number {
  if (fault !== null) return -1;
  if (forecast.state === 'growing' && forecast.daysToFull !== null) return forecast.daysToFull.low;
  return usedShare === null ? Number.MAX_VALUE : Number.MAX_SAFE_INTEGER;
}
