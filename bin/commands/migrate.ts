import { AppError } from '#lib/core/errors.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { env } from '#lib/env.ts';
import { commandOptions } from '../command-options.ts';
import { prepareCode } from '../prepare/index.ts';
import { ROOT } from '../root.ts';

const HELP = `Usage: farol migrate

Brings the database of DATABASE_URL to this version of Farol. Safe to run again and from several machines at once.
Also enters the clusters that KAFKA_BROKERS and farol.yaml declare, for farol web and farol sampler.
`;

/** Runs `farol migrate`: prints the names of the migrations it applied. */
export async function run(args: string[]): Promise<number> {
  if (commandOptions(args, {}, HELP) === null) return 0;
  const settings = env();
  const { databaseUrl } = settings;
  if (databaseUrl === null) {
    throw new AppError('invalid', 'farol migrate needs DATABASE_URL. The embedded PostgreSQL is migrated by farol start.');
  }
  await prepareCode(ROOT);
  // Loaded late: the database client exists only after the preparation.
  const [{ openDatabase }, { checkDatabase, migrate }, { registerClusters }] = await Promise.all([
    import('#lib/store/database.ts'),
    import('#lib/store/migrate.ts'),
    import('../supervisor/register-clusters.ts'),
  ]);
  await checkDatabase(databaseUrl);
  const db = openDatabase({ url: databaseUrl, applicationName: 'farol-migrate', maxConnections: 2, logger: silentLogger });
  try {
    const { applied } = await migrate(db, { logger: silentLogger });
    process.stdout.write(applied.length === 0 ? 'up to date\n' : applied.map((name) => `applied ${name}\n`).join(''));
    const { warnings } = await registerClusters(db, settings);
    for (const warning of warnings) process.stderr.write(`${warning}\n`);
    return 0;
  } finally {
    await db.close();
  }
}
