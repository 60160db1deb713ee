import type { OpenTransaction } from '#lib/contracts/transactions.ts';
import { shellWord } from '#lib/core/shell-word.ts';

/** What a hanging transaction does to readers, and the commands that look at it and end it. */
export interface HangingAdvice {
  key: string;
  /** Partitions whose readers of committed records wait, as `topic-3`. */
  places: string[];
  more: number;
  /** Shows more of it; null where no coordinator knows it. */
  describe: string | null;
  /** Ends it on the first partition; null where no partition is known. START_OFFSET stands for what the producers of the topic tell. */
  abort: string | null;
}

/** So many hanging transactions are told of in words; the table has the rest. */
const TOLD_MAX = 3;
/** So many partitions stand in a sentence. */
const PLACES_MAX = 5;

/** Advice on the hanging transactions, the oldest first, at most `TOLD_MAX`. `bootstrap` empty = not known. */
export function hangingAdvice(transactions: readonly OpenTransaction[], bootstrap: readonly string[]): HangingAdvice[] {
  const tool = `kafka-transactions --bootstrap-server ${shellWord(bootstrap.length === 0 ? 'BOOTSTRAP' : bootstrap.join(','))}`;
  return transactions
    .filter(({ isHanging }) => isHanging === true)
    .slice(0, TOLD_MAX)
    .map(({ transactionalId, producerId, producerEpoch, partitions, partitionsTotal }) => {
      const [first] = partitions;
      const places = partitions.slice(0, PLACES_MAX).map(({ topic, partition }) => `${topic}-${partition}`);
      return {
        key: `${producerId} ${producerEpoch ?? ''} ${transactionalId ?? ''}`,
        places,
        more: Math.max(0, partitionsTotal - places.length),
        describe: transactionalId === null ? null : `${tool} describe --transactional-id ${shellWord(transactionalId)}`,
        abort:
          first === undefined
            ? null
            : `${tool} abort --topic ${shellWord(first.topic)} --partition ${first.partition} --start-offset START_OFFSET`,
      };
    });
}
