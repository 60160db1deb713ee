'use client';

import { use, type ReactNode } from 'react';
import { useClusterZone } from '#lib/client/measuring.ts';
import { CLUSTER_ZONE } from '#lib/core/preferences.ts';
import { TimeZoneContext } from '#lib/i18n/time-zone.ts';
import { usePreferences } from './preferences.tsx';

/** Shows times below in the zone of the cluster in view, for readers who chose that; where it has none, in the browser's. */
export function ClusterZone({ clusterId, children }: { clusterId: string | null; children: ReactNode }) {
  const { preferences } = usePreferences();
  const outer = use(TimeZoneContext);
  const zone = useClusterZone(preferences.zone === CLUSTER_ZONE ? clusterId : null);
  return <TimeZoneContext value={zone ?? outer}>{children}</TimeZoneContext>;
}
