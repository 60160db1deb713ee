import { join } from 'node:path';
import { ROOT } from '../root.ts';
import { runAttached } from '../run-attached.ts';

/** Runs the Kafka lab's own command (bin/kafka.ts); without arguments, one broker. */
export function run(args: string[]): Promise<number> {
  return runAttached([join(ROOT, 'bin/kafka.ts'), ...(args.length === 0 ? ['up'] : args)]);
}
