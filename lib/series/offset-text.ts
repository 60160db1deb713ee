/**
 * A stored offset or byte count as it stands in JSON: a decimal string; null when unknown (NaN).
 * Values beyond 2^53 are not told: a double cannot hold them exactly, and a rounded offset would be a wrong offset.
 */
export function offsetText(value: number | undefined): string | null {
  if (value === undefined || !Number.isSafeInteger(value)) return null;
  return value.toString();
}
