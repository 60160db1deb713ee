import process from 'node:process';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { beatForever } from '#lib/sampler/beat-forever.ts';
import { runClusters } from '#lib/sampler/run-clusters.ts';
import { clusterRepository } from '#lib/store/clusters.ts';
import { openDatabase } from '#lib/store/database.ts';
import { createSecretBox } from '#lib/store/secret-box.ts';

/** A sampler like the real one, but with a lease of a chosen length, so that tests of taking over need not wait a minute. Arguments: name, milliseconds. */
const [holder = 'test', leaseTtlMs = '3000'] = process.argv.slice(2);
const { DATABASE_URL: url = '', APP_SECRET: secret = '' } = process.env;
const db = openDatabase({ url, applicationName: 'farol-test', logger: silentLogger });
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
const common = { db, clock: systemClock, logger: silentLogger };
let held: readonly string[] = [];
await Promise.all([
  runClusters(
    {
      ...common,
      clusters: clusterRepository(db, createSecretBox(secret)),
      holder,
      leaseTtlMs: Number(leaseTtlMs),
      onHeld: (clusterIds) => {
        held = clusterIds;
      },
    },
    stop.signal,
  ),
  beatForever({ ...common, samplerId: holder, info: () => ({ clusters: [...held] }) }, stop.signal),
]);
await db.close();
