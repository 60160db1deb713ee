import { errorMessage } from '#lib/core/errors.ts';
import type { Collector, CollectorContext, CollectorFactory, Contribution } from './collector.ts';
import { wait } from './wait.ts';

/** Pause before a collector that stopped on an error is made anew, doubled each time up to the longest. */
const PAUSE_MS = 5_000;
const PAUSE_MAX_MS = 300_000;
/** One that ran for so long was well: its next error is a first one. */
const WELL_MS = 600_000;

const NOTHING: Contribution = { values: [], parts: {}, facts: {} };

/**
 * A collector whose errors concern nobody else and do not silence it for ever: what it throws is logged, and after a pause it is made anew. null where there is nothing to collect.
 * Neither `run` nor `contribute` of what is returned fails; while a collector cannot tell anything its part of a pass is missing, which means unknown.
 */
export function steadyCollector(make: CollectorFactory, context: CollectorContext, pauseMs = PAUSE_MS): Collector | null {
  const { clock, logger } = context;
  const first = make(context);
  if (first === null) return null;
  const { name } = first;
  let current = first;
  const spent = { requests: 0, bytesOut: 0, bytesIn: 0 };
  let lastComplaint: string | null = null;

  return {
    name,
    async run(ended) {
      for (let failures = 0; ;) {
        const startedAt = clock.monotonic();
        try {
          return await current.run(ended);
        } catch (error) {
          failures = clock.monotonic() - startedAt >= WELL_MS ? 1 : failures + 1;
          logger.error({ err: error, collector: name, failures }, 'collecting stopped on an error of ours; it starts anew');
        }
        await wait(Math.min(PAUSE_MAX_MS, pauseMs * 2 ** (failures - 1)), ended);
        if (ended.aborted) return;
        // What a new one has cost counts from 0 again.
        const before = current.cost?.();
        spent.requests += before?.requests ?? 0;
        spent.bytesOut += before?.bytesOut ?? 0;
        spent.bytesIn += before?.bytesIn ?? 0;
        current = make(context) ?? current;
      }
    },
    contribute(nowMs) {
      try {
        return current.contribute(nowMs);
      } catch (error) {
        const complaint = errorMessage(error);
        // Once, not with every pass.
        if (complaint !== lastComplaint) logger.error({ err: error, collector: name }, 'a collector could not tell what it has');
        lastComplaint = complaint;
        return NOTHING;
      }
    },
    ...(first.cost === undefined
      ? {}
      : {
          cost: () => {
            const now = current.cost?.();
            return {
              requests: spent.requests + (now?.requests ?? 0),
              bytesOut: spent.bytesOut + (now?.bytesOut ?? 0),
              bytesIn: spent.bytesIn + (now?.bytesIn ?? 0),
            };
          },
        }),
  };
}
