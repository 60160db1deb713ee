import { z } from 'zod';
import type { SamplerProcess } from '#lib/contracts/farol.ts';
import type { SamplerHeartbeat } from '#lib/store/heartbeat.ts';

/** A sampler reports every 5 seconds: after three missed reports it is taken for silent. */
const SILENT_AFTER_MS = 15_000;

/** What heartbeats may carry; one of another version may lack any of it, or carry something else under its name. */
const Info = z.object({
  version: z.string().nullable().catch(null),
  clusters: z.array(z.string()).catch([]),
  rssBytes: z.number().nullable().catch(null),
  loopDelayP99Ms: z.number().nullable().catch(null),
  loopDelayMaxMs: z.number().nullable().catch(null),
  passesWaiting: z.number().nullable().catch(null),
  passesDropped: z.number().nullable().catch(null),
});
const NOTHING = Info.parse({});

/** A sampler as its last heartbeat tells it. */
export function samplerProcess(heartbeat: SamplerHeartbeat): SamplerProcess {
  return {
    samplerId: heartbeat.samplerId,
    host: heartbeat.host,
    pid: heartbeat.pid,
    startedAt: heartbeat.startedAt.toISOString(),
    beatAt: heartbeat.beatAt.toISOString(),
    ageMs: Math.round(heartbeat.ageMs),
    state: heartbeat.ageMs > SILENT_AFTER_MS ? 'silent' : 'alive',
    ...(Info.safeParse(heartbeat.info).data ?? NOTHING),
  };
}
