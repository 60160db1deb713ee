import { canaryPath, clusterPath, groupPath, topicPath } from '#lib/client/paths.ts';

/** Stops of the guided tour: overview → problem → groups → group → topic → canary → glossary. Texts: `messages/<locale>/tour.json`. */
export const STOPS = ['overview', 'problems', 'groups', 'group', 'topic', 'canary', 'glossary'] as const;
export type Stop = (typeof STOPS)[number];

/** The demonstration's cluster and what stands out in it. */
const CLUSTER = 'loja-demo';
const FORGOTTEN_GROUP = 'relatorio-noturno';
const HOT_TOPIC = 'Cliques';

/** Page on which a stop speaks. */
export function stopPath(stop: Stop): string {
  switch (stop) {
    case 'overview':
    case 'problems':
      return clusterPath(CLUSTER);
    case 'groups':
      return `${clusterPath(CLUSTER)}/groups`;
    case 'group':
      return groupPath(CLUSTER, FORGOTTEN_GROUP);
    case 'topic':
      return `${topicPath(CLUSTER, HOT_TOPIC)}?tab=partitions`;
    case 'canary':
      return canaryPath(CLUSTER);
    case 'glossary':
      return '/glossary';
  }
}
