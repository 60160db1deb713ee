'use client';

import { BookOpenText, Boxes, HeartPulse, Layers3, Server, UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useClusters } from '#lib/client/clusters.ts';
import { useNames } from '#lib/client/names.ts';
import { brokerPath, clusterPath, groupPath, topicPath } from '#lib/client/paths.ts';
import type { ClusterSummary } from '#lib/contracts/clusters.ts';
import type { ClusterNames } from '#lib/contracts/names.ts';
import { indexTexts } from '#lib/core/fuzzy.ts';
import { CLUSTER_PLACES, placeLabel } from '../places.ts';
import { useRangeSearch } from '../use-time-range.ts';
import type { NameSource, PaletteEntry } from './palette-entry.ts';
import { recentPlaces, type VisitedPlace } from './recent-places.ts';

/** Names are fetched from so many clusters at most, the one in view first. */
const CLUSTERS_MAX = 30;
/** What the cluster in view is ahead of the others. */
const IN_VIEW_BONUS = 6;
const NO_CLUSTERS: ClusterSummary[] = [];

/** Where the palette leads: pages, clusters, and the things in them. */
export interface PalettePlaces {
  pages: PaletteEntry[];
  clusters: PaletteEntry[];
  recent: PaletteEntry[];
  /** Topics, groups and brokers of every cluster whose names are there. */
  sources: NameSource[];
  /** True until all names are there or refused. */
  isLoading: boolean;
  /** Names of clusters whose things cannot be found now. */
  missing: string[];
}

/** The places of the palette while `clusterId` is in view; null = no cluster is. */
export function usePalettePlaces(clusterId: string | null): PalettePlaces {
  const nav = useTranslations('shell.nav');
  const broker = useTranslations('shell.palette');
  const search = useRangeSearch();
  const clusters = useClusters().data?.data ?? NO_CLUSTERS;
  const searched = useMemo(
    () =>
      clusters
        .filter(({ enabled }) => enabled)
        .toSorted((a, b) => Number(b.id === clusterId) - Number(a.id === clusterId))
        .slice(0, CLUSTERS_MAX)
        .map(({ id, name }) => ({ id, name })),
    [clusters, clusterId],
  );
  const names = useNames(searched.map(({ id }) => id));
  const loaded = names.map(({ data }) => data?.value);
  const nameKey = names.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  const clusterKey = searched.map(({ id, name }) => `${id} ${name}`).join();

  const sources = useMemo(
    () =>
      searched.flatMap((cluster, at) => {
        const known = loaded[at];
        const bonus = cluster.id === clusterId ? IN_VIEW_BONUS : 0;
        return known === undefined
          ? []
          : sourcesOf(cluster, known, search, (nodeId, host) =>
              host === null ? broker('broker', { id: nodeId }) : broker('brokerOn', { id: nodeId, host }),
            ).map((source) => ({ ...source, bonus }));
      }),
    // The lists are new objects each time; the keys say whether they say something new.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [nameKey, clusterKey, clusterId, search, broker],
  );

  const nameOf = (id: string) => clusters.find((cluster) => cluster.id === id)?.name ?? id;
  const modeOf = (id: string) => clusters.find((cluster) => cluster.id === id)?.mode;
  const page = (id: string, place: (typeof CLUSTER_PLACES)[number]): PaletteEntry => ({
    id: `page ${id}${place.path}`,
    kind: 'page',
    label: nav(placeLabel(place.name, modeOf(id))),
    place: nameOf(id),
    icon: place.icon,
    href: `${clusterPath(id)}${place.path}${search}`,
    ...(id === clusterId ? { keys: `g ${place.key}` } : {}),
  });
  const everywhere = [
    { name: 'clusters', icon: Boxes, href: '/', keys: 'g h' },
    { name: 'farol', icon: HeartPulse, href: '/farol' },
    { name: 'glossary', icon: BookOpenText, href: '/glossary' },
  ].map(({ name, href, ...rest }): PaletteEntry => ({
    id: `page ${href}`,
    kind: 'page',
    label: nav(name),
    place: null,
    href,
    ...rest,
  }));
  const visited = ({ clusterId: id, kind, name, path }: VisitedPlace): PaletteEntry[] => {
    if (kind === 'page') {
      const place = CLUSTER_PLACES.find((each) => each.path === (name === '' ? '' : `/${name}`));
      return place === undefined ? [] : [page(id, place)];
    }
    const label = kind === 'broker' ? broker('broker', { id: Number(name) }) : name;
    return [{ id: `${kind} ${id} ${name}`, kind, label, place: nameOf(id), icon: ICONS[kind], href: path }];
  };
  return {
    pages: [...(clusterId === null ? [] : CLUSTER_PLACES.map((place) => page(clusterId, place))), ...everywhere],
    clusters: clusters.map(({ id, name }) => ({
      id: `cluster ${id}`,
      kind: 'cluster',
      label: name,
      place: null,
      words: id,
      icon: Boxes,
      href: clusterPath(id),
    })),
    recent: recentPlaces().flatMap(visited),
    sources,
    isLoading: names.some(({ isPending }) => isPending),
    missing: searched.filter((_cluster, at) => names[at]?.isError === true && loaded[at] === undefined).map(({ name }) => name),
  };
}

const ICONS = { topic: Layers3, group: UsersRound, broker: Server } as const;

function sourcesOf(
  { id, name: place }: { id: string; name: string },
  names: ClusterNames,
  search: string,
  brokerLabel: (nodeId: number, host: string | null) => string,
): Omit<NameSource, 'bonus'>[] {
  const entry = (kind: keyof typeof ICONS, key: string, label: string, path: string): PaletteEntry => ({
    id: `${kind} ${id} ${key}`,
    kind,
    label,
    place,
    icon: ICONS[kind],
    href: `${path}${search}`,
  });
  const brokers = new Map(names.brokers.map(({ nodeId, host }) => [brokerLabel(nodeId, host), nodeId]));
  return [
    { names: indexTexts(names.topics), toEntry: (name) => entry('topic', name, name, topicPath(id, name)) },
    { names: indexTexts(names.groups), toEntry: (name) => entry('group', name, name, groupPath(id, name)) },
    {
      names: indexTexts([...brokers.keys()]),
      toEntry: (label) => entry('broker', String(brokers.get(label)), label, brokerPath(id, brokers.get(label) ?? 0)),
    },
  ];
}
