import { join } from 'node:path';
import { errorMessage } from '#lib/core/errors.ts';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { DEMO_BROKERS, demoJolokiaPort } from './demo-cluster.ts';

const WATCH_MS = 1_000;
/** A broker that was killed stays down this long, so that one can see what Farol makes of it. */
const BROKER_PAUSE_MS = 60_000;

/** The running brokers of the demonstration. */
export interface DemoKafka {
  bootstrap: string;
  /** One line with the process ids, for those who want to kill a broker. */
  describe(): string;
  stop(): Promise<void>;
  /** Ends the brokers at once. */
  kill(): void;
}

/** Starts the three brokers; their data stay in `dataDir` for the next demonstration. A broker that ends starts again after a minute. */
export async function startDemoKafka(options: {
  dataDir: string;
  firstPort: number;
  say: (text: string) => void;
  signal: AbortSignal;
}): Promise<DemoKafka> {
  const cluster = await startCluster({
    brokers: DEMO_BROKERS,
    firstPort: options.firstPort,
    host: 'localhost',
    dataDir: join(options.dataDir, 'kafka'),
    jolokia: true,
    firstJolokiaPort: demoJolokiaPort(options.firstPort),
    onProgress: (stage, detail) => options.say(detail === '' ? stage : detail),
    signal: options.signal,
  });
  const unwatch = watchBrokers(cluster, options.say);
  return {
    bootstrap: cluster.bootstrap,
    describe: () => cluster.brokers.map((broker) => `${broker.nodeId}=${broker.pid ?? 'down'}`).join(' '),
    async stop() {
      unwatch();
      await cluster.stop();
    },
    kill() {
      unwatch();
      for (const broker of cluster.brokers) void broker.kill();
    },
  };
}

function watchBrokers(cluster: LabCluster, say: (text: string) => void): () => void {
  const restarts = new Map<number, NodeJS.Timeout>();
  let stopped = false;
  const timer = setInterval(() => {
    for (const broker of cluster.brokers) {
      if (broker.pid !== null || restarts.has(broker.nodeId)) continue;
      say(`broker ${broker.nodeId} has ended; it starts again in ${BROKER_PAUSE_MS / 1000} s`);
      restarts.set(
        broker.nodeId,
        setTimeout(async () => {
          try {
            await broker.start();
            if (!stopped) say(`broker ${broker.nodeId} is back (process ${broker.pid})`);
          } catch (error) {
            if (!stopped) say(`broker ${broker.nodeId} did not start: ${errorMessage(error)}`);
          } finally {
            restarts.delete(broker.nodeId);
          }
        }, BROKER_PAUSE_MS),
      );
    }
  }, WATCH_MS);
  return () => {
    stopped = true;
    clearInterval(timer);
    for (const restart of restarts.values()) clearTimeout(restart);
  };
}
