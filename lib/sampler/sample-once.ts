import { cpuUsage } from 'node:process';
import type { Clock } from '#lib/core/clock.ts';
import type { Logger } from '#lib/core/logger.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { KafkaConnection } from '#lib/kafka/admin/port.ts';
import { passDocument, type PassDocument } from './pass-document.ts';
import { takePass } from './take-pass.ts';

/**
 * One pass over a cluster without a database: connects, reads everything but log dirs and configs, closes, and returns the document. `cost` counts the connecting too.
 * Throws `KafkaUnavailableError` when no broker answered or the credential was refused.
 */
export async function sampleOnce(
  connection: KafkaConnection,
  options: { clock: Clock; logger: Logger; deadlineMs: number; signal?: AbortSignal },
): Promise<PassDocument> {
  const { clock, logger, deadlineMs, signal } = options;
  const startedAt = clock.monotonic();
  const cpuBefore = cpuUsage();
  const admin = createKafkaAdmin(connection, { clock, logger });
  try {
    const plan = {
      knownGroups: null,
      startOffsets: true,
      descriptions: 'all' as const,
      shareOffsets: false,
      logDirs: false,
      quorum: true,
      configs: [],
      lag: null,
    };
    const pass = await takePass(admin, plan, { clock, deadlineMs, signal });
    const cpu = cpuUsage(cpuBefore);
    return passDocument(pass, {
      ...admin.cost(),
      wallMs: Math.round(clock.monotonic() - startedAt),
      cpuMs: Math.round((cpu.user + cpu.system) / 1000),
    });
  } finally {
    await admin.close();
  }
}
