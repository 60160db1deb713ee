import type { PassInfo } from '#lib/contracts/common.ts';
import type { FeedList, FeedRows } from '#lib/contracts/feed.ts';
import { errorMessage } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import type { Database } from '#lib/store/database.ts';
import { diffRows, sentRows, type SentRows } from './diff-rows.ts';
import { Mailbox } from './mailbox.ts';
import { nextLookMs } from './next-look.ts';

/** One thing a reader is told. `reset`: changes were missed. */
export type FeedEvent =
  | { kind: 'pass'; pass: PassInfo }
  | { kind: 'rows'; list: FeedList; rows: FeedRows<object> }
  | { kind: 'reset' };

/** Reads all rows of a list as its pages give them. */
export interface FeedSource {
  rows: (clusterKey: number) => Promise<readonly object[]>;
  nameOf: (row: object) => string;
}

/** How each list is read: given by the route, for the API knows no nouns. */
export type FeedSources = Readonly<Record<FeedList, FeedSource>>;

export interface FeedDeps {
  db: Pick<Database, 'pool'>;
  logger: Logger;
}

/** Changes kept for readers that come back after a break. */
const KEPT = 12;
/** Events that wait for a slow reader. */
const MAILBOX = 8;
/** After a look that failed. */
const AFTER_ERROR_MS = 5_000;

interface WatchedList {
  takenAt: string;
  sent: SentRows;
  /** Oldest first; the base of each is the pass of the one before. */
  recent: FeedRows<object>[];
}

interface Reader {
  list: FeedList | null;
  box: Mailbox<FeedEvent>;
}

/**
 * What happens in one cluster, for all readers of this process together: the store is asked once a pass, and a list is compared once a pass,
 * however many pages are open. Looks only while somebody reads.
 */
export class ClusterFeed {
  readonly #deps: FeedDeps;
  readonly #sources: FeedSources;
  readonly #clusterKey: number;
  readonly #readers = new Set<Reader>();
  readonly #lists = new Map<FeedList, WatchedList>();
  /** undefined = not looked yet. */
  #pass: PassInfo | null | undefined = undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;

  constructor(deps: FeedDeps, sources: FeedSources, clusterKey: number) {
    this.#deps = deps;
    this.#sources = sources;
    this.#clusterKey = clusterKey;
  }

  get isIdle(): boolean {
    return this.#readers.size === 0;
  }

  /** Adds a reader. `since`: `takenAt` of the last pass it knows; what it missed is put into its box first, or `reset`. */
  async join(list: FeedList | null, since: string | null): Promise<Reader> {
    const reader: Reader = { list, box: new Mailbox<FeedEvent>(MAILBOX, { kind: 'reset' }) };
    this.#readers.add(reader);
    await this.#look();
    for (const event of this.#missed(list, since)) reader.box.put(event);
    return reader;
  }

  leave(reader: Reader): void {
    this.#readers.delete(reader);
    reader.box.close();
    if (!this.isIdle) return;
    clearTimeout(this.#timer);
    this.#lists.clear();
    this.#pass = undefined;
  }

  #missed(list: FeedList | null, since: string | null): FeedEvent[] {
    if (since === null || !this.#pass || since === this.#pass.takenAt) return [];
    const news: FeedEvent[] = [{ kind: 'pass', pass: this.#pass }];
    if (list === null) return news;
    const recent = this.#lists.get(list)?.recent ?? [];
    const from = recent.findIndex(({ base }) => base === since);
    if (from === -1) return [{ kind: 'reset' }, ...news];
    return [...recent.slice(from).map((rows): FeedEvent => ({ kind: 'rows', list, rows })), ...news];
  }

  /** One look at the store; callers that come meanwhile share it. */
  #look(): Promise<void> {
    this.#looking ??= this.#lookNow().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookNow(): Promise<void> {
    clearTimeout(this.#timer);
    let waitMs = AFTER_ERROR_MS;
    try {
      const { pass } = await readSnapshot(this.#deps.db, this.#clusterKey, []);
      waitMs = nextLookMs(pass);
      const info = passInfo(pass);
      // The first look finds what its reader has just been given by the lists.
      const isNew = info !== null && this.#pass !== undefined && info.takenAt !== this.#pass?.takenAt;
      if (info !== null) {
        for (const list of new Set([...this.#readers].flatMap((reader) => reader.list ?? []))) await this.#compare(list, info);
      }
      this.#pass = info;
      if (isNew) this.#tell({ kind: 'pass', pass: info }, () => true);
    } catch (error) {
      this.#deps.logger.warn({ error: errorMessage(error) }, 'the feed could not look for a new pass');
    }
    if (this.isIdle) return;
    this.#timer = setTimeout(() => void this.#look(), waitMs);
    this.#timer.unref();
  }

  /** Tells the readers of a list what changed in it, once per pass. */
  async #compare(list: FeedList, pass: PassInfo): Promise<void> {
    const before = this.#lists.get(list);
    if (before?.takenAt === pass.takenAt) return;
    const { rows: read, nameOf } = this.#sources[list];
    const rows = await read(this.#clusterKey);
    const sent = sentRows(rows, nameOf);
    if (before === undefined) {
      this.#lists.set(list, { takenAt: pass.takenAt, sent, recent: [] });
      return;
    }
    const event: FeedRows<object> = {
      base: before.takenAt,
      pass,
      ...diffRows(before.sent, rows, sent, nameOf),
      total: rows.length,
    };
    this.#lists.set(list, { takenAt: pass.takenAt, sent, recent: [...before.recent, event].slice(-KEPT) });
    this.#tell({ kind: 'rows', list, rows: event }, (reader) => reader.list === list);
  }

  #tell(event: FeedEvent, isFor: (reader: Reader) => boolean): void {
    for (const reader of this.#readers) if (isFor(reader)) reader.box.put(event);
  }
}
