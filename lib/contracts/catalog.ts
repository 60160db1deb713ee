import { z } from 'zod';
import './browser-zod.ts';

/** One metric of the catalogue, as charts and documentation need it. */
export const CatalogMetric = z.object({
  name: z.string(),
  unit: z.string(),
  /** `gauge`, `counter`, or `derived`: computed on reading from stored counters. */
  kind: z.enum(['gauge', 'counter', 'derived']),
  /** What one series is about. */
  owner: z.enum(['cluster', 'broker', 'topic', 'group', 'group_topic', 'partition', 'group_partition']),
  perPartition: z.boolean(),
  additive: z.boolean(),
  good: z.enum(['low', 'high', 'neither']),
  /** Where the number comes from. */
  source: z.string(),
});
export type CatalogMetric = z.infer<typeof CatalogMetric>;

export const Catalog = z.object({ data: z.array(CatalogMetric) });
export type Catalog = z.infer<typeof Catalog>;
