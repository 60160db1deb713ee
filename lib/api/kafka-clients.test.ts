import { expect, test } from 'vitest';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import type { KafkaConnection } from '#lib/kafka/admin/port.ts';
import type { ClusterRecord } from '#lib/store/clusters.ts';
import { createKafkaClients } from './kafka-clients.ts';

const CONNECTION: KafkaConnection = {
  bootstrap: ['127.0.0.1:1'],
  clientId: 'farol',
  tls: null,
  sasl: null,
  connectTimeoutMs: 100,
  requestTimeoutMs: 100,
};
const record = (version: number) => ({ key: 1, id: 'prod', version }) as ClusterRecord;

test('a changed cluster has one new client, also for whoever still holds its old record', async () => {
  let made = 0;
  const clusters = {
    connection: () => {
      made++;
      return Promise.resolve(CONNECTION);
    },
  };
  const lookup = () => undefined;
  const clients = createKafkaClients({ clusters, clock: systemClock, logger: silentLogger, lookup });
  const first = await clients.of(record(1));
  expect(await clients.of(record(1))).toBe(first);
  const second = await clients.of(record(2));
  expect(second).not.toBe(first);
  // A live watch goes on with the record it began with.
  expect(await clients.of(record(1))).toBe(second);
  expect(await clients.of(record(2))).toBe(second);
  expect(made).toBe(2);
  await clients.close();
});
