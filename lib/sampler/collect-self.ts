import { cpuUsage, memoryUsage } from 'node:process';
import type { CollectorFactory, Contribution } from './collector.ts';
import { LoopWatch } from './loop-watch.ts';
import { metricValue as one } from './sampled-values.ts';

/** What Farol's own sampler process costs its machine. One process may sample several clusters: each has the figures of the whole. */
export const collectSelf: CollectorFactory = ({ clock }) => {
  const watch = new LoopWatch(() => clock.monotonic());
  let cpuBefore = cpuUsage();
  let at = clock.monotonic();
  return {
    name: 'self',
    async run(ended) {
      if (!ended.aborted) await new Promise((resolve) => ended.addEventListener('abort', resolve, { once: true }));
      watch.stop();
    },
    contribute(): Contribution {
      const now = clock.monotonic();
      const cpu = cpuUsage(cpuBefore);
      const seconds = (now - at) / 1000;
      const cpuMsPerSecond = seconds > 0 ? (cpu.user + cpu.system) / 1000 / seconds : NaN;
      const longest = watch.longestSince(at);
      cpuBefore = cpuUsage();
      at = now;
      return {
        values: [
          {
            ref: { kind: 'cluster' },
            values: [
              one('cluster.sampler_cpu', cpuMsPerSecond),
              one('cluster.sampler_memory', memoryUsage.rss()),
              one('cluster.sampler_delay', longest),
            ],
          },
        ],
        parts: {},
        facts: {},
      };
    },
  };
};
