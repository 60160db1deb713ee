import { nameFromPath } from '#lib/client/paths.ts';

const STORE = 'farol.recent';
const KEPT_MAX = 12;
const PATH_LONGEST = 600;

/** What a page of the console is about. */
export interface VisitedPlace {
  path: string;
  clusterId: string;
  /** `page` = one of the cluster's own pages; `name` is then the part of its address. */
  kind: 'page' | 'topic' | 'group' | 'broker';
  name: string;
}

const KINDS: Record<string, VisitedPlace['kind']> = { topics: 'topic', groups: 'group', brokers: 'broker' };

/** What the page at a path is about; null for pages about no cluster and for anything that is no page of the console. */
export function placeAt(path: string): VisitedPlace | null {
  const [, root, clusterId, below = '', name, ...more] = path.split('/');
  if (root !== 'clusters' || !/^[a-z0-9][a-z0-9-]{0,62}$/.test(clusterId ?? '') || clusterId === undefined) return null;
  if (clusterId === 'new' || more.length > 0 || path.length > PATH_LONGEST) return null;
  if (name === undefined || name === '') return /^[a-z-]*$/.test(below) ? { path, clusterId, kind: 'page', name: below } : null;
  const kind = KINDS[below];
  return kind === undefined ? null : { path, clusterId, kind, name: nameFromPath(name) };
}

/** The list after a visit: the newest first, each place once. */
export function withVisit(paths: readonly string[], path: string): string[] {
  return [path, ...paths.filter((each) => each !== path)].slice(0, KEPT_MAX);
}

/** Notes a visit in this browser. */
export function recordVisit(path: string): void {
  if (placeAt(path) === null) return;
  try {
    localStorage.setItem(STORE, JSON.stringify(withVisit(storedPaths(), path)));
  } catch {
    // Storage is full or refused: then there are no recent places.
  }
}

/** Places visited in this browser, the newest first. */
export function recentPlaces(): VisitedPlace[] {
  return storedPaths()
    .map(placeAt)
    .filter((place) => place !== null);
}

/** Forgets all visits, when somebody signs out. */
export function forgetVisits(): void {
  try {
    localStorage.removeItem(STORE);
  } catch {
    // Nothing could be stored either.
  }
}

function storedPaths(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORE) ?? '[]');
    return Array.isArray(stored) ? stored.filter((path) => typeof path === 'string').slice(0, KEPT_MAX) : [];
  } catch {
    return [];
  }
}
