import { z } from 'zod';
import './browser-zod.ts';

/** A text in each language of Farol. */
const Words = z.object({ en: z.string(), 'pt-BR': z.string() });

/** One metric of the catalogue, as charts and documentation need it. */
export const CatalogMetric = z.object({
  name: z.string(),
  unit: z.string(),
  /** `gauge`, `counter`, or `derived`: computed on reading from stored counters. */
  kind: z.enum(['gauge', 'counter', 'derived']),
  /** What one series is about. */
  owner: z.enum(['cluster', 'broker', 'topic', 'group', 'group_topic', 'log_dir', 'zookeeper', 'partition', 'group_partition']),
  perPartition: z.boolean(),
  additive: z.boolean(),
  good: z.enum(['low', 'high', 'neither']),
  /** What stands for several values in one bucket of a chart. `max` for percentiles: no mean may be made of them. */
  drawn: z.enum(['mean', 'max']),
  /** Where the number comes from. */
  source: z.string(),
  /** How often it is read at least; null = with every pass. */
  everySeconds: z.number().nullable(),
  title: Words,
  /** What it is, in one sentence. */
  explanation: Words,
});
export type CatalogMetric = z.infer<typeof CatalogMetric>;

export const Catalog = z.object({
  data: z.array(CatalogMetric),
  /** How long values are kept: as read, by minutes, by hours. */
  meta: z.object({ retention: z.object({ rawHours: z.number(), minuteDays: z.number(), hourMonths: z.number() }) }),
});
export type Catalog = z.infer<typeof Catalog>;
