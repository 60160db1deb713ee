import type { TransactionsAnswer } from '#lib/contracts/transactions.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';

/** The open transactions of a cluster as last read: about once a minute, whatever the cadence of the passes. */
export async function getTransactions(db: Pick<Database, 'pool'>, clusterKey: number): Promise<TransactionsAnswer> {
  const { parts, pass } = await readSnapshot(db, clusterKey, ['transactions']);
  return { pass: passInfo(pass), reading: parts.transactions ?? null };
}
