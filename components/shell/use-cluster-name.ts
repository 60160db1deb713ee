'use client';

import { useQuery } from '@tanstack/react-query';
import { overviewOptions } from '#lib/client/overview.ts';

/** What people call a cluster; its id until that is known. */
export function useClusterName(clusterId: string | undefined): string {
  const { data } = useQuery({ ...overviewOptions(clusterId ?? ''), enabled: clusterId !== undefined });
  return data?.name ?? clusterId ?? '';
}
