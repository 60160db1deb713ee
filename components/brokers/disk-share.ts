/** Used share of a disk or of all, 0..1; null unless both sizes (decimal strings) are known and sane. */
export function diskShare(disk: { totalBytes: string | null; usableBytes: string | null }): number | null {
  if (disk.totalBytes === null || disk.usableBytes === null) return null;
  const total = Number(disk.totalBytes);
  const usable = Number(disk.usableBytes);
  if (!(total > 0) || usable < 0 || usable > total) return null;
  return 1 - usable / total;
}
