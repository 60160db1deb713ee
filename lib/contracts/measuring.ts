import { z } from 'zod';
import { isTimeZone } from '../core/zoned-time.ts';
import { Fault } from './common.ts';

const SourceKind = z.enum(['jolokia', 'prometheus']);
/** Addresses by node id. */
const UrlByBroker = z
  .record(z.string().regex(/^\d{1,10}$/), z.string().min(1).max(2000))
  .refine((urls) => Object.keys(urls).length <= 1000, 'expected at most 1,000 brokers');

/** A source of broker resources as it leaves the server: without its credentials. */
export const ResourceSourceView = z.object({
  kind: SourceKind,
  /** With `{host}` and `{nodeId}`. */
  url: z.string(),
  urlByBroker: z.record(z.string(), z.string()),
  username: z.string().nullable(),
  hasPassword: z.boolean(),
  hasBearerToken: z.boolean(),
});
export type ResourceSourceView = z.infer<typeof ResourceSourceView>;

/** What Farol measures of a cluster beyond its passes. */
export const Measuring = z.object({
  canary: z.boolean(),
  resources: ResourceSourceView.nullable(),
  zookeeper: z.object({ servers: z.array(z.string()), adminUrls: z.array(z.string()) }).nullable(),
  lagSloSeconds: z.number(),
  requestsPerSecondMax: z.number().nullable(),
  prometheusOut: z.boolean(),
  /** IANA name; null = none said. */
  timeZone: z.string().nullable(),
  /** False for clusters that the environment or a file declares. */
  isEditable: z.boolean(),
});
export type Measuring = z.infer<typeof Measuring>;

/** A source as a person enters it. A secret left out is kept while everything else about the source stays; null removes it. */
export const ResourceSourceInput = z.strictObject({
  kind: SourceKind,
  url: z.string().trim().min(1).max(2000),
  urlByBroker: UrlByBroker.default({}),
  username: z.string().max(200).nullable().default(null),
  password: z.string().max(1000).nullable().optional(),
  bearerToken: z.string().max(8000).nullable().optional(),
});
export type ResourceSourceInput = z.infer<typeof ResourceSourceInput>;

/** Change of what is measured; absent fields stay. Needs `If-Match`. */
export const MeasuringPatch = z.object({
  canary: z.boolean().optional(),
  resources: ResourceSourceInput.nullable().optional(),
  zookeeper: z
    .strictObject({
      servers: z.array(z.string().trim().min(1).max(300)).max(50).default([]),
      adminUrls: z.array(z.string().trim().min(1).max(2000)).max(50).default([]),
    })
    .nullable()
    .optional(),
  lagSloSeconds: z.number().int().min(1).max(31_536_000).optional(),
  requestsPerSecondMax: z.number().min(0.1).max(100_000).nullable().optional(),
  prometheusOut: z.boolean().optional(),
  timeZone: z.string().max(64).refine(isTimeZone, 'no such time zone; write it as in Europe/Lisbon').nullable().optional(),
});
export type MeasuringPatch = z.infer<typeof MeasuringPatch>;

/** Tries a source without storing it; without `resources` the stored one. */
export const MeasuringTest = z.object({ resources: ResourceSourceInput.optional() });
export type MeasuringTest = z.infer<typeof MeasuringTest>;

/** What trying a source gave, broker by broker. */
export const MeasuringTestResult = z.object({
  data: z.array(
    z.object({
      nodeId: z.number(),
      /** Where it was asked, without credentials; null when no address could be made. */
      address: z.string().nullable(),
      fault: Fault.nullable(),
      ms: z.number(),
      /** How many of the readings the source has; rates count from their first counter. null after a fault. */
      known: z.number().nullable(),
      total: z.number(),
      /** Metrics that the source exports in a form that cannot be used. */
      unusable: z.array(z.string()),
    }),
  ),
});
export type MeasuringTestResult = z.infer<typeof MeasuringTestResult>;
