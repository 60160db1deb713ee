import { join } from 'node:path';
import type { Readiness } from '#lib/contracts/health.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Database } from '#lib/store/database.ts';
import { listHeartbeats } from '#lib/store/heartbeat.ts';
import { isMigrated } from '#lib/store/migrate.ts';

/** The web server runs in Farol's folder. Bundled code cannot find the files beside its source. */
const MIGRATIONS = join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations');

/** Whether this process can serve: its database answers and has this version's schema. Clusters and samplers are told, but never make it unready. */
export async function readReadiness(db: Database): Promise<Readiness> {
  try {
    if (!(await isMigrated(db, MIGRATIONS)))
      return { ready: false, database: 'ok', migrations: 'pending', samplerHeartbeatAgeMs: null };
    const youngest = (await listHeartbeats(db))[0];
    return { ready: true, database: 'ok', migrations: 'done', samplerHeartbeatAgeMs: youngest?.ageMs ?? null };
  } catch (error) {
    // A database of a newer or changed schema: `isMigrated` refuses it with `precondition`.
    if (error instanceof AppError && error.code === 'precondition') {
      return { ready: false, database: 'ok', migrations: 'unknown', samplerHeartbeatAgeMs: null };
    }
    if (error instanceof AppError && (error.code === 'unavailable' || error.code === 'timeout')) {
      return { ready: false, database: 'unreachable', migrations: 'unknown', samplerHeartbeatAgeMs: null };
    }
    throw error;
  }
}
