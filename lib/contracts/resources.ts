import { z } from 'zod';
import { Fault, IsoTime, PassInfo } from './common.ts';

/** Why a reading of a broker is unknown. */
export const UnknownReading = z.enum([
  'not_exported',
  'not_allowed',
  'nothing_counted',
  'not_measured',
  'mean_since_start',
  'settling',
  'first_reading',
  'gap',
  'restarted',
]);
export type UnknownReading = z.infer<typeof UnknownReading>;

/** `not_connected`: no source is configured. `waiting`: not read yet. `ok`; `failed`: the last attempt failed, and `since` says since when. */
export const ResourceState = z.enum(['not_connected', 'waiting', 'ok', 'failed']);
export type ResourceState = z.infer<typeof ResourceState>;

/** What one broker tells of its own resources, with everything it does not tell. */
export const BrokerResources = z.object({
  nodeId: z.number(),
  state: ResourceState,
  source: z.enum(['jolokia', 'prometheus']).nullable(),
  /** Since when the state holds; null when nothing is connected. */
  since: IsoTime.nullable(),
  fault: Fault.nullable(),
  /** When the readings were taken; null when there are none that still hold. */
  readAt: IsoTime.nullable(),
  /** Age of the readings at the moment of answering, milliseconds. */
  ageMs: z.number().nullable(),
  /** State in the metadata quorum, e.g. `leader`; null when unknown. */
  raftState: z.string().nullable(),
  readings: z.array(z.object({ metric: z.string(), unit: z.string(), value: z.number() })),
  unknown: z.array(z.object({ metric: z.string(), reason: UnknownReading })),
  /** What to do to have readings, in English; null when there is nothing to do. */
  advice: z.string().nullable(),
  pass: PassInfo.nullable(),
});
export type BrokerResources = z.infer<typeof BrokerResources>;

/** The few readings that stand in a list of brokers; each is null when unknown. */
export const ResourceDigest = z.object({
  state: ResourceState,
  fault: Fault.nullable(),
  since: IsoTime.nullable(),
  readAt: IsoTime.nullable(),
  /** Share of the machine's processors. */
  cpu: z.number().nullable(),
  /** Share of the heap's limit. */
  heap: z.number().nullable(),
  handlerIdle: z.number().nullable(),
  networkIdle: z.number().nullable(),
  produceP99Ms: z.number().nullable(),
  /** Work on the leader for 99 of 100 reads of consumers; the wait for new data, which clients ask for, is left out. */
  fetchLocalP99Ms: z.number().nullable(),
  bytesInPerSecond: z.number().nullable(),
  bytesOutPerSecond: z.number().nullable(),
});
export type ResourceDigest = z.infer<typeof ResourceDigest>;
