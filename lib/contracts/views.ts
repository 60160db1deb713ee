import { z } from 'zod';
import './browser-zod.ts';
import { VIEW_NAME_MAX } from './view-limits.ts';

/** A list of Farol's own pages, e.g. `topics`. */
const ListName = z.string().regex(/^[a-z][a-z.-]{0,39}$/, 'expected the name of a list, e.g. topics');
const ViewName = z.string().trim().min(1).max(VIEW_NAME_MAX);

/** A named view of a list. */
export const SavedView = z.object({
  name: ViewName,
  /** Filter, sort, columns and switches as in the address, without `?`. */
  query: z.string().max(4_000),
});
export type SavedView = z.infer<typeof SavedView>;

export const SavedViewQuery = z.object({ list: ListName });
export type SavedViewQuery = z.infer<typeof SavedViewQuery>;

export const SavedViewInput = SavedView.extend({ list: ListName });
export type SavedViewInput = z.infer<typeof SavedViewInput>;

export const SavedViewRemoval = z.object({ list: ListName, name: ViewName });
export type SavedViewRemoval = z.infer<typeof SavedViewRemoval>;

/** A person's views of one list, in the order in which they were first saved. */
export const SavedViewList = z.object({ data: z.array(SavedView) });
export type SavedViewList = z.infer<typeof SavedViewList>;
