import type { Draft } from './draft.ts';
import type { TransactionFact } from './facts.ts';

/** Transactions that will not end by themselves, as one problem however many they are. */
export function transactionProblems(facts: TransactionFact | null | undefined): Draft[] {
  if (facts == null || facts.hanging === 0) return [];
  return [
    {
      id: 'transaction_hanging',
      severity: 'warning',
      code: 'transaction_hanging',
      scope: { kind: 'cluster', name: '' },
      params: { transactions: facts.hanging, partitions: facts.partitions.count },
      detail: `${facts.hanging === 1 ? 'A transaction hangs' : `${facts.hanging} transactions hang`}: ${facts.example} Consumers that read committed messages only stop before it.`,
      affected: [...facts.partitions.names],
      affectedTotal: facts.partitions.count,
    },
  ];
}
