'use client';

import { useQueryClient } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { followCluster } from '#lib/client/feed.ts';
import { clusterPath } from '#lib/client/paths.ts';

/** Keeps what is on screen of a cluster as new as its last pass, while the page is in sight. Draws nothing. */
export function FollowCluster({ clusterId }: { clusterId: string }) {
  const client = useQueryClient();
  const path = usePathname();
  const base = clusterPath(clusterId);
  const list = path === `${base}/topics` ? 'topics' : path === `${base}/groups` ? 'groups' : null;
  useEffect(() => {
    let end: (() => void) | null = null;
    const adapt = () => {
      if (document.visibilityState === 'visible') end ??= followCluster(client, clusterId, list);
      else {
        end?.();
        end = null;
      }
    };
    adapt();
    document.addEventListener('visibilitychange', adapt);
    return () => {
      document.removeEventListener('visibilitychange', adapt);
      end?.();
    };
  }, [client, clusterId, list]);
  return null;
}
