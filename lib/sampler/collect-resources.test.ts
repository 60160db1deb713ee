import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { NO_MEASURING } from '#lib/core/measuring.ts';
import { collectResources } from './collect-resources.ts';
import type { CollectorContext, LatestPass } from './collector.ts';

const PAGE = 'kafka_network_requestchannel_requestqueuesize 3\nkafka_server_brokertopicmetrics_bytesin_total 100\n';

let server: Server;
let isBroken = false;
let stop: AbortController;
let running: Promise<void>;
beforeEach(async () => {
  isBroken = false;
  stop = new AbortController();
  running = Promise.resolve();
  server = createServer((_request, response) => {
    response.statusCode = isBroken ? 500 : 200;
    response.end(PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  stop.abort();
  await running;
  server.close();
});

/** Wall and monotonic time that a test moves. */
const clock = { at: 1_000_000, now: () => clock.at, monotonic: () => clock.at };

function collector(resources: CollectorContext['measuring']['resources']) {
  const brokers = new Map([[1, { nodeId: 1, host: '127.0.0.1' }]]) as unknown as LatestPass['brokers'];
  const context = {
    connection: { bootstrap: ['127.0.0.1:9092'] },
    db: { pool: { options: {} } },
    measuring: { ...NO_MEASURING, resources },
    clock,
    logger: silentLogger,
    latest: () => ({ brokers }) as LatestPass,
  } as unknown as CollectorContext;
  const made = collectResources(context);
  if (made === null) throw new Error('there is always one');
  return made;
}

function connected() {
  const { port } = server.address() as AddressInfo;
  const none = { username: null, password: null, bearerToken: null };
  return collector({ kind: 'prometheus', url: `http://{host}:${port}/metrics`, urlByBroker: {}, ...none });
}

async function until<T>(check: () => T | null | undefined | false): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = check();
    if (found !== null && found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not come about within 4 s');
}

describe('collectResources', () => {
  it('without a source says so, and overwrites what an earlier one left', () => {
    expect(collector(null).contribute(0)).toEqual({ values: [], parts: { resources: { source: null, brokers: {} } }, facts: {} });
  });

  it('gives readings while they are fresh, then nothing: old figures are not the present', async () => {
    const made = connected();
    running = made.run(stop.signal);
    const part = await until(() => made.contribute(0).parts.resources?.brokers['1']?.state === 'ok' && made.contribute(0));
    expect(part.values).toEqual([
      {
        ref: { kind: 'broker', node: 1 },
        values: [{ metricId: METRICS['broker.request_queue'].id, value: 3 }],
      },
    ]);
    expect(part.parts.resources?.brokers['1']?.unknown).toMatchObject({
      'broker.bytes_in': 'first_reading',
      'broker.cpu': 'not_exported',
    });
    // Unchanged, it is the same object, which is not packed again.
    expect(made.contribute(0).parts.resources).toBe(part.parts.resources);

    clock.at += 45_001;
    const later = made.contribute(0);
    expect(later.values).toEqual([]);
    expect(later.parts.resources?.brokers['1']).toMatchObject({ readAt: null, readings: {} });
  });

  it('tells a failing source with its fault and since when', async () => {
    isBroken = true;
    const made = connected();
    running = made.run(stop.signal);
    const entry = await until(() => {
      const found = made.contribute(0).parts.resources?.brokers['1'];
      return found?.state === 'failed' && found;
    });
    expect(entry).toMatchObject({ fault: { code: 'HTTP_STATUS' }, since: new Date(clock.at).toISOString(), readings: {} });
    expect(made.contribute(0).values).toEqual([]);
  });
});
