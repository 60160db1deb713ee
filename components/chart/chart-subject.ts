import type { EventPlace } from '#lib/client/events.ts';
import { nameFromPath } from '#lib/client/paths.ts';

/** What a chart is about: decides which events are marked in it. The cluster when nothing is named. */
export interface ChartSubject extends EventPlace {
  /** null on pages about no single cluster: then nothing is marked. */
  clusterId: string | null;
}

/** The subject of a page, from its address: charts are about what their page is about. */
export function subjectOfPath(path: string): ChartSubject {
  const [root, cluster, noun, name] = path.split('/').filter((part) => part !== '');
  if (root !== 'clusters' || cluster === undefined || (cluster === 'new' && noun === undefined)) return { clusterId: null };
  const clusterId = nameFromPath(cluster);
  if (name === undefined) return { clusterId };
  if (noun === 'topics') return { clusterId, topic: nameFromPath(name) };
  if (noun === 'groups') return { clusterId, group: nameFromPath(name) };
  if (noun === 'brokers' && /^\d+$/.test(name)) return { clusterId, broker: Number(name) };
  return { clusterId };
}
