import { z } from 'zod';
import { IsoTime, PassInfo } from './common.ts';
import { GroupSummary } from './groups.ts';
import { TopicSummary } from './topics.ts';

/** A list whose changes a feed can carry row by row. */
export const FeedList = z.enum(['topics', 'groups']);
export type FeedList = z.infer<typeof FeedList>;

export const FeedQuery = z.object({
  /** The list to be told row by row; absent = passes alone. */
  list: FeedList.optional(),
  /** `takenAt` of the last pass the reader knows, where it cannot send `Last-Event-ID`. */
  since: IsoTime.optional(),
});

/** Data of the event `pass`: a new pass was stored. */
export const FeedPass = PassInfo;

function rowsOf<Row extends z.ZodType>(row: Row) {
  return z.object({
    /** `takenAt` of the pass whose rows this changes; on any other it does not fit. */
    base: IsoTime,
    pass: PassInfo,
    /** Rows that are new or not what they were. */
    changed: z.array(row),
    /** Names of rows that are no more. */
    gone: z.array(z.string()),
    total: z.number(),
  });
}

/** Data of the event `rows`, by list. An event `reset` without data says that changes were missed: ask for the list anew. */
export const FEED_ROWS = { topics: rowsOf(TopicSummary), groups: rowsOf(GroupSummary) } as const;
export type FeedRows<Row> = Omit<z.infer<ReturnType<typeof rowsOf>>, 'changed'> & { changed: Row[] };
