import type { Tier } from '#lib/store/series/types.ts';
import type { Spread } from './figures.ts';

/** What `storageBench` measured. Times in milliseconds. */
export interface StorageFigures {
  /** pg_total_relation_size (rows, TOAST, indexes) ÷ values known, by tier. */
  bytesPerValue: Record<Tier, number>;
  /** The same for raw topic blocks alone: packed bytes and the row's share of heap and index. */
  rawBytesPerValueByKind: Record<string, number>;
  largePassValues: number;
  largePassBytes: number;
  largePassWriteMs: Spread;
  /** CPU of our process alone, mean of the passes. */
  largePassWriteCpuMs: number;
  largePassEventLoopDelayMs: { p99: number; max: number };
  largeCompactMs: number;
  largeCompactCpuMs: number;
  largeCompactEventLoopDelayMs: { p99: number; max: number };
  chartMs: Record<string, Spread>;
  snapshotMs: Record<string, Spread>;
}

/** Prints the figures, one a line, budgets beside them. */
export function report(figures: StorageFigures, print: (line: string) => void): void {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  for (const tier of ['raw', 'minute', 'hour'] as const) {
    print(
      `storage: stored bytes per ${tier} value, rows and indexes included: ${figures.bytesPerValue[tier].toFixed(2)}${tier === 'raw' ? ' (budget 2)' : ''}`,
    );
  }
  for (const [kind, bytes] of Object.entries(figures.rawBytesPerValueByKind))
    print(`storage:   raw, ${kind}: ${bytes.toFixed(2)}`);
  const write = figures.largePassWriteMs;
  print(
    `storage: write a pass of ${figures.largePassValues} values (${Math.round(figures.largePassBytes / 1024)} KiB): p50 ${ms(write.p50)}, p95 ${ms(write.p95)}, max ${ms(write.max)}; CPU ${ms(figures.largePassWriteCpuMs)}; event-loop delay p99 ${ms(figures.largePassEventLoopDelayMs.p99)}, max ${ms(figures.largePassEventLoopDelayMs.max)}`,
  );
  print(
    `storage: compact its 5-minute window: ${ms(figures.largeCompactMs)}, CPU ${ms(figures.largeCompactCpuMs)}; event-loop delay p99 ${ms(figures.largeCompactEventLoopDelayMs.p99)}, max ${ms(figures.largeCompactEventLoopDelayMs.max)}`,
  );
  for (const [name, { p50, p95 }] of Object.entries({ ...figures.chartMs, ...figures.snapshotMs })) {
    print(`storage: read ${name}: p50 ${ms(p50)}, p95 ${ms(p95)}`);
  }
}
