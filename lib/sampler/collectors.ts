import { collectCanary } from './collect-canary.ts';
import { collectSelf } from './collect-self.ts';
import { collectDisk } from './collect-disk.ts';
import { collectTransactions } from './collect-transactions.ts';
import { collectZookeeper } from './collect-zookeeper.ts';
import type { CollectorFactory } from './collector.ts';
import { collectResources } from './collect-resources.ts';

/** Everything that is read beside the passes. */
export const COLLECTORS: readonly CollectorFactory[] = [
  collectCanary,
  collectDisk,
  collectResources,
  collectSelf,
  collectTransactions,
  collectZookeeper,
];
